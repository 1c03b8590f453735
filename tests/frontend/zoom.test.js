import assert from "node:assert/strict";
import { test } from "node:test";

import { cameraAround, rangesAround } from "../../embedviz/plotting/frontend/drawing/zoom.js";

const ROOM = { width: 1000, height: 500, ratio: null };
const share = ([from, to], low, high) => (high - low) / (to - from);

test("what is zoomed to fills most of each axis, and leaves room for names", () => {
  const axes = [Float32Array.of(0, 100, 40, 41), Float32Array.of(0, 100, 7, 7.5)];
  const [across, up] = rangesAround(axes, [2, 3], ROOM);
  for (const each of [share(rangesAround(axes, [2, 3], ROOM, 0)[0], 40, 41), share(rangesAround(axes, [2, 3], ROOM, 0)[1], 7, 7.5)]) {
    assert.ok(each > 0.6 && each < 0.9, String(each));
  }
  assert.ok(across[1] - across[0] > 2 && up[1] - up[0] > 2, "but no less than a share of the whole");
});

test("where the axes are tied, the picture keeps its shape and nothing is left out", () => {
  const axes = [Float32Array.of(0, 100, 40, 42), Float32Array.of(0, 100, 7, 8)];
  const [across, up] = rangesAround(axes, [2, 3], { ...ROOM, ratio: 2 }, 0);
  assert.ok(Math.abs((500 / (up[1] - up[0])) / (1000 / (across[1] - across[0])) - 2) < 1e-6);
  assert.ok(across[0] < 40 && across[1] > 42 && up[0] < 7 && up[1] > 8);
});

test("all in one place are looked at from near, not from nowhere", () => {
  const [[from, to]] = rangesAround([Float32Array.of(0, 10, 4, 4), Float32Array.of(0, 10, 4, 4)], [2, 3], ROOM, 0.1);
  assert.ok(from < 4 && to > 4 && to - from > 1);
});

test("a camera goes near from its own side, until all just fit", () => {
  const camera = { eye: { x: 0, y: 0, z: 2 }, center: { x: 0, y: 0, z: 0 }, up: { x: 0, y: 1, z: 0 } };
  const { eye, center } = cameraAround([[1, 0, 0], [1.2, 0, 0]], camera, 2);
  assert.deepEqual([center.x, eye.y].map((value) => Number(value.toFixed(6))), [1.1, 0]);
  assert.ok(eye.z > 0.1 / Math.tan(Math.PI / 8) && eye.z < 0.5);
  assert.ok(cameraAround([[1, 0, 0]], camera, 2).eye.z > 0.01);
});
