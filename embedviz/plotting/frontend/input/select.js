// Which points lie in a box or a lasso drawn on the screen (pure); and a selection as bytes.

/**
 * @param {[number, number][]} corners In pixels.
 * @param {ArrayLike<number>} xs
 * @param {ArrayLike<number>} ys
 * @param {(row: number) => boolean} [counts]
 * @returns {number[]} The rows inside, by the even-odd rule.
 */
export function rowsInside(corners, xs, ys, counts = () => true) {
  const found = [];
  const [left, right] = [Math.min(...corners.map((c) => c[0])), Math.max(...corners.map((c) => c[0]))];
  for (let i = 0; i < xs.length; i += 1) {
    if (xs[i] < left || xs[i] > right || !counts(i)) continue;
    if (isInside(corners, xs[i], ys[i])) found.push(i);
  }
  return found;
}

/** @param {[number, number][]} corners @param {number} x @param {number} y */
function isInside(corners, x, y) {
  let inside = false;
  for (let i = 0, j = corners.length - 1; i < corners.length; j = i, i += 1) {
    const [xi, yi] = corners[i];
    const [xj, yj] = corners[j];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

/**
 * @param {[number, number]} a
 * @param {[number, number]} b
 * @returns {[number, number][]} The four corners of the box between two opposite ones.
 */
export function boxCorners(a, b) {
  return [a, [b[0], a[1]], b, [a[0], b[1]]];
}

/**
 * @param {string} bits As asBits writes them.
 * @param {number} count
 * @returns {number[]}
 */
export function ofBits(bits, count) {
  const bytes = atob(bits);
  const rows = [];
  for (let row = 0; row < count; row += 1) {
    if (bytes.charCodeAt(row >> 3) & (128 >> (row & 7))) rows.push(row);
  }
  return rows;
}

/**
 * @param {number[]} rows
 * @param {number} count
 * @returns {string} One bit an item, in base 64: a hundred thousand rows fit into 17 kB.
 */
export function asBits(rows, count) {
  const bytes = new Uint8Array(Math.ceil(count / 8));
  for (const row of rows) bytes[row >> 3] |= 128 >> (row & 7);
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return btoa(text);
}
