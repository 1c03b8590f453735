import assert from "node:assert/strict";
import { test } from "node:test";

import { makeGrid, nearestIn } from "../../embedviz/plotting/frontend/input/grid.js";

function random(seed) {
  let state = seed;
  return () => { state = (state * 1664525 + 1013904223) % 4294967296; return state / 4294967296; };
}

test("finds what comparing with all points finds", () => {
  const next = random(1);
  const xs = Float32Array.from({ length: 3000 }, next);
  const ys = Float32Array.from({ length: 3000 }, () => 10 * next());
  const grid = makeGrid(xs, ys);
  for (let tried = 0; tried < 200; tried += 1) {
    const [x, y] = [next() * 1.2 - 0.1, next() * 12 - 1];
    let [best, least] = [-1, 1];
    for (let i = 0; i < xs.length; i += 1) {
      const share = ((xs[i] - x) / 0.03) ** 2 + ((ys[i] - y) / 0.3) ** 2;
      if (share <= least) [best, least] = [i, share];
    }
    assert.equal(nearestIn(grid, x, y, 0.03, 0.3), best);
  }
});

test("nothing within reach is -1, and points without a place are left out", () => {
  const grid = makeGrid(Float32Array.of(0, NaN, 5), Float32Array.of(0, 1, Infinity));
  assert.equal(nearestIn(grid, 3, 3, 1, 1), -1);
  assert.equal(nearestIn(grid, 0.2, 0, 1, 1), 0);
});

test("a cost may leave points out", () => {
  const grid = makeGrid(Float32Array.of(0, 0.1), Float32Array.of(0, 0));
  assert.equal(nearestIn(grid, 0, 0, 1, 1, (row, share) => (row === 0 ? Infinity : share)), 1);
});

test("all points in one place are found", () => {
  assert.equal(nearestIn(makeGrid(new Float32Array(9), new Float32Array(9)), 0, 0, 1, 1), 0);
});
