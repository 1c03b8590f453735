// The arrows of an analogy in a picture: a to b, and the same arrow laid at c (pure).

/**
 * @typedef {import("./wire.js").Analogy} Drawn
 * @typedef {Omit<Drawn, "notes">} Analogy
 * @typedef {"asked" | "laid" | "side" | "miss"} Kind
 * @typedef {{from: number[], to: number[], kind: Kind}} Segment
 */

/**
 * @param {Analogy} analogy
 * @param {(row: number) => number[]} placeOf Coordinates of a row, one an axis.
 * @returns {{target: number[], segments: Segment[]}}
 */
export function parallelogram({ a, b, c, answers }, placeOf) {
  const [from, to, start] = [a, b, c].map(placeOf);
  const target = start.map((value, axis) => value + to[axis] - from[axis]);
  /** @type {Segment[]} */
  const segments = [
    { from, to: start, kind: "side" },
    { from: to, to: target, kind: "side" },
    { from, to, kind: "asked" },
    { from: start, to: target, kind: "laid" },
  ];
  if (answers.length) segments.push({ from: target, to: placeOf(answers[0]), kind: "miss" });
  return { target, segments };
}

/**
 * @param {Analogy | null} analogy
 * @param {Float32Array[]} axes
 * @returns {number[][]} Where the arrow laid at c ends: that may be far from every item.
 */
export function targetsOf(analogy, axes) {
  if (!analogy) return [];
  return [parallelogram(analogy, (row) => axes.map((axis) => axis[row])).target];
}
