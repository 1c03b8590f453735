import assert from "node:assert/strict";
import { test } from "node:test";

import { fewerWords, trustShort, trustWords } from "../../embedviz/plotting/frontend/widgets/announce.js";

const axes = [{}, {}];

test("what a plot keeps is said as a share and as a number of neighbours", () => {
  assert.equal(trustWords({ kept: 0.12, k: 10, axes, why: "" }),
    "On average, about 1 of an item's 10 nearest neighbours is also among its 10 nearest on the map (12 %). "
    + "Dashed lines lead to neighbours drawn far away.");
});

test("in a few words it is a share, where it was measured", () => {
  assert.equal(trustShort({ kept: 0.12 }), "Keeps 12 % of true neighbours");
  assert.equal(trustShort({ kept: null }), "");
});

test("a plot that draws every number says why it keeps less than all", () => {
  const words = trustWords({ kept: 0.92, k: 10, axes, why: "A map is stretched." });
  assert.match(words, /^On average, about 9 of .* A map is stretched\. Dashed/);
});

test("where nothing is torn off, nothing is said of it", () => {
  const words = trustWords({ kept: 1, k: 10, axes, why: "A map is stretched." });
  assert.doesNotMatch(words, /stretched|Dashed/);
});

test("it is said where fewer neighbours have come than are asked for", () => {
  const graph = (...shape) => ({ arrays: { indices: { shape } } });
  assert.equal(fewerWords(graph(100000, 20), 30),
    "With 100,000 items, the plot holds the 20 nearest of each, not 30.");
  assert.equal(fewerWords(graph(100000, 20), 20), "");
  assert.equal(fewerWords(graph(6, 5), 30), "");
});
