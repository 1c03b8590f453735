// The arrows of an analogy in a picture: a to b, and the same arrow laid at c (pure).

/**
 * @typedef {{a: number, b: number, c: number, answers: number[]}} Analogy Rows.
 * @typedef {Analogy & {notes: string[]}} Drawn With a note for each answer.
 * @typedef {{from: [number, number], to: [number, number], kind: "asked" | "laid" | "side"}} Arrow
 */

/**
 * @param {Analogy} analogy
 * @param {(row: number) => number[]} placeOf Coordinates of a row, one an axis.
 * @returns {{target: number[], segments: {from: number[], to: number[], kind: string}[]}}
 */
export function parallelogram({ a, b, c, answers }, placeOf) {
  const [from, to, start] = [a, b, c].map(placeOf);
  const target = start.map((value, axis) => value + to[axis] - from[axis]);
  const segments = [
    { from, to: start, kind: "side" },
    { from: to, to: target, kind: "side" },
    { from, to, kind: "asked" },
    { from: start, to: target, kind: "laid" },
  ];
  if (answers.length) segments.push({ from: target, to: placeOf(answers[0]), kind: "miss" });
  return { target, segments };
}
