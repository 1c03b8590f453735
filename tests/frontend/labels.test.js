import assert from "node:assert/strict";
import { test } from "node:test";

import { placeLabels } from "../../embedviz/plotting/frontend/drawing/labels.js";

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
