// Where the picture puts a neighbour, in words; how long its bar is (pure).

import { number } from "./format.js";

/** @param {number} rank From 1. @returns {string} Such as "1st", "13th", "1,022nd". */
export function ordinal(rank) {
  const [tens, ones] = [Math.floor(rank / 10) % 10, rank % 10];
  const ending = tens === 1 ? "th" : ["th", "st", "nd", "rd"][ones] ?? "th";
  return `${number(rank)}${ending}`;
}

/** @param {ArrayLike<unknown>} axes @returns {string} A picture in 2D is called a map. */
export function whereDrawn({ length }) {
  return length === 3 ? "in the plot" : "on the map";
}

/**
 * @param {import("./neighbors.js").JudgedNeighbor} neighbor
 * @param {string} where Such as "on the map".
 * @returns {string} For a neighbour that is drawn far away; "" for one that is drawn near.
 */
export function farWords({ near, rank }, where) {
  return near ? "" : `${where}: ${ordinal(rank)} nearest`;
}

/**
 * @param {import("./wire.js").Places} places
 * @param {number} row
 * @returns {string} How many of an item's nearest are drawn near; "" where nobody has counted.
 */
export function keptWords({ arrays: { overlap }, k, axes }, row) {
  if (!overlap || k === null) return "";
  const kept = Math.round(overlap[row] / 255 * k);
  return `${kept || "None"} of its ${k} nearest ${kept > 1 ? "are" : "is"} close by ${whereDrawn(axes)}.`;
}

/** @param {number[]} distances @returns {number[]} As shares of the farthest. */
export function asBars(distances) {
  const farthest = Math.max(...distances, 0);
  return distances.map((each) => (farthest ? each / farthest : 0));
}
