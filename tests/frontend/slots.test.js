import assert from "node:assert/strict";
import { test } from "node:test";

import { NOTHING_ASKED, filled, isEmpty, isSame, isWhole, taken } from "../../embedviz/plotting/frontend/data/slots.js";

const asked = (a, b, c) => ({ ...NOTHING_ASKED, a, b, c });

test("three clicks fill the three slots, the next one begins anew", () => {
  const clicks = ["man", "king", "woman"].reduce((now, label) => filled(now, null, label), NOTHING_ASKED);
  assert.deepEqual(clicks, asked("man", "king", "woman"));
  assert.ok(isWhole(clicks) && !isEmpty(clicks));
  assert.deepEqual(filled(clicks, null, "paris"), asked("paris", "", ""));
});

test("a slot that was cleared or pointed out takes the next click", () => {
  assert.deepEqual(filled(asked("man", "", "woman"), null, "queen"), asked("man", "queen", "woman"));
  assert.deepEqual(filled(asked("man", "king", "woman"), "c", "girl"), asked("man", "king", "girl"));
});

test("an example takes the slots and leaves method and shape", () => {
  const mine = { ...asked("", "b", ""), method: "3cosmul", plane: true };
  assert.deepEqual(taken(mine, { title: "x", a: "1", b: "2", c: "3" }), { ...asked("1", "2", "3"), method: "3cosmul", plane: true });
  assert.ok(isSame(mine, { ...mine }) && !isSame(mine, { ...mine, plane: false }) && !isSame(mine, null));
});
