import assert from "node:assert/strict";
import { test } from "node:test";

import { asBars, farWords, keptWords, ordinal, whereDrawn } from "../../embedviz/plotting/frontend/data/ranks.js";

test("ranks are read as one says them", () => {
  const said = { 1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 13: "13th", 22: "22nd", 112: "112th", 1021: "1,021st" };
  for (const [rank, words] of Object.entries(said)) assert.equal(ordinal(Number(rank)), words);
});

test("only of a neighbour that is drawn far away it is said where", () => {
  assert.equal(farWords({ near: true, rank: 2 }, "on the map"), "");
  assert.equal(farWords({ near: false, rank: 13 }, whereDrawn([0, 1])), "on the map: 13th nearest");
  assert.equal(farWords({ near: false, rank: 13 }, whereDrawn([0, 1, 2])), "in the plot: 13th nearest");
});

test("how many of an item's nearest are close by, where it was counted", () => {
  const places = { k: 10, axes: [1, 2], arrays: { overlap: Uint8Array.of(51, 26, 0) } };
  assert.deepEqual([0, 1, 2].map((row) => keptWords(places, row)), [
    "2 of its 10 nearest are close by on the map.",
    "1 of its 10 nearest is close by on the map.",
    "None of its 10 nearest is close by on the map.",
  ]);
  assert.equal(keptWords({ ...places, arrays: {} }, 0), "");
});

test("the farthest has the longest bar", () => {
  assert.deepEqual(asBars([1, 2, 4]), [0.25, 0.5, 1]);
  assert.deepEqual(asBars([0, 0]), [0, 0]);
});
