import assert from "node:assert/strict";
import { test } from "node:test";

import {
  byHue, coloringOf, extent, hueOf, isDark, markerColors, mixed,
} from "../../embedviz/plotting/frontend/data/colors.js";

const part = {
  kind: "groups", title: "t", names: ["a", "other"], colors: ["#111111", null],
  dark: ["#eeeeee", null], counts: [1, 1], arrays: { codes: Uint8Array.of(1, 0) },
};
const groups = coloringOf(part, { name: "light", other: "#999999" });

test("the rest takes the theme's colour", () => {
  assert.deepEqual([hueOf(groups, 0), hueOf(groups, 1)], ["#999999", "#111111"]);
});

test("a dark ground has its own hues", () => {
  const dark = coloringOf(part, { name: "dark", other: "#777777" });
  assert.deepEqual([hueOf(dark, 0), hueOf(dark, 1)], ["#777777", "#eeeeee"]);
  const same = coloringOf({ kind: "same", title: "", color: "#111111", dark: "#eeeeee" }, { name: "dark" });
  assert.equal(hueOf(same, 0), "#eeeeee");
});

test("a colour between two is a mixture, whichever way they are written", () => {
  assert.equal(mixed("#000000", "rgb(100, 200, 50)", 0.5), "rgb(50, 100, 25)");
});

test("rows of one colour come together", () => {
  assert.deepEqual([...byHue([0, 1, 0], (row) => row, groups)], [["#999999", [0, 0]], ["#111111", [1]]]);
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
  const scaled = { kind: "numbers", title: "t", scale, arrays: { values: Float32Array.of(0, 10, 5, NaN) } };
  const numbers = coloringOf(scaled, { name: "light", other: "#999999" });
  assert.deepEqual([0, 1, 2, 3].map((row) => hueOf(numbers, row)), ["low", "high", "middle", "#999999"]);
});

test("a single value still has an extent", () => {
  assert.deepEqual(extent([3, 3]), [2.5, 3.5]);
  assert.deepEqual(extent([NaN]), [0, 1]);
});

test("the ground is told light from dark", () => {
  assert.deepEqual(["#0f1419", "#fbfbfa", "rgb(14, 17, 23)"].map(isDark), [true, false, true]);
});
