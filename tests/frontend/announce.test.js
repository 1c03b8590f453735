import assert from "node:assert/strict";
import { test } from "node:test";

import { fewerWords, trustShort, trustWords } from "../../embedviz/plotting/frontend/widgets/announce.js";

test("what a picture keeps is said as a share and as a number of neighbours", () => {
  assert.equal(trustWords({ kept: 0.12, k: 10, from: 64, why: "" }),
    "This picture keeps 12 % of true neighbours: of the 10 that are nearest in 64 dimensions, about 1 is "
    + "among the 10 nearest here. Broken lines lead to those it tears off.");
});

test("in a few words it is a share, where it was measured", () => {
  assert.equal(trustShort({ kept: 0.12 }), "Keeps 12 % of true neighbours");
  assert.equal(trustShort({ kept: null }), "");
});

test("a picture that draws every number says why it keeps less than all", () => {
  const words = trustWords({ kept: 0.92, k: 10, from: 2, why: "A map is stretched." });
  assert.match(words, /nearest by the vectors, about 9 are among .* A map is stretched\. Broken/);
});

test("where nothing is torn off, nothing is said of it", () => {
  const words = trustWords({ kept: 1, k: 10, from: 2, why: "A map is stretched." });
  assert.doesNotMatch(words, /stretched|Broken/);
});

test("it is said where fewer neighbours have come than are asked for", () => {
  const graph = (...shape) => ({ arrays: { indices: { shape } } });
  assert.equal(fewerWords(graph(100000, 20), 30),
    "The 20 nearest of each are drawn, not 30: with 100,000 items the plot holds no more.");
  assert.equal(fewerWords(graph(100000, 20), 20), "");
  assert.equal(fewerWords(graph(6, 5), 30), "");
});
