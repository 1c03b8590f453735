// The words a screen reader hears (pure).

import { number, numbers, percent } from "../data/format.js";
import { quoted } from "../data/query.js";
import { whereDrawn } from "../data/ranks.js";

/**
 * @param {import("../data/wire.js").Items} items
 * @param {import("../data/wire.js").Graph} graph
 * @param {import("../data/neighbors.js").Neighbor[]} neighbors
 * @param {number | null} row
 * @returns {string} Such as "Vancouver; nearest: Surrey 0.21, Seattle 0.3".
 */
export function summary(items, graph, neighbors, row) {
  if (row === null) return "Nothing selected.";
  return `${items.labels[row]}; ${nearest(items, graph, neighbors)}`;
}

/**
 * @param {import("../data/wire.js").Items} items
 * @param {import("../data/wire.js").Graph} graph
 * @param {string} text A question in words.
 * @param {import("../data/neighbors.js").Neighbor[]} neighbors
 * @returns {string}
 */
export function querySummary(items, graph, text, neighbors) {
  return `${quoted(text)}; ${nearest(items, graph, neighbors)}`;
}

/**
 * @param {import("../data/wire.js").Items} items
 * @param {import("../data/wire.js").Graph} graph
 * @param {import("../data/neighbors.js").Neighbor[]} neighbors
 */
function nearest(items, graph, neighbors) {
  const unit = graph.unit ? ` ${graph.unit}` : "";
  const far = numbers(neighbors.map((each) => each.distance));
  const listed = neighbors.map((each, n) => `${items.labels[each.row]} ${far[n]}${unit}`);
  return `nearest: ${listed.join(", ")}`;
}

/**
 * @param {import("../data/wire.js").Graph} graph
 * @param {number} k
 * @returns {string} That fewer neighbours have come than are asked for; "" where all have.
 */
export function fewerWords({ arrays: { indices } }, k) {
  const [count, width] = indices.shape;
  if (k <= width || width >= count - 1) return "";
  return `With ${number(count)} items, the plot holds the ${number(width)} nearest of each, not ${number(k)}.`;
}

/** @param {import("../data/wire.js").PlacesHeader} places @returns {string} The same in a few words. */
export function trustShort({ kept }) {
  return kept === null ? "" : `Keeps ${percent(kept)} of true neighbours`;
}

/**
 * @param {import("../data/wire.js").PlacesHeader} places
 * @returns {string} How far the whole plot can be trusted, and what that means.
 */
export function trustWords({ kept, k, why, axes }) {
  if (kept === null || k === null) return "";
  const about = Math.round(kept * k);
  const many = about ? `about ${about}` : "hardly any";
  const words = `On average, ${many} of an item's ${k} nearest neighbours ${about === 1 ? "is" : "are"} `
    + `also among its ${k} nearest ${whereDrawn(axes)} (${percent(kept)}).`;
  if (kept >= 0.9995) return words;
  return `${words} ${why ? `${why} ` : ""}Dashed lines lead to neighbours drawn far away.`;
}
