import assert from "node:assert/strict";
import { test } from "node:test";

import { allToPixels, times, toPixels } from "../../embedviz/plotting/frontend/drawing/screen.js";

const plane = { kind: "plane", line: [10, 2, 100, -3], frame: [0, 0, 1, 1], width: 1, height: 1 };

test("a plane is a straight line an axis", () => {
  assert.deepEqual(toPixels(plane, [5, 4]), [20, 88, 0]);
  const { xs, ys, depths } = allToPixels(plane, [Float32Array.of(5), Float32Array.of(4)]);
  assert.deepEqual([xs[0], ys[0], depths], [20, 88, null]);
});

test("a scene divides by the depth, one by one and all at once", () => {
  const matrix = Float64Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0);
  const scene = { ...plane, kind: "scene", line: undefined, matrix };
  assert.deepEqual(toPixels(scene, [6, 8, 2]), [3, 4, 2]);
  const all = allToPixels(scene, [[6], [8], [2]].map((axis) => Float32Array.from(axis)));
  assert.deepEqual([all.xs[0], all.ys[0], all.depths[0]], [3, 4, 2]);
});

test("matrices are multiplied by columns", () => {
  const one = Float64Array.from({ length: 16 }, (_, at) => (at % 5 ? 0 : 1));
  const any = Float64Array.from({ length: 16 }, (_, at) => at);
  assert.deepEqual(times(one, any), any);
  assert.deepEqual(times(any, one), any);
  assert.equal(times(any, any)[1], 1 * 0 + 5 * 1 + 9 * 2 + 13 * 3);
});
