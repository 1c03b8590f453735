// The arrows of an analogy in a picture: a to b, and the same arrow laid at c (pure).

/**
 * @typedef {{a: number | null, b: number | null, c: number | null, answers: number[], notes: string[]}} Drawn
 *   Rows, as far as it is asked, with a note for each answer.
 * @typedef {Omit<Drawn, "notes">} Analogy
 * @typedef {"asked" | "laid" | "side" | "miss"} Kind
 * @typedef {{from: number[], to: number[], kind: Kind}} Segment
 */

/**
 * @param {Analogy} analogy
 * @param {(row: number) => number[]} placeOf Coordinates of a row, one an axis.
 * @returns {{target: number[] | null, segments: Segment[]}} Of a question that is not yet whole there
 *   is no target.
 */
export function parallelogram({ a, b, c, answers }, placeOf) {
  if (a === null || b === null) return { target: null, segments: [] };
  const [from, to] = [a, b].map(placeOf);
  /** @type {Segment} */
  const asked = { from, to, kind: "asked" };
  if (c === null) return { target: null, segments: [asked] };
  const start = placeOf(c);
  const target = start.map((value, axis) => value + to[axis] - from[axis]);
  /** @type {Segment[]} */
  const segments = [
    { from, to: start, kind: "side" },
    { from: to, to: target, kind: "side" },
    asked,
    { from: start, to: target, kind: "laid" },
  ];
  if (answers.length) segments.push({ from: target, to: placeOf(answers[0]), kind: "miss" });
  return { target, segments };
}

/** @param {Analogy | null} analogy @returns {number[]} All that are drawn of it. */
export function rowsOf(analogy) {
  if (!analogy) return [];
  const { a, b, c, answers } = analogy;
  return [a, b, c, ...answers].filter((row) => row !== null);
}

/**
 * @param {Analogy | null} analogy
 * @param {Float32Array[]} axes
 * @returns {number[][]} Where the arrow laid at c ends: that may be far from every item.
 */
export function targetsOf(analogy, axes) {
  if (!analogy) return [];
  const { target } = parallelogram(analogy, (row) => axes.map((axis) => axis[row]));
  return target ? [target] : [];
}
