// The way through what has been selected: back and forward along it (pure).

/** @typedef {{rows: number[], at: number}} Trail `at` is where one stands; -1 before the first. */

const LONGEST = 100;

/** @type {Trail} */
export const NO_TRAIL = { rows: [], at: -1 };

/**
 * @param {Trail} trail
 * @param {number | null} row Selected now.
 * @returns {Trail} What lay ahead is forgotten; the same object where one stands on the row already.
 */
export function visited(trail, row) {
  if (row === null || trail.rows[trail.at] === row) return trail;
  const rows = [...trail.rows.slice(0, trail.at + 1), row].slice(-LONGEST);
  return { rows, at: rows.length - 1 };
}

/**
 * @param {Trail} trail
 * @param {number} by
 * @param {number | null} selected Where nothing is, the way back begins at the last that was.
 * @returns {{row: number, trail: Trail} | null} Null where the way ends.
 */
export function stepped(trail, by, selected) {
  const at = selected === null && by < 0 ? trail.at : trail.at + by;
  const row = trail.rows[at];
  return row === undefined ? null : { row, trail: { ...trail, at } };
}
