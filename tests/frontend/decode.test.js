import assert from "node:assert/strict";
import { test } from "node:test";

import { decode, hashOf } from "../../embedviz/plotting/frontend/data/decode.js";
import { makeBundle } from "./bundle.js";

test("what is packed comes out, from an odd offset too", () => {
  const packed = makeBundle("0123456789abcdef", { kind: "x", words: ["ä", "<b>"] }, {
    a: Float32Array.of(1.5, -2), b: Uint8Array.of(7, 8, 9),
  });
  const shifted = new Uint8Array(packed.length + 3);
  shifted.set(packed, 3);
  const part = decode(shifted.subarray(3));
  assert.equal(part.id, "0123456789abcdef");
  assert.equal(hashOf(packed), part.id);
  assert.deepEqual(part.words, ["ä", "<b>"]);
  assert.deepEqual(Array.from(part.arrays.a), [1.5, -2]);
  assert.deepEqual(Array.from(part.arrays.b), [7, 8, 9]);
});

test("other bytes are refused", () => {
  assert.throws(() => decode(new Uint8Array(64)), /no bundle/);
});
