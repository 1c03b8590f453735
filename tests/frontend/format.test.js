import assert from "node:assert/strict";
import { test } from "node:test";

import { factText, number, numbers, percent, safe, shortName, shortened } from "../../embedviz/plotting/frontend/data/format.js";

test("numbers are written as the tables write them", () => {
  assert.deepEqual(
    [662248, 0.2134, 49.2497, -12, 0.00341, 0.000034, 1234.5, -0, -Infinity, NaN].map(number),
    ["662,248", "0.213", "49.25", "−12", "0.0034", "3.4e-05", "1,235", "0", "−∞", "not known"],
  );
});

test("shares are written in percent", () => {
  assert.deepEqual([0.6149, 0.004, 1, 0, 3e-8].map(percent), ["61 %", "0.4 %", "100 %", "0 %", "under 0.1 %"]);
});

test("facts carry their unit, years are not grouped, codes become texts", () => {
  assert.equal(factText({ unit: "°", texts: null }, [49.25], 0), "49.25°");
  assert.equal(factText({ unit: "", texts: null }, [1989], 0), "1989");
  assert.equal(factText({ unit: "people", texts: null }, [1989], 0), "1,989 people");
  assert.equal(factText({ unit: "", texts: ["Asia", "Europe"] }, Uint8Array.of(1), 0), "Europe");
});

test("a label stays letters in Plotly's markup, and is cut where it is long", () => {
  assert.equal(safe("<b>&</b>"), "&lt;b&gt;&amp;&lt;/b&gt;");
  assert.equal(shortened("abcdef", 4), "abc…");
});

test("the numbers of a column have the same number of decimals, as in the tables", () => {
  const columns = [[1.22, 1.3964], [0.31, 0.373, 0], [0.5, -1.5], [8.25, 120], [3, 4], [0.25, 4000.75], [0.001, 0.5], [], [0]];
  assert.deepEqual(columns.map(numbers), [
    ["1.220", "1.396"], ["0.310", "0.373", "0.000"], ["0.5", "−1.5"], ["8.25", "120.00"], ["3", "4"],
    ["0.25", "4,001"], ["0.001", "0.5"], [], ["0"],
  ]);
});

test("one of a unit is written in the singular", () => {
  assert.equal(factText({ unit: "hours", texts: null }, [-1], 0), "−1 hour");
  assert.equal(factText({ unit: "hours", texts: null }, [2], 0), "2 hours");
});

test("a comma parts a name from its place, but not in every data set", () => {
  assert.equal(shortName("Suzhou, Anhui, China", true), "Suzhou");
  assert.equal(shortName("Murder, She Wrote", false), "Murder, She Wrote");
});
