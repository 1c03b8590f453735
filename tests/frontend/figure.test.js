import assert from "node:assert/strict";
import { test } from "node:test";

import { markerSize, outlineWidth, pointOpacity } from "../../embedviz/plotting/frontend/drawing/figure.js";

test("few points are large and full, many small and so light that their density is seen", () => {
  const counts = [366, 5767, 100_000, 1_000_000];
  const [sizes, opacities] = [counts.map(markerSize), counts.map(pointOpacity)];
  for (const values of [sizes, opacities]) assert.deepEqual(values, [...values].sort((a, b) => b - a));
  assert.ok(sizes[0] > 7 && sizes[2] > 1.5 && sizes[3] >= 1);
  assert.ok(opacities[0] > 0.9 && opacities[2] < 0.55 && opacities[3] >= 0.25);
});

test("in a scene of not too many points each has an outline, while none is hidden", () => {
  assert.equal(outlineWidth(3, 1797, new Set()), 1);
  assert.deepEqual([outlineWidth(2, 10, new Set()), outlineWidth(3, 1e5, new Set()), outlineWidth(3, 10, new Set([1]))], [0, 0, 0]);
});
