import assert from "node:assert/strict";
import { test } from "node:test";

import { aligned, eased, pairsOf } from "../../embedviz/plotting/frontend/data/align.js";

const X = Float32Array.of(0, 1, 4, 2, -3);
const Y = Float32Array.of(0, 2, 1, -5, 1);
const PAIRS = [0, 1, 2, 3, 4].map((row) => [row, row]);

function turned(angle, flip = 1) {
  return [
    X.map((x, i) => Math.cos(angle) * x - Math.sin(angle) * Y[i] * flip),
    X.map((x, i) => Math.sin(angle) * x + Math.cos(angle) * Y[i] * flip),
  ];
}

function away(axes, others) {
  const middles = (each) => each.map((axis) => axis.reduce((a, b) => a + b) / axis.length);
  const [a, b] = [middles(axes), middles(others)];
  return Math.max(...X.map((_, i) => Math.hypot(
    axes[0][i] - a[0] - others[0][i] + b[0], axes[1][i] - a[1] - others[1][i] + b[1],
  )));
}

test("a turned picture is turned back", () => {
  for (const angle of [0.3, 2, 4.5]) {
    assert.ok(away(aligned(turned(angle), [X, Y], PAIRS), [X, Y]) < 1e-5);
  }
});

test("a mirrored picture is mirrored back", () => {
  assert.ok(away(aligned(turned(1.1, -1), [X, Y], PAIRS), [X, Y]) < 1e-5);
});

test("axes with a meaning are only turned round", () => {
  const flipped = [X.map((x) => -x), Y];
  assert.ok(away(aligned(flipped, [X, Y], PAIRS, true), [X, Y]) < 1e-5);
  const [x] = aligned(turned(0.3), [X, Y], PAIRS, true);
  assert.deepEqual(x, turned(0.3)[0]);
});

test("three dimensions and strangers stay as they are", () => {
  assert.equal(aligned([X, Y, X], [X, Y, X], PAIRS).length, 3);
  const other = [X, Y];
  assert.equal(aligned(other, [Y, X], []), other);
});

test("items are met again by their labels", () => {
  assert.deepEqual(pairsOf(["b", "c", "a"], ["a", "b"]), [[0, 1], [2, 0]]);
});

test("a move begins and ends slowly", () => {
  assert.deepEqual([eased(0), eased(0.5), eased(1)], [0, 0.5, 1]);
  assert.ok(eased(0.1) < 0.1 && eased(0.9) > 0.9);
});
