// Marks on the picture: an item with its neighbours, an analogy, what was found, what was chosen.
// Each draws its lines and rings and gives back the texts that belong to them.

import { parallelogram } from "../data/analogy.js";
import { byHue, hueOf } from "../data/colors.js";
import { numbers, shortened } from "../data/format.js";
import { placeOf } from "../data/model.js";
import { quoted } from "../data/query.js";
import * as layer from "./layer.js";
import { toPixels } from "./screen.js";
import { spriteSize } from "./sprites.js";
import { itemText } from "./texts.js";

const [MOST_RINGS, MOST_DOTS] = [400, 20000];
export const MOST_MATCH_LABELS = 12;
const TORN = [5, 4];
const FOUND = 5;

/**
 * @typedef {import("./painter.js").View} View
 * @typedef {import("./texts.js").Text} Text
 * @typedef {import("./labels.js").Box} Box
 * @typedef {{text: string, note: string, place: number[],
 *   neighbors: import("../data/neighbors.js").JudgedNeighbor[]}} Asked A question and where it is drawn.
 */

/**
 * The item, lines to its true neighbours, distances. Who is selected wears the accent, who is only
 * pointed at a ring.
 * @param {layer.Pen} pen
 * @param {View} view
 * @param {number} row
 * @param {import("../data/neighbors.js").JudgedNeighbor[]} neighbors
 * @param {Box[]} taken Takes what no text may cover.
 * @param {boolean} isSelected
 * @returns {Text[]} The item's own first.
 */
export function drawNeighbors(pen, view, row, neighbors, taken, isSelected) {
  const { model, screen } = view;
  const at = toPixels(screen, placeOf(model, row));
  const texts = drawSpokes(pen, view, at, neighbors, taken);
  drawItem(pen, view, at, taken, isSelected);
  return [itemText(view, model.items.labels[row], at, true), ...texts];
}

/** @param {layer.Pen} pen @param {View} view @param {number[]} at @param {Box[]} taken @param {boolean} isSelected */
export function drawItem(pen, { model, screen, theme }, at, taken, isSelected) {
  const sprite = spriteSize(model, screen);
  const color = isSelected ? theme.accent : theme.ink;
  if (sprite) layer.ring(pen, at, { color, radius: sprite / 2 + 2, halo: theme.halo, width: 3 });
  else if (isSelected) layer.ring(pen, at, { color: theme.card, radius: 7.5, fill: theme.accent, width: 2.5 });
  else layer.ring(pen, at, { color: theme.ink, radius: 7.5, halo: theme.halo, width: 2.5 });
  taken.push(around(at, 8));
}

/**
 * The question in a shape of its own, its words, lines to those near to it in meaning.
 * @param {layer.Pen} pen
 * @param {View} view
 * @param {Asked} query
 * @param {Box[]} taken
 * @returns {Text[]}
 */
export function drawQuery(pen, view, { text, place, neighbors }, taken) {
  const at = toPixels(view.screen, place);
  const texts = drawSpokes(pen, view, at, neighbors, taken);
  drawDiamond(pen, view.theme, at);
  taken.push(around(at, 10));
  return [itemText(view, quoted(shortened(text, view.model.items.sizes.longest)), at, true), ...texts];
}

/** @param {layer.Pen} pen @param {import("../host/theme.js").Theme} theme @param {number[]} at */
export function drawDiamond(pen, theme, at) {
  layer.diamond(pen, at, { color: theme.accent, radius: 9, fill: theme.card, halo: theme.halo });
}

/**
 * Lines to neighbours, broken where the picture tears them off, with rings at their ends.
 * @param {layer.Pen} pen
 * @param {View} view
 * @param {number[]} at
 * @param {import("../data/neighbors.js").JudgedNeighbor[]} neighbors
 * @param {Box[]} taken
 * @returns {Text[]} Their names and distances.
 */
function drawSpokes(pen, view, at, neighbors, taken) {
  const { model, screen, theme } = view;
  const ends = neighbors.map((each) => toPixels(screen, placeOf(model, each.row)));
  neighbors.forEach((each, n) => {
    const style = { color: theme.ink, width: 1.3, halo: theme.halo, dash: each.near ? [] : TORN };
    layer.line(pen, at, ends[n], style);
  });
  const sprite = spriteSize(model, screen);
  const radius = Math.max(5.5, sprite / 2);
  ends.forEach((end, n) => {
    const fill = sprite ? "" : hueOf(model.coloring, neighbors[n].row);
    layer.ring(pen, end, { color: theme.neighbor, fill, radius, halo: theme.halo });
    taken.push(around(end, radius));
  });
  const unit = model.graph.unit ? ` ${model.graph.unit}` : "";
  const far = numbers(neighbors.map((each) => each.distance));
  return neighbors.map((each, n) => itemText(
    view, `${labelOf(view, each.row)}  ${far[n]}${unit}`, ends[n],
  ));
}

/**
 * a to b, the same arrow laid at c, the target, the answer and those who came next.
 * @param {layer.Pen} pen
 * @param {View} view
 * @param {import("../data/analogy.js").Drawn} analogy
 * @param {Box[]} taken
 * @returns {Text[]}
 */
export function drawAnalogy(pen, view, analogy, taken) {
  const { model, screen, theme } = view;
  const pixels = (/** @type {number[]} */ place) => toPixels(screen, place);
  const { target, segments } = parallelogram(analogy, (row) => placeOf(model, row));
  /** @type {Record<import("../data/analogy.js").Kind, layer.LineStyle>} */
  const styles = {
    side: { color: theme.muted, dash: [2, 4] },
    miss: { color: theme.muted, dash: TORN },
    asked: { color: theme.ink, width: 2.4, halo: theme.halo },
    laid: { color: theme.ink, width: 2.4, halo: theme.halo, dash: [7, 4] },
  };
  for (const { from, to, kind } of segments) {
    const draw = kind === "asked" || kind === "laid" ? layer.arrow : layer.line;
    draw(pen, pixels(from), pixels(to), styles[kind]);
  }
  /** @type {Text[]} */
  const texts = [];
  /** @param {number} row @param {string} note @param {Partial<layer.RingStyle> & {color: string}} style */
  const mark = (row, note, style, isFirst = false) => {
    const at = pixels(placeOf(model, row));
    layer.ring(pen, at, { radius: 6, halo: theme.halo, ...style });
    taken.push(around(at, 7));
    const text = note ? `${labelOf(view, row)}  ${note}` : model.items.labels[row];
    texts.push(itemText(view, text, at, isFirst));
  };
  analogy.answers.forEach((row, rank) => {
    const style = rank
      ? { color: theme.muted, radius: 5 }
      : { color: theme.card, fill: theme.accent, radius: 7.5, width: 2.5 };
    mark(row, analogy.notes[rank], style, rank === 0);
  });
  for (const row of [analogy.a, analogy.b, analogy.c]) if (row !== null) mark(row, "", { color: theme.neighbor });
  if (!target) return texts;
  const at = pixels(target);
  layer.cross(pen, at, { color: theme.ink, radius: 5 });
  taken.push(around(at, 6));
  texts.push(itemText(view, "target", at));
  return texts;
}

/**
 * @param {layer.Pen} pen
 * @param {View} view
 * @param {number[]} matches Rows.
 * @returns {Text[]}
 */
export function drawMatches(pen, view, matches) {
  const { model, screen, theme } = view;
  if (matches.length > MOST_RINGS) drawSelection(pen, view, matches);
  const shown = matches.length > MOST_RINGS ? [] : matches;
  const isSprite = spriteSize(model, screen) > 0;
  return shown.flatMap((row, rank) => {
    const at = toPixels(screen, placeOf(model, row));
    layer.ring(pen, at, { color: theme.ink, fill: isSprite ? "" : hueOf(model.coloring, row), radius: FOUND, halo: theme.halo });
    return rank < MOST_MATCH_LABELS ? [itemText(view, model.items.labels[row], at)] : [];
  });
}

/**
 * What was chosen with a box or lasso: its points again, in full colour, over those that step back.
 * @param {layer.Pen} pen
 * @param {View} view
 * @param {number[] | null} rows
 */
export function drawSelection(pen, view, rows) {
  if (!rows) return;
  const { model, screen, theme } = view;
  const few = rows.length <= MOST_RINGS && !spriteSize(model, screen);
  const radius = Math.max(few ? 3.5 : 1.5, view.dot);
  const step = Math.ceil(rows.length / MOST_DOTS);
  const some = step > 1 ? rows.filter((_, at) => at % step === 0) : rows;
  drawDots(pen, { model, screen }, some, radius, few ? theme.card : null);
}

/**
 * Points in their own hues, drawn anew.
 * @param {layer.Pen} pen
 * @param {Pick<View, "model" | "screen">} view
 * @param {number[]} rows
 * @param {number} radius
 * @param {string | null} [outline] A colour.
 */
export function drawDots(pen, { model, screen }, rows, radius, outline = null) {
  for (const [hue, alike] of byHue(rows, (row) => row, model.coloring)) {
    pen.beginPath();
    for (const row of alike) {
      const [x, y] = toPixels(screen, placeOf(model, row));
      pen.moveTo(x + radius, y);
      pen.arc(x, y, radius, 0, 7);
    }
    pen.fillStyle = hue;
    pen.fill();
    if (outline) layer.stroke(pen, outline, 1);
  }
}

/** @param {View} view @param {number} row @returns {string} Cut where a note follows. */
function labelOf({ model: { items } }, row) {
  return shortened(items.labels[row], items.sizes.longest);
}

/** @param {number[]} at @param {number} radius @returns {Box} */
function around([x, y], radius) {
  return [x - radius, y - radius, x + radius, y + radius];
}
