// Texts on the picture: how each kind is written, and the writing of those that find room.

import { shortened } from "../data/format.js";
import { placeLabels } from "./labels.js";
import * as layer from "./layer.js";
import { typeSize } from "./room.js";
import { toPixels } from "./screen.js";

const LABEL_GAP = 11;
const [NAME_GAP, NAMES_APART] = [6, 5];
const MOST_WIDTHS = 5000;
/** Such as "  similarity 0.293": it is never what is cut. */
const LONGEST_NOTE = 20;

/**
 * @typedef {import("./painter.js").View} View
 * @typedef {{font: string, color: string, halo: string, boxed?: boolean, edge?: string}} TextStyle
 * @typedef {{text: string, at: number[], size: number, gap: number, apart?: number, style: TextStyle}} Text
 */

/** A writer remembers how wide texts are: measuring costs more than placing. */
export function makeWriter() {
  /** @type {Map<string, number>} */
  const widths = new Map();

  /** @param {layer.Pen} pen @param {string} text @param {string} font */
  function widthOf(pen, text, font) {
    const key = `${font}|${text}`;
    let width = widths.get(key);
    if (width === undefined) {
      if (widths.size > MOST_WIDTHS) widths.clear();
      pen.font = font;
      width = pen.measureText(text).width;
      widths.set(key, width);
    }
    return width;
  }

  /**
   * Write texts, the most important first, where they find room.
   * @param {layer.Pen} pen
   * @param {Text[]} texts
   * @param {import("./labels.js").Box} frame
   * @param {import("./labels.js").Box[]} taken Takes where they stand.
   * @param {number} [most]
   * @returns {boolean[]} Which of them found room.
   */
  return function write(pen, texts, frame, taken, most = Infinity) {
    const wishes = texts.map(({ text, at, size, gap, apart, style }) => ({
      x: at[0], y: at[1], size, gap, apart, width: widthOf(pen, text, style.font),
    }));
    const boxes = placeLabels(wishes, frame, taken, most);
    // The most important last, so that nothing covers it.
    for (let each = texts.length - 1; each >= 0; each -= 1) {
      const box = boxes[each];
      if (!box) continue;
      layer.label(pen, texts[each].text, box, texts[each].style);
      taken.push(box);
    }
    return boxes.map(Boolean);
  };
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
    font: `${isFirst ? 700 : 400} ${size}px ${font}`, color: theme.ink, halo: theme.halo, boxed: true,
  };
  return { text: shortened(text, longest + LONGEST_NOTE), at, size, gap, style };
}

/**
 * @param {View} view
 * @param {number} count Of neighbours whose names found no room.
 * @param {number[]} at
 * @returns {Text[]} What may stand for them, the nearest place first.
 */
export function moreTexts(view, count, at) {
  const text = itemText(view, `+${count} more: zoom in`, at);
  return [1, 2, 3, 4, 5].map((lines) => ({ ...text, gap: text.gap * (2 * lines - 1) }));
}

/** @param {View} view @param {string} text @param {number[]} at @returns {Text} */
export function nameText({ model, screen, theme, font }, text, at) {
  const size = typeSize(model.items.sizes.name, screen.width, theme.type);
  const style = { font: `400 ${size}px ${font}`, color: theme.muted, halo: theme.halo };
  return { text, at, size, gap: NAME_GAP, apart: NAMES_APART, style };
}

/** @param {View} view @param {string} text @param {number} code @param {number[]} place @returns {Text} */
export function groupText({ model, screen, theme, font }, text, code, place) {
  const size = typeSize(model.items.sizes.label, screen.width, theme.type) + 1;
  const style = {
    font: `700 ${size}px ${font}`, color: theme.ink, halo: theme.halo, boxed: true,
    edge: model.coloring.hues[code],
  };
  const at = toPixels(screen, place);
  return { text: shortened(text), at, size: size + 1, gap: 0, style };
}
