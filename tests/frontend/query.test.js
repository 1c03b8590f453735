import assert from "node:assert/strict";
import { test } from "node:test";

import { aligned, turnOf, turnedPlace } from "../../embedviz/plotting/frontend/data/align.js";
import { querySummary } from "../../embedviz/plotting/frontend/widgets/announce.js";
import {
  askedOver, isAnswered, nearQuery, placeOfQuery,
} from "../../embedviz/plotting/frontend/data/query.js";

const query = { text: "a cat", at: [2, 1], near: [[1, 0.2], [0, 0.5]], note: "" };
const axes = [Float32Array.of(0, 2, 9), Float32Array.of(0, 0, 9)];
const plain = { hasUnits: false, near: 10, stretch: [], axes: [{ log: false }, { log: false }] };
const model = { turn: null, seen: axes, places: plain };

test("a question is answered by its own text, or by anything else that is new", () => {
  const asked = askedOver("a cat", null);
  assert.equal(isAnswered(asked, null), false);
  assert.equal(isAnswered(asked, query), true);
  assert.equal(isAnswered(asked, { ...query, text: "A cat" }), true);
  const letGo = askedOver(null, query);
  assert.equal(isAnswered(letGo, query), false);
  assert.equal(isAnswered(letGo, null), true);
});

test("a question turns with the picture", () => {
  const before = [axes[1].map((value) => -value), axes[0]];
  const pairs = [[0, 0], [1, 1], [2, 2]];
  const turn = turnOf(axes, before, pairs);
  const all = aligned(axes, before, pairs);
  const [x, y] = turnedPlace(turn, [axes[0][1], axes[1][1]]);
  assert.ok(Math.abs(x - all[0][1]) < 1e-5 && Math.abs(y - all[1][1]) < 1e-5);
  assert.deepEqual(placeOfQuery(query, model), [2, 1]);
  assert.deepEqual(placeOfQuery(query, { ...model, turn }), turnedPlace(turn, [2, 1]));
});

test("of those near in meaning it is said whether the picture shows them near", () => {
  const found = nearQuery(query, model);
  assert.deepEqual(found.map((each) => [each.row, each.rank, each.near]), [[1, 1, true], [0, 2, true]]);
  const crowd = Float32Array.from({ length: 40 }, (_, at) => (at ? 2 : 90));
  const torn = nearQuery({ ...query, near: [[0, 0.1]] }, { ...model, seen: [crowd, crowd] });
  assert.deepEqual(torn.map((each) => [each.rank, each.near]), [[40, false]]);
});

test("a logarithmic axis counts the question as it counts the items", () => {
  const log = { ...plain, axes: [{ log: true }, { log: false }] };
  assert.deepEqual(placeOfQuery({ ...query, at: [100, 1] }, { ...model, places: log }), [2, 1]);
});

test("a screen reader hears the question with its nearest", () => {
  const words = querySummary({ labels: ["a dog", "a kitten", "x"] }, { unit: "" }, query.text, [
    { row: 1, distance: 0.21 }, { row: 0, distance: 0.5 },
  ]);
  assert.equal(words, "“a cat”; nearest: a kitten 0.21, a dog 0.50");
});
