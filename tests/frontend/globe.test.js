import assert from "node:assert/strict";
import { test } from "node:test";

import { onGlobe, placed, poseAt } from "../../embedviz/plotting/frontend/drawing/globe.js";

const near = (one, other) => assert.ok(Math.abs(one - other) < 1e-6, `${one} is not ${other}`);

test("what faces the eye is in the middle, what is a quarter turn away at the rim", () => {
  const middle = onGlobe(30, 18, 30, 18);
  near(middle.x, 0);
  near(middle.y, 0);
  near(middle.depth, 1);
  const rim = onGlobe(120, 0, 30, 0);
  near(rim.x, 1);
  near(rim.depth, 0);
  assert.ok(onGlobe(-150, 0, 30, 0).depth < 0);
});

test("looked at from above the equator, the north pole is in front and the south pole is not", () => {
  assert.ok(onGlobe(0, 90, 0, 20).depth > 0);
  assert.ok(onGlobe(0, -90, 0, 20).depth < 0);
});

test("the globe turns, then it is the map, in less than five seconds", () => {
  const room = { width: 800, height: 400 };
  assert.equal(poseAt(0, room).flat, 0);
  assert.notEqual(poseAt(1000, room).east, poseAt(0, room).east);
  const end = poseAt(5000, room);
  assert.equal(end.flat, 1);
  const map = { xs: Float32Array.of(10, 700), ys: Float32Array.of(20, 300) };
  const { xs, ys } = placed(end, Float32Array.of(-170, 140), Float32Array.of(60, -30), map);
  assert.deepEqual([[...xs], [...ys]], [[10, 700], [20, 300]]);
});
