import assert from "node:assert/strict";
import { test } from "node:test";

import { asSeen, judged, neighborsOf } from "../../embedviz/plotting/frontend/data/neighbors.js";

const indices = Int32Array.of(1, 2, 0, 2, 1, 0);
indices.shape = [3, 2];
const graph = { arrays: { indices, distances: Float32Array.of(1, 2, 1, 1.5, 1.5, 2) } };

test("the nearest come first, and no more than there are", () => {
  assert.deepEqual(neighborsOf(graph, 1, 1), [{ row: 0, distance: 1 }]);
  assert.deepEqual(neighborsOf(graph, 2, 9).map((each) => each.row), [1, 0]);
});

test("a neighbour is near if it is among the ten nearest of the picture, else torn off", () => {
  const line = Float32Array.from({ length: 40 }, (_, at) => at);
  const told = judged([{ row: 1, distance: 0.1 }, { row: 30, distance: 0.2 }], 0, [line], 10);
  assert.deepEqual(told.map((each) => [each.rank, each.near]), [[1, true], [30, false]]);
});

test("the eye compares logarithms, and axes with units stretched alike", () => {
  const coordinates = Float32Array.of(0, 1, 50, 10, 100, 1000);
  coordinates.shape = [3, 2];
  const axes = [{ log: false }, { log: true }];
  const seen = asSeen({ hasUnits: true, stretch: [], axes, arrays: { coordinates } });
  assert.deepEqual(seen.map((axis) => axis.map((value) => value - axis[0])), [
    Float32Array.of(0, 0.5, 1), Float32Array.of(0, 1 / 3, 1),
  ]);
});
