import assert from "node:assert/strict";
import { test } from "node:test";

import { csvOf } from "../../embedviz/plotting/frontend/data/table.js";

const ITEMS = {
  item: "city", labels: ["Lima", 'Say "Oslo", Norway', "=1+1"],
  texts: [{ title: "motto", cells: ["rice", "sea, ice", ""] }],
  facts: [{ title: "population", unit: "people", texts: null }, { title: "land", unit: "", texts: ["Peru", "-Norway"] }],
  arrays: { fact0: Float64Array.of(7737002, NaN, -0.5), fact1: Uint8Array.of(0, 1, 0) },
};
const PLACES = { arrays: { coordinates: Object.assign(Float32Array.of(0.1, 2, 3, -4, 5, 6), { shape: [3, 2] }) } };

test("a table has a line for each item, numbers as they are, gaps empty", () => {
  const lines = csvOf(ITEMS, [0, 1], PLACES).split("\r\n");
  assert.equal(lines[0], '\ufeffrow,city,"population, people",land,motto,x,y');
  assert.deepEqual(lines.slice(1), ["0,Lima,7737002,Peru,rice,0.100000001,2", '1,"Say ""Oslo"", Norway",,\'-Norway,"sea, ice",3,-4', ""]);
});

test("no text is one that a spreadsheet calculates, a number stays one", () => {
  assert.match(csvOf(ITEMS, [2], PLACES), /\r\n2,'=1\+1,-0\.5,Peru,,5,6\r\n$/);
});
