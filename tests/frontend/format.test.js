import assert from "node:assert/strict";
import { test } from "node:test";

import { factText, number, percent, safe, shortened } from "../../embedviz/plot/frontend/format.js";

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
