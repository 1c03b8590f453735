// The words a screen reader hears (pure).

import { number } from "./format.js";

/**
 * @param {Record<string, any>} items
 * @param {Record<string, any>} graph
 * @param {import("./neighbors.js").Neighbor[]} neighbors
 * @param {number | null} row
 * @returns {string} Such as "Vancouver; nearest: Surrey 0.21, Seattle 0.3".
 */
export function summary(items, graph, neighbors, row) {
  if (row === null) return "Nothing pinned.";
  const unit = graph.unit ? ` ${graph.unit}` : "";
  const listed = neighbors.map((each) => `${items.labels[each.row]} ${number(each.distance)}${unit}`);
  return `${items.labels[row]}; nearest: ${listed.join(", ")}`;
}
