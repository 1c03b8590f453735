import assert from "node:assert/strict";
import { test } from "node:test";

import { drawCoast, isCoast } from "../../embedviz/plotting/frontend/drawing/ground.js";
import { sizeFor, spriteSize } from "../../embedviz/plotting/frontend/drawing/sprites.js";

const THEME = { grid: "#eee", muted: "#666" };
const PLANE = { kind: "plane", line: [180, 1, 90, -1], frame: [0, 0, 360, 180], width: 360, height: 180 };

/** A pen that remembers its steps. */
function penOf(steps) {
  return {
    beginPath: () => steps.push([]), fill() {}, stroke() {},
    moveTo: (x, y) => steps.at(-1).push(["move", x, y]), lineTo: (x, y) => steps.at(-1).push(["line", x, y]),
  };
}

test("a coast is drawn in pixels, each ring on its own", () => {
  const steps = [];
  const coast = Float32Array.of(0, 0, 10, 0, NaN, NaN, 20, 20, 20, 30, NaN, NaN);
  drawCoast(penOf(steps), { model: { places: { arrays: { coast } } }, screen: PLANE, theme: THEME });
  const [land, line] = steps;
  assert.deepEqual(land, [["move", 180, 90], ["line", 190, 90], ["move", 200, 70], ["line", 200, 60]]);
  assert.deepEqual(line, land);
});

test("nothing lies below a projection that is no map, nor in a scene", () => {
  const steps = [];
  drawCoast(penOf(steps), { model: { places: { arrays: {} } }, screen: PLANE, theme: THEME });
  const coast = Float32Array.of(0, 0, 1, 1, NaN, NaN);
  drawCoast(penOf(steps), { model: { places: { arrays: { coast } } }, screen: { kind: "scene" }, theme: THEME });
  assert.deepEqual(steps, []);
});

test("where the map is cut there is no coast", () => {
  assert.ok(isCoast(170, 60, 175, 61));
  assert.ok(!isCoast(180, 60, 180, 70));
  assert.ok(!isCoast(-180, -90, 180, -90));
});

test("images fill the frame without hiding each other, within bounds", () => {
  const frame = [0, 0, 600, 500];
  assert.ok(Math.abs(sizeFor(1000, frame) - 0.95 * Math.sqrt(300)) < 1e-9);
  assert.deepEqual([sizeFor(1e6, frame), sizeFor(1, frame)], [11, 44]);
});

test("dots stand for items without images, for too many in view, and in a scene", () => {
  const model = (count, images) => ({
    items: { arrays: { images } }, linear: [new Float32Array(count), new Float32Array(count)],
  });
  assert.ok(spriteSize(model(100, []), PLANE) > 0);
  assert.equal(spriteSize(model(100, undefined), PLANE), 0);
  assert.equal(spriteSize(model(2501, []), PLANE), 0);
  assert.equal(spriteSize(model(100, []), { kind: "scene" }), 0);
});
