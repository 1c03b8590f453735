import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import {
  factText, number, numbers, percent, safe, shortName, shortened, valueText,
} from "../../embedviz/plotting/frontend/data/format.js";

/** What tests/plotting/test_numbers.py reads too; NaN and the infinities stand in it as texts. */
const examples = JSON.parse(readFileSync(new URL("../numbers.json", import.meta.url), "utf8"));

test("numbers are written as Python writes them", () => {
  for (const [value, text] of examples.number) assert.equal(number(Number(value)), text);
});

test("so are shares", () => {
  for (const [value, text] of examples.share) assert.equal(percent(value), text);
});

test("so are cells with their units, years and dates", () => {
  for (const [value, unit, text] of examples.values) {
    assert.equal(valueText(Number(value), unit, examples.singular[unit] ?? unit), text);
  }
});

test("so are the numbers of a column", () => {
  for (const [values, texts] of examples.columns) assert.deepEqual(numbers(values.map(Number)), texts);
});

test("a fact is a number with its unit, or a code that becomes a text", () => {
  assert.equal(factText({ unit: "people", texts: null }, [1989], 0), "1,989 people");
  assert.equal(factText({ unit: "", texts: ["Asia", "Europe"] }, Uint8Array.of(1), 0), "Europe");
});

test("a label stays letters in Plotly's markup, and is cut where it is long", () => {
  assert.equal(safe("<b>&</b>"), "&lt;b&gt;&amp;&lt;/b&gt;");
  assert.equal(shortened("abcdef", 4), "abc…");
});

test("a comma parts a name from its place, but not in every data set", () => {
  assert.equal(shortName("Suzhou, Anhui, China", true), "Suzhou");
  assert.equal(shortName("Murder, She Wrote", false), "Murder, She Wrote");
});
