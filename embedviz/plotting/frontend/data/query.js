// A question in words, searched by meaning (pure): where it is drawn, who is near it, and whether
// the page has answered yet.

import { turnedPlace } from "./align.js";
import { judgedFrom, placeAsSeen } from "./neighbors.js";

/**
 * @typedef {import("./wire.js").Query} Query
 * @typedef {{text: string | null, over: string}} Asked What the visitor last asked (null: lets go
 *   of it), and what the page had to say until then.
 */

/** @param {string} text @returns {string} As a person would write it of somebody else's words. */
export function quoted(text) {
  return `“${text}”`;
}

/**
 * @param {string | null} text
 * @param {Query | null | undefined} query What the page has to say now.
 * @returns {Asked}
 */
export function askedOver(text, query) {
  return { text, over: JSON.stringify(query ?? null) };
}

/**
 * @param {Asked} asked
 * @param {Query | null | undefined} query
 * @returns {boolean}
 */
export function isAnswered(asked, query) {
  return (query?.text ?? null) === asked.text || JSON.stringify(query ?? null) !== asked.over;
}

/**
 * @param {Query} query
 * @param {import("./model.js").Model} model
 * @returns {number[]} Where it is drawn, as the axes count.
 */
export function placeOfQuery({ at }, { turn, places }) {
  return turnedPlace(turn, at).map((value, axis) => (
    places.axes[axis].log ? Math.log10(value) : value
  ));
}

/**
 * @param {Query} query
 * @param {import("./model.js").Model} model
 * @returns {import("./neighbors.js").JudgedNeighbor[]} Nearest first.
 */
export function nearQuery({ at, near }, { seen, places }) {
  const neighbors = near.map(([row, distance]) => ({ row, distance }));
  return judgedFrom(neighbors, placeAsSeen(places, at), seen, places.near);
}
