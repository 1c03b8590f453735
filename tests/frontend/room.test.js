import assert from "node:assert/strict";
import { test } from "node:test";

import {
  heightFor, inOneRow, mostNames, pointScale, textScale, typeSize,
} from "../../embedviz/plotting/frontend/drawing/room.js";

const [PHONE, LAPTOP, PROJECTOR] = [358, 680, 1300];

test("a phone has smaller points and texts and fewer names, a projector larger ones", () => {
  assert.ok(pointScale(PHONE) < 1 && textScale(PHONE) < 1);
  assert.deepEqual([pointScale(LAPTOP), textScale(LAPTOP)], [1, 1]);
  assert.ok(pointScale(PROJECTOR) > 1.2 && textScale(PROJECTOR) > 1.2);
  assert.ok(mostNames(PHONE, 200) < 25 && mostNames(LAPTOP, 380) > 40);
});

test("on a stage every text grows with the page's type, and none is smaller than a caption", () => {
  assert.equal(typeSize(14, LAPTOP, 1), 14);
  assert.equal(typeSize(14, PROJECTOR, 1), 17.5);
  assert.equal(typeSize(14, PHONE, 1.5), 21);
  assert.equal(typeSize(11, PROJECTOR, 1.5), 18);
});

test("a map is as high as its shape asks for, other pictures on a phone about square", () => {
  assert.equal(heightFor(430, PHONE, true), 200);
  assert.equal(heightFor(430, PROJECTOR, true), 430);
  assert.equal(heightFor(560, PHONE, false), 394);
  assert.equal(heightFor(560, LAPTOP, false), 560);
});

test("in a high window a picture is higher, in a low one as high as the page wishes", () => {
  assert.equal(heightFor(560, PROJECTOR, false, 1080), 672);
  assert.equal(heightFor(560, PROJECTOR, false, 600), 560);
  assert.equal(heightFor(560, PROJECTOR, false, 4000), 784);
  assert.equal(heightFor(560, LAPTOP, false, 4000), 612); // hardly higher than wide
  assert.equal(heightFor(560, PHONE, false, 1080), 394);
  assert.equal(heightFor(430, PROJECTOR, true, 1080), 516);
});

test("a legend's row has the most frequent groups, and room for the button", () => {
  assert.deepEqual([...inOneRow([50, 50, 50], [1, 2, 3], 150, 40)], [0, 1, 2]);
  assert.deepEqual([...inOneRow([50, 50, 50, 50], [1, 2, 3, 4], 150, 40)].sort(), [2, 3]);
  assert.deepEqual([...inOneRow([9, 9, 9], [1, 2, 3], 150, 40, 2)].sort(), [1, 2]);
});
