import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { contributions, largest } from "../../embedviz/plotting/frontend/data/contributions.js";

/** What tests/space/test_contributions.py reads too. */
const examples = JSON.parse(readFileSync(new URL("../contributions.json", import.meta.url), "utf8"));

/** As the bundle of the vectors is decoded. */
function bundleOf({ vectors, columns, metric }) {
  const features = [...new Set(columns)];
  const rows = Float32Array.from(vectors.flat());
  rows.shape = [vectors.length, columns.length];
  const codes = Uint8Array.from(columns, (column) => features.indexOf(column));
  return { metric, features, arrays: { vectors: rows, columns: codes } };
}

test("shares of a distance are Python's, for every metric", () => {
  for (const example of examples) {
    const told = contributions(bundleOf(example), ...example.pair);
    assert.deepEqual(told.map((each) => each.feature), example.shares.map(([feature]) => feature));
    told.forEach(({ share }, at) => assert.ok(Math.abs(share - example.shares[at][1]) < 1e-12));
  }
  assert.equal(new Set(examples.map((each) => each.metric)).size, 4);
});

test("the largest are listed, the others added up", () => {
  const shares = [0.5, 0.25, 0.125, 0.125].map((share, at) => ({ feature: `f${at}`, share }));
  assert.deepEqual(largest(shares, 2), { listed: shares.slice(0, 2), rest: { count: 2, share: 0.25 } });
  assert.deepEqual(largest(shares, 6).rest, { count: 0, share: 0 });
});
