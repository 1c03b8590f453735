import assert from "node:assert/strict";
import { test } from "node:test";

import { showDock } from "../../embedviz/plotting/frontend/state/docked.js";
import { reduce, startState } from "../../embedviz/plotting/frontend/state/store.js";

const indices = Int32Array.of(1, 2, 0, 2, 1, 0);
indices.shape = [3, 2];
const graph = { arrays: { indices, distances: Float32Array.of(1, 3, 1, 2, 2, 3) } };
const model = { graph, items: { labels: ["a", "b", "c"] }, seen: [Float32Array.of(0, 1, 3)], places: { near: 10 } };

/** What the dock is told after these events, while the pointer is over a question or not. */
function told(events, { drawn = null, isOfQuery = false } = {}) {
  let shown = null;
  showDock({
    state: events.reduce(reduce, startState()), question: { drawn }, cards: { isOfQuery: () => isOfQuery },
    vectors: null, shown: { model, props: { k: 2 } }, dock: { show: (all) => { shown = all; } },
  });
  return shown;
}

test("the dock tells of what is hovered, else of what is selected, else of nothing", () => {
  const [pin, hover] = [{ type: "pin", row: 0 }, { type: "hover", row: 2 }];
  assert.equal(told([]).subject, null);
  assert.equal(told([pin]).subject.name, "a");
  assert.deepEqual(told([pin]).subject.neighbors.map((each) => [each.row, each.distance]), [[1, 1], [2, 3]]);
  const both = told([pin, hover]);
  assert.deepEqual([both.subject.name, both.selected], ["c", 0]);
});

test("who walks the neighbours stays with the item they are neighbours of", () => {
  const walk = { type: "walk", by: 1, neighborsOf: () => [1, 2] };
  const walked = told([{ type: "pin", row: 0 }, walk, walk]);
  assert.deepEqual([walked.subject.name, walked.lit], ["a", 2]);
  const pointed = told([{ type: "pin", row: 0 }, walk, { type: "point", row: 1 }]);
  assert.deepEqual([pointed.subject.name, pointed.lit], ["a", 1]);
});

test("a question stands in the dock where nothing else does, and where it is pointed at", () => {
  const drawn = { text: "a prince", note: "Drawn amid its nearest.", neighbors: [], place: [0] };
  assert.equal(told([], { drawn }).subject.name, "“a prince”");
  assert.equal(told([{ type: "pin", row: 0 }], { drawn }).subject.name, "a");
  const over = told([{ type: "pin", row: 0 }], { drawn, isOfQuery: true }).subject;
  assert.deepEqual([over.row, over.note], [null, drawn.note]);
});
