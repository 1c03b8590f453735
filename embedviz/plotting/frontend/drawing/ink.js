// How much of the picture points cover, square by square (pure): a name had better stand where it
// hides few of them, and where one sees whose it is.

import { allToPixels } from "./screen.js";

const CELL = 8;
/** More points than this are counted by a sample. */
const MOST_COUNTED = 20000;

/**
 * @typedef {(box: import("./labels.js").Box) => number} Ink How much of a box points cover, from 0 to 1.
 */

/** @type {Ink} */
export const NO_INK = () => 0;

/**
 * @param {import("./screen.js").Screen} screen
 * @param {Float32Array[]} linear
 * @param {number} radius Of a point, in pixels.
 * @param {(row: number) => boolean} isShown
 * @returns {Ink}
 */
export function inkOf(screen, linear, radius, isShown) {
  const { xs, ys } = allToPixels(screen, linear);
  const columns = Math.ceil(screen.width / CELL);
  const rows = Math.ceil(screen.height / CELL);
  const step = Math.ceil(xs.length / MOST_COUNTED);
  const each = Math.min(1, (Math.PI * radius * radius) / (CELL * CELL)) * step;
  const cells = new Float32Array(columns * rows);
  for (let at = 0; at < xs.length; at += step) {
    const [column, row] = [Math.floor(xs[at] / CELL), Math.floor(ys[at] / CELL)];
    if (column >= 0 && column < columns && row >= 0 && row < rows && isShown(at)) cells[row * columns + column] += each;
  }
  const sums = summed(cells, columns, rows);
  const sumTo = (/** @type {number} */ x, /** @type {number} */ y) => (
    sums[Math.min(rows, Math.max(0, Math.round(y / CELL))) * (columns + 1) + Math.min(columns, Math.max(0, Math.round(x / CELL)))]
  );
  return ([left, top, right, bottom]) => {
    // As many whole squares as the box is large, so that a low one is never none.
    const [south, east] = [Math.max(bottom, top + CELL), Math.max(right, left + CELL)];
    const all = sumTo(east, south) - sumTo(left, south) - sumTo(east, top) + sumTo(left, top);
    return (all * CELL * CELL) / ((east - left) * (south - top));
  };
}

/**
 * @param {Float32Array} cells Each is at most full.
 * @param {number} columns
 * @param {number} rows
 * @returns {Float64Array} What is left of and above each corner.
 */
function summed(cells, columns, rows) {
  const sums = new Float64Array((columns + 1) * (rows + 1));
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const at = (row + 1) * (columns + 1) + column + 1;
      sums[at] = Math.min(1, cells[row * columns + column]) + sums[at - 1] + sums[at - columns - 1] - sums[at - columns - 2];
    }
  }
  return sums;
}
