import assert from "node:assert/strict";
import { test } from "node:test";

import { classWords } from "../../embedviz/plotting/frontend/data/classes.js";

const GROUPS = { kind: "groups", names: ["a", "b", "c", "d", "e"], codes: Uint8Array.of(1, 1, 0, 2, 1, 3, 4, 0) };

test("groups are counted, the most frequent first, the rest together", () => {
  assert.equal(classWords(GROUPS, [0, 1, 2]), "b: 2 · a: 1");
  assert.equal(classWords(GROUPS, [0, 1, 2, 3, 4, 5, 6, 7]), "b: 3 · a: 2 · c: 1 · 2 more");
});

test("where no groups are drawn nothing is said, and long names are cut", () => {
  assert.equal(classWords({ kind: "numbers", names: [] }, [0]), "");
  assert.equal(classWords(GROUPS, []), "");
  assert.equal(classWords({ ...GROUPS, names: ["", "a name of very many letters"] }, [0]), "a name of very ma…: 1");
});
