import assert from "node:assert/strict";
import { test } from "node:test";

import { asBits } from "../../embedviz/plotting/frontend/input/select.js";
import { isInSight, litAnew } from "../../embedviz/plotting/frontend/state/lit.js";

const model = { count: 10, items: { id: "fruit" } };
const lit = (id, rows, at = null) => ({ id, bits: asBits(rows, 10), count: 10, at });

test("what the page lights is taken once for each time it says so", () => {
  const first = litAnew(lit("1", [0, 9]), null, model);
  assert.deepEqual([first.rows, first.at], [[0, 9], null]);
  assert.equal(litAnew(lit("1", [0, 9]), first.mark, model), null, "a later run of the page changes no lasso");
  assert.deepEqual(litAnew(lit("2", [4], 4), first.mark, model).rows, [4]);
  assert.ok(litAnew(lit("1", [0, 9]), first.mark, { ...model, items: { id: "nuts" } }), "other items have no selection yet");
});

test("nothing is lit in other items than were meant", () => {
  assert.equal(litAnew(lit("1", [0]), null, { ...model, count: 9 }), null);
  assert.equal(litAnew(null, null, model), null);
});

test("one looks elsewhere only for what is mostly out of sight", () => {
  const screen = { kind: "plane", line: [0, 1, 0, 1], frame: [0, 0, 10, 10] };
  const linear = [Float32Array.of(1, 2, 90, 95), Float32Array.of(1, 2, 9, 9)];
  assert.equal(isInSight(screen, linear, [0, 1, 2]), true);
  assert.equal(isInSight(screen, linear, [1, 2, 3]), false);
});
