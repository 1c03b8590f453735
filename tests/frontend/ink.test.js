import assert from "node:assert/strict";
import { test } from "node:test";

import { inkOf } from "../../embedviz/plotting/frontend/drawing/ink.js";

const SCREEN = { kind: "plane", line: [0, 1, 0, 1], frame: [0, 0, 160, 80], width: 160, height: 80 };

test("ink is the share of a box that points cover: none, some, all", () => {
  const places = [];
  for (let x = 4; x < 80; x += 8) for (let y = 4; y < 80; y += 8) places.push([x, y]);
  const linear = [0, 1].map((axis) => Float32Array.from(places, (place) => place[axis]));
  const ink = inkOf(SCREEN, linear, 2, () => true);
  assert.equal(ink([88, 8, 152, 24]), 0);
  assert.ok(Math.abs(ink([8, 8, 72, 24]) - (Math.PI * 4) / 64) < 1e-6);
  assert.ok(Math.abs(ink([40, 8, 120, 24]) - (Math.PI * 4) / 128) < 1e-6);
  assert.equal(inkOf(SCREEN, linear, 20, () => true)([8, 8, 72, 24]), 1);
  assert.equal(inkOf(SCREEN, linear, 20, () => false)([8, 8, 72, 24]), 0);
});
