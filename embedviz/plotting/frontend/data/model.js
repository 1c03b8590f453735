// All that is drawn, worked out from the parts that have arrived (pure).

import { pairsOf, turnOf, turnedAll } from "./align.js";
import { coloringOf } from "./colors.js";
import { asSeen, split } from "./neighbors.js";
import { folded } from "./folded.js";

/**
 * @typedef {import("./wire.js").Items} Items
 * @typedef {import("./wire.js").Graph} Graph
 * @typedef {import("./wire.js").Places} Places
 * @typedef {{items: Items, graph: Graph, places: Places, coloring: import("./colors.js").Coloring,
 *   axes: Float32Array[], linear: Float32Array[], seen: Float32Array[], folded: string[],
 *   turn: import("./align.js").Turn | null, theme: import("../host/theme.js").Theme, count: number}} Model
 *   `axes` are the coordinates that are drawn, turned by `turn` from what the page says; `linear` the
 *   same with logarithms taken.
 */

/**
 * @param {{items: Items, graph: Graph, places: Places, color: import("./wire.js").Color}} parts
 * @param {import("../host/theme.js").Theme} theme
 * @param {Model | null} before What was drawn until now: a new picture is turned like it.
 * @returns {Model}
 */
export function modelOf({ items, graph, places, color }, theme, before) {
  const hues = before?.coloring.id === color.id && before.theme === theme ? before.coloring : null;
  const coloring = hues ?? coloringOf(color, theme);
  const same = before?.items.id === items.id ? before : null;
  const labels = same?.folded ?? items.labels.map(folded);
  const count = items.labels.length;
  const common = { items, graph, places, coloring, theme, count, folded: labels };
  if (same?.places.id === places.id) {
    const { axes, linear, seen, turn } = same;
    return { ...common, axes, linear, seen, turn };
  }
  const plain = split(places);
  const turn = turned(plain, places, items, before);
  const axes = turnedAll(plain, turn);
  const linear = axes.map((axis, each) => (places.axes[each].log ? axis.map(Math.log10) : axis));
  return { ...common, axes, linear, seen: asSeen(places), turn };
}

/**
 * Axes with units stay as they are; those of PCA may turn round, others may rotate.
 * @param {Float32Array[]} axes
 * @param {Places} places
 * @param {Items} items
 * @param {Model | null} before
 */
function turned(axes, places, items, before) {
  if (!before || places.hasUnits || before.places.hasUnits) return null;
  const pairs = pairsOf(items.labels, before.items.labels);
  return turnOf(axes, before.axes, pairs, places.explained);
}

/**
 * @param {Model} model
 * @param {number} row
 * @returns {number[]} Where an item is drawn, as the axes count.
 */
export function placeOf(model, row) {
  return model.linear.map((axis) => axis[row]);
}
