// All that is drawn, worked out from the parts that have arrived (pure).

import { aligned, pairsOf } from "./align.js";
import { coloringOf } from "./colors.js";
import { asSeen, split } from "./neighbors.js";
import { folded } from "./search.js";

/**
 * @typedef {{items: any, graph: any, places: any, coloring: import("./colors.js").Coloring,
 *   axes: Float32Array[], linear: Float32Array[], seen: Float32Array[], folded: string[],
 *   theme: Record<string, string>, count: number}} Model
 *   `axes` are the coordinates that are drawn, `linear` the same with logarithms taken.
 */

/**
 * @param {{items: any, graph: any, places: any, color: any}} parts
 * @param {Record<string, string>} theme
 * @param {Model | null} before What was drawn until now: a new picture is turned like it.
 * @returns {Model}
 */
export function modelOf({ items, graph, places, color }, theme, before) {
  const sameColors = before?.coloring.id === color.id && before.theme === theme;
  const coloring = sameColors ? before.coloring : coloringOf(color, theme);
  const sameItems = before?.items.id === items.id;
  const labels = sameItems ? before.folded : items.labels.map(folded);
  const count = items.labels.length;
  const common = { items, graph, places, coloring, theme, count, folded: labels };
  if (before?.places.id === places.id && sameItems) {
    return { ...common, axes: before.axes, linear: before.linear, seen: before.seen };
  }
  const axes = turned(split(places), places, items, before);
  const linear = axes.map((axis, each) => (places.axes[each].log ? axis.map(Math.log10) : axis));
  return { ...common, axes, linear, seen: asSeen(places) };
}

/** Axes with units stay as they are; those of PCA may turn round, others may rotate. */
function turned(axes, places, items, before) {
  if (!before || places.hasUnits || before.places.hasUnits) return axes;
  const pairs = pairsOf(items.labels, before.items.labels);
  return aligned(axes, before.axes, pairs, places.explained);
}

/**
 * @param {Model} model
 * @param {number} row
 * @returns {number[]} Where an item is drawn, as the axes count.
 */
export function placeOf(model, row) {
  return model.linear.map((axis) => axis[row]);
}
