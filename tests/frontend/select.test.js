import assert from "node:assert/strict";
import { test } from "node:test";

import { asBits, ofBits, rowsInside } from "../../embedviz/plotting/frontend/input/select.js";

const XS = [1, 5, 9, 5];
const YS = [1, 5, 9, 1];

test("a box holds what is inside", () => {
  assert.deepEqual(rowsInside([[0, 0], [6, 0], [6, 6], [0, 6]], XS, YS), [0, 1, 3]);
});

test("a lasso may be dented, and what is hidden doesn't count", () => {
  const dented = [[0, 0], [10, 0], [10, 10], [5, 3], [0, 10]];
  assert.deepEqual(rowsInside(dented, XS, YS), [0, 3]);
  assert.deepEqual(rowsInside(dented, XS, YS, (row) => row !== 0), [3]);
});

test("a selection travels as one bit an item, the first in the highest bit", () => {
  const bytes = Buffer.from(asBits([0, 9], 10), "base64");
  assert.deepEqual([...bytes], [128, 64]);
  assert.deepEqual(ofBits(asBits([0, 9], 10), 10), [0, 9]);
  assert.ok(asBits([1], 100000).length < 17000);
});
