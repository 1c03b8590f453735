import assert from "node:assert/strict";
import { test } from "node:test";

import { csvOf } from "../../embedviz/plotting/frontend/data/table.js";

const ITEMS = {
  item: "city", labels: ["Lima", 'Say "Oslo", Norway', "=1+1"],
  facts: [{ title: "population", unit: "people", texts: null }, { title: "land", unit: "", texts: ["Peru", "-Norway"] }],
  arrays: { fact0: Float64Array.of(7737002, NaN, -0.5), fact1: Uint8Array.of(0, 1, 0) },
};

test("a table has a line for each item, numbers as they are, gaps empty", () => {
  const lines = csvOf(ITEMS, [0, 1]).split("\r\n");
  assert.equal(lines[0], '\ufeffcity,"population, people",land');
  assert.deepEqual(lines.slice(1), ["Lima,7737002,Peru", '"Say ""Oslo"", Norway",,\'-Norway', ""]);
});

test("no text is one that a spreadsheet calculates, a number stays one", () => {
  assert.match(csvOf(ITEMS, [2]), /\r\n'=1\+1,-0\.5,Peru\r\n$/);
});
