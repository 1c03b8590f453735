import assert from "node:assert/strict";
import { test } from "node:test";

import { reduce, startState } from "../../embedviz/plotting/frontend/state/store.js";

const after = (...events) => events.reduce(reduce, startState());
const around = (row) => [row + 1, row + 2, row + 3];

test("a second pin of the same item lets go", () => {
  assert.equal(after({ type: "pin", row: 4 }).pinned, 4);
  assert.equal(after({ type: "pin", row: 4 }, { type: "pin", row: 4 }).pinned, null);
  assert.equal(after({ type: "pin", row: 0 }).pinned, 0);
});

test("what changes nothing gives the same state", () => {
  const state = startState();
  assert.equal(reduce(state, { type: "hover", row: null }), state);
  assert.equal(reduce(state, { type: "unheard of" }), state);
});

test("arrows go round the neighbours of the pinned item", () => {
  const walk = (by) => ({ type: "walk", by, neighborsOf: around });
  assert.equal(after({ type: "pin", row: 10 }, walk(1)).hovered, 11);
  assert.equal(after({ type: "pin", row: 10 }, walk(1), walk(1)).hovered, 12);
  assert.equal(after({ type: "pin", row: 10 }, walk(-1)).hovered, 13);
  assert.equal(after({ type: "pin", row: 10 }, walk(1), walk(1), walk(1), walk(1)).hovered, 11);
});

test("escape lets go of one thing at a time", () => {
  const all = after(
    { type: "pin", row: 1 }, { type: "select", rows: [1] }, { type: "tool", tool: "box" },
  );
  const first = reduce(all, { type: "escape" });
  assert.deepEqual([first.tool, first.selected, first.pinned], ["pan", [1], 1]);
  const second = reduce(first, { type: "escape" });
  assert.deepEqual([second.selected, second.pinned], [null, 1]);
  assert.equal(reduce(second, { type: "escape" }).pinned, null);
});

test("a group alone comes back with the others", () => {
  const alone = after({ type: "isolate", code: 1, count: 3 });
  assert.deepEqual([...alone.hidden], [0, 2]);
  assert.equal(reduce(alone, { type: "isolate", code: 1, count: 3 }).hidden.size, 0);
});

test("other points forget what was found, but not how one works", () => {
  const state = after({ type: "search", query: "a", matches: [1] }, { type: "tool", tool: "lasso" },
    { type: "renew", row: 7 });
  assert.deepEqual([state.pinned, state.query, state.matches, state.tool], [7, "", [], "lasso"]);
});

test("back and forward go through what was selected, and a new choice forgets what lay ahead", () => {
  const back = { type: "go", by: -1 };
  const forward = { type: "go", by: 1 };
  const pins = [4, 7, 9].map((row) => ({ type: "pin", row }));
  assert.equal(after(...pins, back).pinned, 7);
  assert.equal(after(...pins, back, back, back).pinned, 4);
  assert.equal(after(...pins, back, back, forward).pinned, 7);
  const other = after(...pins, back, { type: "choose", row: 2 });
  assert.deepEqual([other.pinned, other.trail.rows], [2, [4, 7, 2]]);
  assert.equal(reduce(other, forward), other);
});

test("back from nothing is the last that was selected", () => {
  assert.equal(after({ type: "pin", row: 4 }, { type: "pin", row: 4 }, { type: "go", by: -1 }).pinned, 4);
  const empty = startState();
  assert.equal(reduce(empty, { type: "go", by: -1 }), empty);
});

test("what the page repeats is no step of its own, other points begin a new way", () => {
  const state = after({ type: "pin", row: 4 }, { type: "given", row: 4 });
  assert.deepEqual(state.trail.rows, [4]);
  assert.deepEqual(reduce(state, { type: "renew", row: 1 }).trail.rows, [1]);
});
