import assert from "node:assert/strict";
import { test } from "node:test";

import { folded, listed, matches } from "../../embedviz/plotting/frontend/data/search.js";

const LABELS = ["New York", "York", "Yorkshire", "Duke of York", "Bayorkia", "São Paulo"].map(folded);

test("the whole label comes first, then beginnings, then words, then the rest", () => {
  assert.deepEqual(matches(LABELS, "york"), [1, 2, 0, 3, 4]);
});

test("accents and case don't matter", () => {
  assert.deepEqual(matches(LABELS, "SAO"), [5]);
  assert.deepEqual(matches(LABELS, "são p"), [5]);
});

test("nothing asked, nothing found", () => {
  assert.deepEqual(matches(LABELS, "  "), []);
  assert.deepEqual(matches(LABELS, "zz"), []);
});

test("the list ends with the words as a question, where they can be understood", () => {
  const many = Array.from({ length: 20 }, (_, row) => row);
  assert.deepEqual(listed(many, " a cat ", true).at(-1), { question: "a cat" });
  assert.equal(listed(many, "a cat", true).length, 9);
  assert.deepEqual(listed([], "a cat", true), [{ question: "a cat" }]);
  assert.deepEqual(listed([], "a cat", false), []);
  assert.deepEqual(listed([], "  ", true), []);
});
