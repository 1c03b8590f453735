// Texts on the picture: how each kind is written, and the writing of those that find room.

import { mixed } from "../data/colors.js";
import { shortened } from "../data/format.js";
import { markerSize } from "./figure.js";
import { NO_INK } from "./ink.js";
import { placeColumn, placeLabels } from "./labels.js";
import * as layer from "./layer.js";
import { typeSize } from "./room.js";
import { toPixels } from "./screen.js";

const LABEL_GAP = 11;
const [NAME_GAP, NAMES_APART] = [4, 5];
const MOST_WIDTHS = 5000;
/** How much of where it stands points may cover: of a name, of that of an item in question. */
const [NAME_ON_INK, LABEL_ON_INK] = [0.2, 0.22];
/** In a frame so narrow a column would cover half the map: those names alone that find room. */
const NARROW = 480;

/** Points so close to an item have their names in its column, which has so many lines at most. */
const [CLOSE, LONGEST_COLUMN] = [60, 8];
/** Where the line to a point ends: at the ring around it. */
const RING = 7;
/** Of a group's name: ink in its hue, room between letters as a share of their size. */
const [HUE_IN_INK, SPACED] = [0.35, 0.12];
/** Such as "  similarity 0.293": it is never what is cut. */
const LONGEST_NOTE = 20;

/**
 * @typedef {import("./painter.js").View} View
 * @typedef {{font: string, color: string, halo: string, spacing?: number}} TextStyle
 * @typedef {{text: string, at: number[], size: number, gap: number, apart?: number, ink?: number,
 *   isCentred?: boolean, style: TextStyle}} Text
 * @typedef {import("./labels.js").Box} Box
 * @typedef {import("./ink.js").Ink} Ink
 * @typedef {Map<string, number>} Widths Of texts in their styles.
 */

/** A writer remembers how wide texts are: measuring costs more than placing. */
export function makeWriter() {
  /** @type {Widths} */
  const widths = new Map();
  return {
    /** @param {layer.Pen} pen @param {Text[]} texts @param {Box} frame @param {Box[]} taken @param {number} [most] @param {Ink} [ink] */
    write: (pen, texts, frame, taken, most, ink) => write(widths, pen, texts, frame, taken, most, ink),
    /** @param {layer.Pen} pen @param {Text[]} texts @param {Box} frame @param {Box[]} taken @param {Ink} ink */
    writeAround: (pen, texts, frame, taken, ink) => writeAround(widths, pen, texts, frame, taken, ink),
  };
}

/** @param {Widths} widths @param {layer.Pen} pen @param {string} text @param {TextStyle} style */
function widthOf(widths, pen, text, { font, spacing = 0 }) {
  const key = `${font}|${spacing}|${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    if (widths.size > MOST_WIDTHS) widths.clear();
    pen.font = font;
    width = pen.measureText(text).width + spacing * text.length;
    widths.set(key, width);
  }
  return width;
}

/** @param {Widths} widths @param {layer.Pen} pen @param {Text[]} texts @returns {import("./labels.js").Wish[]} */
function wishes(widths, pen, texts) {
  return texts.map(({ text, at, style, ...rest }) => ({
    ...rest, x: at[0], y: at[1], width: widthOf(widths, pen, text, style),
  }));
}

/**
 * Write texts, the most important first, where they find room.
 * @param {Widths} widths
 * @param {layer.Pen} pen
 * @param {Text[]} texts
 * @param {Box} frame
 * @param {Box[]} taken Takes where they stand.
 * @param {number} [most]
 * @param {Ink} [ink]
 */
function write(widths, pen, texts, frame, taken, most = Infinity, ink = NO_INK) {
  draw(pen, texts, placeLabels(wishes(widths, pen, texts), frame, taken, most, ink), taken);
}

/**
 * Write an item's name and those of its neighbours: beside their points, or, where these lie too
 * close together for that, in a column with a thin line to each point.
 * @param {Widths} widths
 * @param {layer.Pen} pen
 * @param {Text[]} texts The item's own first.
 * @param {Box} frame
 * @param {Box[]} taken Takes where they stand.
 * @param {Ink} ink
 */
function writeAround(widths, pen, [own, ...others], frame, taken, ink) {
  if (!own) return;
  const [wish] = wishes(widths, pen, [own]);
  const [seat] = placeLabels([wish], frame, taken, 1, ink);
  draw(pen, [own], seat ? [seat] : placeLabels([wish], frame, taken), taken);
  const boxes = placeLabels(wishes(widths, pen, others), frame, taken, Infinity, ink);
  if (boxes.every(Boolean) || frame[2] - frame[0] < NARROW) draw(pen, others, boxes, taken);
  else {
    column(widths, pen, others.filter(({ at }) => isClose(at, own.at)), own, frame, taken, ink);
    write(widths, pen, others.filter(({ at }) => !isClose(at, own.at)), frame, taken);
  }
}

/**
 * @param {Widths} widths
 * @param {layer.Pen} pen
 * @param {Text[]} texts The nearest first; so many as find room stand as their points do, the highest first.
 * @param {Text} own
 * @param {Box} frame
 * @param {Box[]} taken
 * @param {Ink} ink
 */
function column(widths, pen, texts, own, frame, taken, ink) {
  if (!texts.length) return;
  for (let count = Math.min(texts.length, LONGEST_COLUMN); count >= 0; count -= 1) {
    const rest = texts.length - count;
    const more = { ...own, text: `${rest} more here`, style: { ...own.style, font: texts[0].style.font } };
    const named = texts.slice(0, count).sort((one, other) => one.at[1] - other.at[1]);
    const lines = [...named, ...rest ? [more] : []];
    const across = [own, ...texts].map(({ at }) => at[0]);
    const ends = /** @type {[number, number]} */ ([Math.min(...across), Math.max(...across)]);
    const boxes = placeColumn(wishes(widths, pen, lines), ends, own.at[1], frame, taken, ink);
    if (!boxes) continue;
    lines.forEach(({ at, style }, n) => {
      if (n < count) layer.line(pen, ...leader(boxes[n], at), { color: style.color, width: 0.6, halo: style.halo });
    });
    draw(pen, lines, boxes, taken);
    return;
  }
}

/**
 * Write those that have a place, the most important last, so that nothing covers it.
 * @param {layer.Pen} pen
 * @param {Text[]} texts
 * @param {(Box | null)[]} boxes
 * @param {Box[]} taken Takes where they stand.
 */
function draw(pen, texts, boxes, taken) {
  for (let each = texts.length - 1; each >= 0; each -= 1) {
    const box = boxes[each];
    if (!box) continue;
    layer.label(pen, texts[each].text, box, texts[each].style);
    taken.push(box);
  }
}

/** @param {number[]} one @param {number[]} other */
function isClose(one, other) {
  return Math.hypot(one[0] - other[0], one[1] - other[1]) < CLOSE;
}

/**
 * @param {Box} box
 * @param {number[]} at
 * @returns {[number[], number[]]} From the middle of the side that looks at a point to its ring.
 */
function leader([left, top, right, bottom], [x, y]) {
  const from = [x < left ? left - 3 : right + 3, (top + bottom) / 2];
  const [dx, dy] = [from[0] - x, from[1] - y];
  const share = RING / Math.max(RING, Math.hypot(dx, dy));
  return [from, [x + dx * share, y + dy * share]];
}

/**
 * @param {View} view
 * @param {string} text
 * @param {number[]} at In pixels.
 * @param {boolean} [isFirst]
 * @returns {Text} Of an item in question.
 */
export function itemText({ model, screen, theme, font }, text, at, isFirst = false) {
  const { label, longest } = model.items.sizes;
  const size = typeSize(label, screen.width, theme.type);
  const gap = LABEL_GAP * Math.max(1, size / label);
  const style = {
    font: `${isFirst ? 700 : 400} ${size}px ${font}`, color: theme.ink, halo: theme.halo  };
  return { text: shortened(text, longest + LONGEST_NOTE), at, size, gap, ink: LABEL_ON_INK, style };
}

/** @param {View} view @param {string} text @param {number[]} at @returns {Text} */
export function nameText({ model, screen, theme, font }, text, at) {
  const size = typeSize(model.items.sizes.name, screen.width, theme.type);
  const style = { font: `400 ${size}px ${font}`, color: theme.muted, halo: theme.halo };
  const gap = NAME_GAP + markerSize(model.count) / 2;
  return { text, at, size, gap, apart: NAMES_APART, ink: NAME_ON_INK, style };
}

/**
 * @param {View} view
 * @param {string} text
 * @param {number} code
 * @param {number[]} place
 * @returns {Text} Of a group: in capitals, spaced, in an ink of its hue.
 */
export function groupText({ model, screen, theme, font }, text, code, place) {
  const size = typeSize(model.items.sizes.label, screen.width, theme.type) - 1;
  const color = mixed(model.coloring.hues[code], theme.ink, HUE_IN_INK);
  const style = { font: `700 ${size}px ${font}`, color, halo: theme.halo, spacing: SPACED * size };
  const at = toPixels(screen, place);
  return { text: shortened(text).toUpperCase(), at, size, gap: size, apart: 4, isCentred: true, style };
}
