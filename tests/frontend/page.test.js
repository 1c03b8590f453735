import assert from "node:assert/strict";
import { test } from "node:test";

import { lookWanted, pinsAnew } from "../../embedviz/plotting/frontend/host/page.js";

const given = { pinned: null, heard: null, k: 5, zoom: false, height: 500 };
const around = (row) => [row + 1, row + 2];

test("the page pins anew only after it has heard what the visitor did last", () => {
  const other = { ...given, pinned: 3, heard: "b" };
  assert.equal(pinsAnew(other, given, undefined), true);
  assert.equal(pinsAnew(other, given, "b"), true);
  assert.equal(pinsAnew(other, given, "c"), false);
  assert.equal(pinsAnew(given, given, undefined), false);
});

test("one looks where one likes unless the page says anew to look closely", () => {
  const close = { ...given, zoom: true, pinned: 4 };
  assert.equal(lookWanted(given, null, true, around), null);
  assert.deepEqual(lookWanted(close, given, false, around), [4, 5, 6]);
  assert.equal(lookWanted(close, close, false, around), null);
  assert.deepEqual(lookWanted(close, close, true, around), [4, 5, 6]);
  assert.equal(lookWanted(given, close, false, around), "everything");
});

test("an analogy is looked at before the pinned item", () => {
  const asked = { ...given, zoom: true, pinned: 4 };
  assert.deepEqual(lookWanted(asked, given, false, around, [1, 2, 3, 9]), [1, 2, 3, 9]);
});
