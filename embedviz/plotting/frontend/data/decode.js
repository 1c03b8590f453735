// From the bytes of embedviz/plotting/bundle.py to a header and typed arrays.

const MAGIC = "EVB1";
const HASH_LENGTH = 16;
const HEAD_AT = MAGIC.length + HASH_LENGTH + 4;

const TYPES = {
  uint8: Uint8Array,
  uint16: Uint16Array,
  uint32: Uint32Array,
  int32: Int32Array,
  float32: Float32Array,
  float64: Float64Array,
};

/**
 * @typedef {import("./wire.js").Parts[number] | import("./wire.js").Vectors} Part
 * @typedef {{type: keyof typeof TYPES, shape: number[], at: number}} Place Of an array in the bytes.
 */

/**
 * Read the hash alone, which costs nothing.
 * @param {Uint8Array} bytes
 * @returns {string}
 */
export function hashOf(bytes) {
  return String.fromCharCode(...bytes.subarray(MAGIC.length, MAGIC.length + HASH_LENGTH));
}

/**
 * @param {Uint8Array} bytes
 * @returns {Part}
 */
export function decode(bytes) {
  // Streamlit hands out a window at an odd offset; typed arrays need an even one.
  const own = bytes.slice();
  if (String.fromCharCode(...own.subarray(0, MAGIC.length)) !== MAGIC) {
    throw new Error("These bytes are no bundle.");
  }
  const length = new DataView(own.buffer).getUint32(MAGIC.length + HASH_LENGTH, true);
  const head = JSON.parse(new TextDecoder().decode(own.subarray(HEAD_AT, HEAD_AT + length)));
  /** @type {Record<string, any>} */
  const arrays = {};
  /** @type {Record<string, Place>} */
  const places = head.arrays;
  for (const [name, { type, shape, at }] of Object.entries(places)) {
    const size = shape.reduce((product, each) => product * each, 1);
    arrays[name] = new TYPES[type](own.buffer, HEAD_AT + length + at, size);
    arrays[name].shape = shape;
  }
  return { ...head, id: hashOf(own), arrays };
}
