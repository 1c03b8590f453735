import assert from "node:assert/strict";
import { test } from "node:test";

import { placeColumn, placeLabels } from "../../embedviz/plotting/frontend/drawing/labels.js";

const FRAME = [0, 0, 300, 200];

function wish(x, y, width = 60) {
  return { x, y, width, size: 12, gap: 6 };
}

test("no two labels overlap and none leaves the frame", () => {
  const wishes = Array.from({ length: 200 }, (_, n) => wish((n * 37) % 300, (n * 53) % 200));
  const boxes = placeLabels(wishes, FRAME).filter(Boolean);
  assert.ok(boxes.length > 20);
  boxes.forEach((a, i) => {
    assert.ok(a[0] >= 0 && a[1] >= 0 && a[2] <= 300 && a[3] <= 200);
    for (const b of boxes.slice(i + 1)) {
      assert.ok(!(a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]));
    }
  });
});

test("the first label stands to the right, the second gives way", () => {
  const [first, second] = placeLabels([wish(100, 100), wish(104, 100)], FRAME);
  assert.equal(first[0], 106);
  assert.ok(second[2] <= 98 || second[1] >= first[3] || second[3] <= first[1]);
});

test("what is taken is not covered, and no more than asked are placed", () => {
  assert.deepEqual(placeLabels([wish(100, 100)], FRAME, [[0, 0, 300, 200]]), [null]);
  assert.equal(placeLabels([wish(20, 20), wish(200, 150)], FRAME, [], 1)[1], null);
});

test("a group's name stands right in its midst where there is room", () => {
  const [box] = placeLabels([{ ...wish(100, 100), isCentred: true }], FRAME);
  assert.deepEqual([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2], [100, 100]);
});

const LINES = [{ width: 60, size: 10 }, { width: 40, size: 10 }];

test("a column stands beside its place, its lines one below the other", () => {
  const [first, second] = placeColumn(LINES, [100, 100], 100, FRAME, []);
  assert.deepEqual(first, [126, 87, 186, 100]);
  assert.deepEqual(second, [126, 100, 166, 113]);
});

test("a column gives way to what is taken, to the left its lines end at one edge", () => {
  const [first, second] = placeColumn(LINES, [200, 200], 100, FRAME, [[205, 0, 300, 200]]);
  assert.deepEqual([first[2], second[2]], [174, 174]);
});

test("where nothing is free there is no column", () => {
  assert.equal(placeColumn(LINES, [100, 100], 100, FRAME, [[0, 0, 300, 200]]), null);
});

test("a name stands where it hides few points, or nowhere; a column goes where there are fewest", () => {
  const crowd = (box) => (box[2] > 100 ? 0.6 : 0);
  const [box] = placeLabels([{ ...wish(100, 100), ink: 0.2 }], FRAME, [], 1, crowd);
  assert.ok(box[2] <= 100);
  assert.deepEqual(placeLabels([{ ...wish(100, 100), ink: 0.2 }], FRAME, [], 1, () => 0.6), [null]);
  const [first] = placeColumn(LINES, [90, 110], 100, FRAME, [], crowd);
  assert.ok(first[2] < 90);
});
