// The slots of an analogy, "a is to b as c is to ...?", and how they are filled (pure).

/**
 * @typedef {import("./wire.js").AnalogyAsked} Asked
 * @typedef {"a" | "b" | "c"} Slot
 */

/** @type {Slot[]} */
export const SLOTS = ["a", "b", "c"];

/** @type {Asked} */
export const NOTHING_ASKED = { a: "", b: "", c: "", method: "", plane: false };

/** @param {Asked} asked @returns {boolean} */
export function isWhole(asked) {
  return SLOTS.every((slot) => asked[slot]);
}

/** @param {Asked} asked @returns {boolean} */
export function isEmpty(asked) {
  return !SLOTS.some((slot) => asked[slot]);
}

/** @param {Asked} one @param {Asked | null} other @returns {boolean} */
export function isSame(one, other) {
  return Boolean(other) && [...SLOTS, "method", "plane"].every((name) => (
    one[/** @type {keyof Asked} */ (name)] === other?.[/** @type {keyof Asked} */ (name)]
  ));
}

/**
 * Put an item into the slot that waits for one: the one that is pointed out, else the first empty
 * one; where all are full, a new question begins.
 * @param {Asked} asked
 * @param {Slot | null} slot
 * @param {string} label
 * @returns {Asked}
 */
export function filled(asked, slot, label) {
  const next = slot ?? SLOTS.find((each) => !asked[each]);
  return next ? { ...asked, [next]: label } : { ...asked, a: label, b: "", c: "" };
}

/** @param {Asked} asked @param {{a: string, b: string, c: string}} example @returns {Asked} */
export function taken(asked, { a, b, c }) {
  return { ...asked, a, b, c };
}
