// What stands above the points: who is in question with its neighbours, what was found or chosen,
// an analogy, names. Two canvases: one for what stays, one for what follows the pointer.

import { parallelogram } from "./analogy.js";
import { number, shortened } from "./format.js";
import { placeLabels } from "./labels.js";
import * as layer from "./layer.js";
import { placeOf } from "./model.js";
import { groupNames, namesInView } from "./names.js";
import { toPixels } from "./screen.js";

const [LABEL_SIZE, LABEL_GAP] = [14, 11];
const [NAME_SIZE, NAME_GAP] = [11, 6];
const MOST_NAMES = { plane: 60, scene: 24 };
/** Beside an item in question, fewer. */
const QUIETER = 0.5;
const [MOST_RINGS, MOST_DOTS] = [400, 20000];
const MOST_MATCH_LABELS = 12;
const LONGEST = 34;
const TORN = [5, 4];

/**
 * @typedef {{model: import("./model.js").Model, screen: import("./screen.js").Screen,
 *   theme: Record<string, string>, font: string, isShown: (row: number) => boolean}} View
 * @typedef {{text: string, at: number[], size: number, gap: number, style: any}} Text
 */

/** @param {HTMLCanvasElement} under @param {HTMLCanvasElement} over */
export function makePainter(under, over) {
  const widths = new Map();
  let groups = { key: null, coloring: null, names: [] };

  function widthOf(pen, text, font) {
    const key = `${font}|${text}`;
    if (!widths.has(key)) {
      if (widths.size > 5000) widths.clear();
      pen.font = font;
      widths.set(key, pen.measureText(text).width);
    }
    return widths.get(key);
  }

  /** Write texts, the most important first, where they find room. */
  function write(pen, texts, frame, taken, most) {
    const wishes = texts.map(({ text, at, size, gap, style }) => ({
      x: at[0], y: at[1], size, gap, width: widthOf(pen, text, style.font),
    }));
    const boxes = placeLabels(wishes, frame, taken, most);
    // The most important last, so that nothing covers it.
    for (let each = texts.length - 1; each >= 0; each -= 1) {
      if (boxes[each]) layer.label(pen, texts[each].text, boxes[each], texts[each].style);
    }
  }

  function groupsOf(model) {
    if (groups.key !== model.linear || groups.coloring !== model.coloring) {
      groups = { key: model.linear, coloring: model.coloring, names: groupNames(model) };
    }
    return groups.names;
  }

  return {
    /**
     * What stays under the pointer's own.
     * @param {View} view
     * @param {import("./store.js").State} state
     * @param {{neighbors: import("./neighbors.js").JudgedNeighbor[], analogy: any}} marked
     */
    paintUnder(view, state, { neighbors, analogy }) {
      const { model, screen, theme } = view;
      const pen = layer.cleared(under, screen.width, screen.height);
      pen.save();
      layer.clip(pen, screen.frame);
      const texts = [];
      const taken = [];
      dots(pen, view, state.selected, theme.accent);
      if (analogy) texts.push(...drawAnalogy(pen, view, analogy, taken));
      if (state.pinned !== null) {
        texts.push(...drawNeighbors(pen, view, state.pinned, neighbors, taken));
      }
      texts.push(...drawMatches(pen, view, state));
      const without = new Set([state.pinned, ...neighbors.map((each) => each.row)]);
      const busy = state.pinned !== null || analogy;
      if (!busy && screen.kind === "plane") {
        for (const { code, text, place } of groupsOf(model)) {
          if (!state.hidden.has(code)) texts.push(groupText(view, text, code, place));
        }
      }
      const names = namesInView(model, screen, view.isShown, without);
      texts.push(...names.map(({ text, at }) => nameText(view, text, at)));
      const most = Math.round(MOST_NAMES[screen.kind] * (busy ? QUIETER : 1));
      write(pen, texts, screen.frame, taken, texts.length - names.length + most);
      pen.restore();
    },

    /**
     * What follows the pointer.
     * @param {View} view
     * @param {number | null} row
     * @param {import("./neighbors.js").JudgedNeighbor[]} neighbors
     * @param {[number, number][]} corners Of a lasso or box being drawn.
     */
    paintOver(view, row, neighbors, corners) {
      const { screen, theme } = view;
      const pen = layer.cleared(over, screen.width, screen.height);
      pen.save();
      layer.clip(pen, screen.frame);
      if (row !== null) {
        const taken = [];
        write(pen, drawNeighbors(pen, view, row, neighbors, taken), screen.frame, taken, Infinity);
      }
      layer.outline(pen, corners, theme.accent);
      pen.restore();
    },
  };
}

/** The item, lines to its true neighbours (broken where the picture tears them off), distances. */
function drawNeighbors(pen, view, row, neighbors, taken) {
  const { model, screen, theme } = view;
  const at = toPixels(screen, placeOf(model, row));
  const ends = neighbors.map((each) => toPixels(screen, placeOf(model, each.row)));
  neighbors.forEach((each, n) => {
    const style = { color: theme.accent, halo: theme.halo, dash: each.near ? [] : TORN };
    layer.line(pen, at, ends[n], style);
  });
  ends.forEach((end) => {
    layer.ring(pen, end, { color: theme.neighbor, radius: 5.5, halo: theme.halo });
    taken.push(around(end, 6));
  });
  layer.ring(pen, at, { color: theme.card, radius: 7.5, fill: theme.accent, width: 2.5 });
  taken.push(around(at, 8));
  const unit = model.graph.unit ? ` ${model.graph.unit}` : "";
  return [
    itemText(view, model.items.labels[row], at, true),
    ...neighbors.map((each, n) => itemText(
      view, `${shortened(model.items.labels[each.row], LONGEST)}  ${number(each.distance)}${unit}`,
      ends[n],
    )),
  ];
}

/** a to b, the same arrow laid at c, the target, the answer and those who came next. */
function drawAnalogy(pen, view, analogy, taken) {
  const { model, screen, theme } = view;
  const pixels = (place) => toPixels(screen, place);
  const { target, segments } = parallelogram(analogy, (row) => placeOf(model, row));
  const styles = {
    side: { color: theme.muted, dash: [2, 4] },
    miss: { color: theme.muted, dash: TORN },
    asked: { color: theme.accent, width: 2.4, halo: theme.halo },
    laid: { color: theme.accent, width: 2.4, halo: theme.halo, dash: [7, 4] },
  };
  for (const { from, to, kind } of segments) {
    const draw = kind === "asked" || kind === "laid" ? layer.arrow : layer.line;
    draw(pen, pixels(from), pixels(to), styles[kind]);
  }
  const texts = [];
  const mark = (row, note, style, isFirst = false) => {
    const at = pixels(placeOf(model, row));
    layer.ring(pen, at, { radius: 6, halo: theme.halo, ...style });
    taken.push(around(at, 7));
    const text = note ? `${shortened(model.items.labels[row], LONGEST)}  ${note}` : model.items.labels[row];
    texts.push(itemText(view, text, at, isFirst));
  };
  analogy.answers.forEach((row, rank) => {
    const style = rank
      ? { color: theme.muted, radius: 5 }
      : { color: theme.card, fill: theme.accent, radius: 7.5, width: 2.5 };
    mark(row, analogy.notes[rank], style, rank === 0);
  });
  for (const row of [analogy.a, analogy.b, analogy.c]) mark(row, "", { color: theme.neighbor });
  const at = pixels(target);
  layer.cross(pen, at, { color: theme.accent, radius: 5 });
  taken.push(around(at, 6));
  texts.push(itemText(view, "target", at));
  return texts;
}

function drawMatches(pen, view, state) {
  const { model, screen, theme } = view;
  const shown = state.matches.slice(0, MOST_RINGS);
  return shown.flatMap((row, rank) => {
    const at = toPixels(screen, placeOf(model, row));
    layer.ring(pen, at, { color: theme.accent, radius: 6.5, halo: theme.halo });
    return rank < MOST_MATCH_LABELS ? [itemText(view, model.items.labels[row], at)] : [];
  });
}

/** The selection: dots of its own over the points, which step back. */
function dots(pen, view, rows, color) {
  if (!rows) return;
  pen.fillStyle = color;
  for (let each = 0; each < Math.min(rows.length, MOST_DOTS); each += 1) {
    const at = toPixels(view.screen, placeOf(view.model, rows[each]));
    pen.fillRect(at[0] - 2, at[1] - 2, 4, 4);
  }
}

function itemText({ theme, font }, text, at, isFirst = false) {
  const style = {
    font: `${isFirst ? 700 : 400} ${LABEL_SIZE}px ${font}`, color: theme.ink, halo: theme.halo,
    boxed: true,
  };
  return { text: shortened(text, LONGEST + 14), at, size: LABEL_SIZE, gap: LABEL_GAP, style };
}

function nameText({ theme, font }, text, at) {
  const style = { font: `400 ${NAME_SIZE}px ${font}`, color: theme.muted, halo: theme.halo };
  return { text, at, size: NAME_SIZE, gap: NAME_GAP, style };
}

function groupText({ model, screen, theme, font }, text, code, place) {
  const style = {
    font: `700 ${LABEL_SIZE + 1}px ${font}`, color: theme.ink, halo: theme.halo, boxed: true,
    edge: model.coloring.hues[code],
  };
  const at = toPixels(screen, place);
  return { text: shortened(text), at, size: LABEL_SIZE + 2, gap: 0, style };
}

/** @returns {import("./labels.js").Box} */
function around([x, y], radius) {
  return [x - radius, y - radius, x + radius, y + radius];
}
