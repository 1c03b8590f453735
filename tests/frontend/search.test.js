import assert from "node:assert/strict";
import { test } from "node:test";

import { folded } from "../../embedviz/plotting/frontend/data/folded.js";
import { answered, listed, matches } from "../../embedviz/plotting/frontend/data/search.js";

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
  assert.equal(listed(many, "a cat", true).length, 8);
  assert.deepEqual(listed([], "a cat", true), [{ question: "a cat" }]);
  assert.deepEqual(listed([], "a cat", false), []);
  assert.deepEqual(listed([], "  ", true), []);
});

test("more than are listed can be selected together", () => {
  const many = Array.from({ length: 20 }, (_, row) => row);
  assert.deepEqual(listed(many, "a", false).at(-1), { rows: many });
  assert.ok(!listed(many.slice(0, 6), "a", false).some((option) => "rows" in option));
});

const ITEMS = { labels: ["One: more", "Two", "Three"], facts: [{ title: "size", unit: "", one: "", texts: null }],
  arrays: { fact0: Float64Array.of(1, 2, 3) } };
const model = { items: ITEMS, folded: ITEMS.labels.map(folded) };

test("a condition is answered by those who meet it, to be selected together", () => {
  assert.deepEqual(answered("size > 1", model, true), { found: [1, 2], options: [{ rows: [1, 2] }], complaint: "" });
});

test("a name with a colon stays a name, and words that may be meant are not complained of", () => {
  assert.deepEqual(answered("one: m", model, false).options, [{ row: 0 }]);
  assert.match(answered("weight > 1", model, false).complaint, /there are size/);
  assert.deepEqual(answered("weight > 1", model, true), { found: [], options: [{ question: "weight > 1" }], complaint: "" });
});
