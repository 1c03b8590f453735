import assert from "node:assert/strict";
import { test } from "node:test";

import { coloringOf, extent, hueOf, isDark, markerColors } from "../../embedviz/plotting/frontend/data/colors.js";

const groups = coloringOf({
  kind: "groups", title: "t", names: ["a", "other"], colors: ["#111111", null], arrays: { codes: Uint8Array.of(1, 0) },
}, { other: "#999999" });

test("the rest takes the theme's colour", () => {
  assert.deepEqual([hueOf(groups, 0), hueOf(groups, 1)], ["#999999", "#111111"]);
});

test("each group has a step of the scale of its own, a hidden one none", () => {
  const { color, colorscale, cmin, cmax } = markerColors(groups, new Set([0]));
  assert.equal(color, groups.codes);
  assert.deepEqual([cmin, cmax], [-0.5, 1.5]);
  assert.deepEqual(colorscale.map(([at]) => at), [0, 0.5, 0.5, 1]);
  assert.deepEqual(colorscale.map(([, hue]) => hue), [
    "rgba(0,0,0,0)", "rgba(0,0,0,0)", "#999999", "#999999",
  ]);
});

test("numbers run over the scale, and a gap has the colour of the rest", () => {
  const scale = [[0, "low"], [0.5, "middle"], [1, "high"]];
  const part = { kind: "numbers", title: "t", scale, arrays: { values: Float32Array.of(0, 10, 5, NaN) } };
  const numbers = coloringOf(part, { other: "#999999" });
  assert.deepEqual([0, 1, 2, 3].map((row) => hueOf(numbers, row)), ["low", "high", "middle", "#999999"]);
});

test("a single value still has an extent", () => {
  assert.deepEqual(extent([3, 3]), [2.5, 3.5]);
  assert.deepEqual(extent([NaN]), [0, 1]);
});

test("the ground is told light from dark", () => {
  assert.deepEqual(["#0f1419", "#fbfbfa", "rgb(14, 17, 23)"].map(isDark), [true, false, true]);
});
