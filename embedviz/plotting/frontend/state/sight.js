// What is seen and who is near whom, asked of what is shown now.

import { drawnAnalogy } from "./analogy.js";
import { isLookedAt } from "./question.js";
import { judged, neighborsOf } from "../data/neighbors.js";

/** @typedef {import("./live.js").Live} Live */

/** @param {Live} live @param {number} row */
export function isShown({ state: { hidden, only }, shown: { model } }, row) {
  const { codes } = model.coloring;
  if (only && !only[row]) return false;
  return !hidden.size || !codes || !hidden.has(codes[row]);
}

/** @param {Live} live @param {number} row @returns {number[]} Its neighbours' rows. */
export function around({ shown: { model, props } }, row) {
  return neighborsOf(model.graph, row, props.k).map((each) => each.row);
}

/**
 * The plot's marks, its card and its dock ask for the same within one frame: so many are kept.
 * @type {WeakMap<import("../data/model.js").Model, Map<string, import("../data/neighbors.js").JudgedNeighbor[]>>}
 */
const known = new WeakMap();
const MOST_KNOWN = 4;

/** @param {Live} live @param {number | null} row @returns {import("../data/neighbors.js").JudgedNeighbor[]} */
export function near({ shown: { model, props } }, row) {
  if (row === null) return [];
  const key = `${row} ${props.k}`;
  const kept = known.get(model) ?? new Map();
  known.set(model, kept);
  const found = kept.get(key) ?? judged(neighborsOf(model.graph, row, props.k), row, model.seen, model.places.near);
  kept.set(key, found);
  if (kept.size > MOST_KNOWN) kept.delete(kept.keys().next().value);
  return found;
}

/** @param {Live} live @returns {import("../drawing/painter.js").View | null} Null while nothing is drawn. */
export function viewOf(live) {
  const { stage: { screen, size }, shown: { model, theme } } = live;
  return screen && { model, screen, theme, font: theme.font, dot: size / 2, isShown: (row) => isShown(live, row) };
}

/** @param {Live} live @returns {import("../drawing/painter.js").Marked} What is in question. */
export function markedOf(live) {
  const { state, question, shown } = live;
  const analogy = drawnAnalogy(live);
  const pinned = state.tab === "analogy" ? null : state.pinned;
  const neighbors = isLookedAt(question, pinned) ? [] : near(live, pinned); // two stacks of names would cross
  const isPlane = Boolean(analogy && shown.props.analogies?.asked.plane);
  return { pinned, neighbors, analogy, isPlane, query: question.drawn };
}
