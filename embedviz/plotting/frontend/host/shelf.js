// The parts of plots that have arrived, by the hash of their content. Geometry travels through
// messages of its own, so that a message about the pinned item carries nothing else.

import { decode, hashOf } from "../data/decode.js";

/** @typedef {import("../data/decode.js").Part} Part */

/** @type {Map<string, {part: Part, holders: number}>} */
const parts = new Map();
/** @type {Set<() => void>} */
const waiting = new Set();
/** @type {WeakMap<object, string>} */
const heldBy = new WeakMap();

/**
 * Put bytes on the shelf for as long as `holder` holds them.
 * @param {object} holder
 * @param {Uint8Array} bytes
 */
export function put(holder, bytes) {
  const id = hashOf(bytes);
  if (heldBy.get(holder) === id) return;
  const known = parts.get(id) ?? { part: decode(bytes), holders: 0 };
  known.holders += 1;
  parts.set(id, known);
  take(holder);
  heldBy.set(holder, id);
  for (const look of [...waiting]) look();
}

/**
 * @param {object} holder
 */
export function take(holder) {
  const id = heldBy.get(holder);
  const known = id && parts.get(id);
  if (!known) return;
  heldBy.delete(holder);
  known.holders -= 1;
  if (!known.holders) parts.delete(id);
}

/**
 * @param {string} id
 * @returns {Promise<import("../data/wire.js").Vectors>}
 */
export async function vectorsWhenThere(id) {
  const [part] = /** @type {Part[]} */ (await whenThere([id]));
  return /** @type {import("../data/wire.js").Vectors} */ (part);
}

/**
 * Wait until all these parts are there.
 * @param {string[]} ids
 * @returns {Promise<import("../data/wire.js").Parts>}
 */
export function whenThere(ids) {
  return new Promise((resolve) => {
    const look = () => {
      const found = ids.map((id) => parts.get(id)?.part);
      if (found.some((part) => !part)) return;
      waiting.delete(look);
      resolve(/** @type {import("../data/wire.js").Parts} */ (found));
    };
    waiting.add(look);
    look();
  });
}
