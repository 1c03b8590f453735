import assert from "node:assert/strict";
import { test } from "node:test";

import { groupNames, partNames } from "../../embedviz/plotting/frontend/data/names.js";

const X = Float32Array.of(0, 1, 2, 3, 50, 51, 52, 100);
const MODEL = {
  linear: [X, X.map(() => 0)],
  places: { hasUnits: false, stretch: [] },
  theme: { other: "grey" },
  coloring: {
    named: true, names: ["left", "right", "in no cluster"], hues: ["red", "blue", "grey"], counts: [4, 3, 1],
    codes: Uint8Array.of(0, 0, 0, 0, 1, 1, 1, 2),
    finer: { codes: Uint16Array.of(0, 0, 1, 1, 2, 2, 2, 65535), names: ["far left", "near left", "right"], within: [0, 0, 1] },
  },
};

test("groups are named in their midst, the largest first; those in none are not", () => {
  assert.deepEqual(groupNames(MODEL).map(({ text, code }) => [text, code]), [["left", 0], ["right", 1]]);
});

test("parts of groups are named by themselves, in the hue of their group", () => {
  const found = partNames(MODEL);
  assert.deepEqual(found.map(({ text, code }) => [text, code]), [["right", 1], ["far left", 0], ["near left", 0]]);
  assert.equal(found[0].place[0], 51);
  assert.deepEqual(partNames({ ...MODEL, coloring: { ...MODEL.coloring, finer: undefined } }), []);
});
