// Which part of the picture to show so that some items are seen (pure).

const MARGIN = 0.35;
const LEAST = 0.02;

/**
 * @param {Float32Array[]} linear Logarithms taken where an axis is one, as Plotly's ranges count.
 * @param {number[]} rows
 * @param {number} least The least part of the whole that is shown.
 * @param {number[][]} [places] That are to be seen besides the rows.
 * @returns {[number, number][]} From and to, an axis.
 */
export function rangesAround(linear, rows, least = LEAST, places = []) {
  return linear.map((axis, each) => {
    const values = [...rows.map((row) => axis[row]), ...places.map((place) => place[each])];
    const [low, high] = [Math.min(...values), Math.max(...values)];
    let [from, to] = [Infinity, -Infinity];
    for (const value of axis) {
      if (value < from) from = value;
      if (value > to) to = value;
    }
    const spread = Math.max(high - low, least * (to - from));
    const middle = (low + high) / 2;
    return [middle - spread * (0.5 + MARGIN), middle + spread * (0.5 + MARGIN)];
  });
}

/**
 * @param {[number, number][]} ranges
 * @returns {Record<string, any>} As Plotly.relayout takes them.
 */
export function asLayout(ranges) {
  const prefix = ranges.length === 3 ? "scene." : "";
  return Object.fromEntries(
    ranges.map((range, axis) => [`${prefix}${"xyz"[axis]}axis.range`, range]),
  );
}

/**
 * @param {number} dimensions
 * @returns {Record<string, any>} All of the picture, as Plotly.relayout takes it.
 */
export function everything(dimensions) {
  const prefix = dimensions === 3 ? "scene." : "";
  const axes = Array.from({ length: dimensions }, (_, axis) => [
    `${prefix}${"xyz"[axis]}axis.autorange`, true,
  ]);
  return Object.fromEntries(axes);
}
