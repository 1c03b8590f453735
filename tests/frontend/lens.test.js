import assert from "node:assert/strict";
import { test } from "node:test";

import { isThrough, lensOf } from "../../embedviz/plotting/frontend/drawing/lens.js";
import { toPixels } from "../../embedviz/plotting/frontend/drawing/screen.js";

// Ten pixels a unit; a crowd to the right of the item, nobody to its left.
const XS = Float32Array.of(30, 30.2, 30.1, 30, 80, ...Array.from({ length: 40 }, (_, at) => 40 + at / 2));
const YS = Float32Array.of(-25, -25.1, -25.3, -25.2, -5, ...Array.from({ length: 40 }, () => -25));
const screen = { kind: "plane", line: [0, 10, 0, -10], frame: [0, 0, 900, 500], width: 900, height: 500 };
const view = (more = {}) => ({ model: { linear: [XS, YS], count: XS.length }, screen: { ...screen, ...more } });
const near = [1, 2, 3].map((row) => ({ row }));

test("neighbours that lie on top of their item are parted, all within the glass", () => {
  const lens = lensOf(view(), 0, near);
  const places = [0, 1, 2, 3].map((row) => toPixels(lens.screen, [XS[row], YS[row]]));
  for (const [x, y] of places) assert.ok(isThrough(lens, x, y));
  const [item, first] = places;
  assert.ok(Math.hypot(item[0] - first[0], item[1] - first[1]) > 20);
});

test("the glass stands in the frame where it covers the fewest points, and not over its item", () => {
  const { center: [x, y], radius, screen: { frame } } = lensOf(view(), 0, near);
  assert.ok(frame[0] >= 0 && frame[1] >= 0 && frame[2] <= 900 && frame[3] <= 500);
  assert.ok(!isThrough({ center: [x, y], radius }, 300, 250));
  for (let row = 5; row < XS.length; row += 1) assert.ok(!isThrough({ center: [x, y], radius }, 10 * XS[row], 250));
});

test("no lens where neighbours lie apart, in one place, outside, or there is no room", () => {
  assert.equal(lensOf(view(), 0, [...near, { row: 4 }]), null);
  assert.equal(lensOf(view(), 0, [{ row: 0 }, { row: 0 }]), null);
  assert.equal(lensOf(view({ frame: [400, 0, 900, 500] }), 0, near), null);
  assert.equal(lensOf(view({ frame: [200, 200, 400, 340] }), 0, near), null);
  assert.equal(lensOf(view({ kind: "scene" }), 0, near), null);
  assert.equal(isThrough(null, 0, 0), false);
});
