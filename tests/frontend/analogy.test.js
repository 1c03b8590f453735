import assert from "node:assert/strict";
import { test } from "node:test";

import { parallelogram, targetsOf } from "../../embedviz/plotting/frontend/data/analogy.js";
import { rangesAround } from "../../embedviz/plotting/frontend/drawing/zoom.js";

const PLACES = [[0, 0], [2, 1], [5, 0], [7, 2]];

test("the arrow from a to b is laid again at c", () => {
  const { target, segments } = parallelogram({ a: 0, b: 1, c: 2, answers: [3] }, (row) => PLACES[row]);
  assert.deepEqual(target, [7, 1]);
  const laid = segments.find((each) => each.kind === "laid");
  assert.deepEqual([laid.from, laid.to], [[5, 0], [7, 1]]);
  assert.deepEqual(segments.find((each) => each.kind === "miss").to, [7, 2]);
});

const ROOM = { width: 1000, height: 600, ratio: null };

test("a zoom to an analogy reaches as far as its target, where no item is", () => {
  const axes = [Float32Array.of(0, 2, 5, 1), Float32Array.of(0, 1, 0, 1)];
  const targets = targetsOf({ a: 0, b: 1, c: 2, answers: [3] }, axes);
  assert.deepEqual(targets, [[7, 1]]);
  const [[from, to]] = rangesAround(axes, [0, 1, 2, 3], ROOM, 0.005, targets);
  assert.ok(from < 0 && to > 7);
  assert.deepEqual(targetsOf(null, axes), []);
});

