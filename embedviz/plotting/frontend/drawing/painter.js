// What stands above the points: who is in question with its neighbours, what was found or chosen,
// an analogy, names. Two canvases: one for what stays, one for what follows the pointer.

import { placeOf } from "../data/model.js";
import { groupNames, namesInView } from "../data/names.js";
import * as layer from "./layer.js";
import { MOST_MATCH_LABELS, drawAnalogy, drawMatches, drawNeighbors, drawQuery, drawSelection } from "./marks.js";
import { mostNames } from "./room.js";
import { toPixels } from "./screen.js";
import { groupText, makeWriter, moreTexts, nameText } from "./texts.js";

const MOST_NAMES = { plane: 60, scene: 24 };
/** Beside an item in question, fewer. */
const QUIETER = 0.5;

/**
 * @typedef {import("../state/store.js").State} State
 * @typedef {import("./texts.js").Text} Text
 * @typedef {import("./labels.js").Box} Box
 * @typedef {{model: import("../data/model.js").Model, screen: import("./screen.js").Screen,
 *   theme: import("../host/theme.js").Theme, font: string, isShown: (row: number) => boolean}} View
 * @typedef {{neighbors: import("../data/neighbors.js").JudgedNeighbor[],
 *   analogy: import("../data/analogy.js").Drawn | null, query: import("./marks.js").Asked | null}} Marked
 *   What is in question: `neighbors` are those of the pinned item.
 * @typedef {{key: Float32Array[] | null, coloring: import("../data/colors.js").Coloring | null,
 *   names: ReturnType<typeof groupNames>}} Groups
 */

/**
 * @param {layer.Sheet} under For what stays.
 * @param {layer.Sheet} over For what follows the pointer.
 * @param {layer.Sheet} [quiet] For the names of those who are not in question: they step back
 *   while something is pointed at.
 */
export function makePainter(under, over, quiet = under) {
  /** @type {Groups} */
  const groups = { key: null, coloring: null, names: [] };
  return { under, over, quiet, write: makeWriter(), groups };
}

/** @typedef {ReturnType<typeof makePainter>} Painter */

/**
 * Paint what stays under the pointer's own.
 * @param {Painter} painter
 * @param {View} view
 * @param {State} state
 * @param {Marked} marked
 */
export function paintUnder(painter, view, state, marked) {
  const { model, screen } = view;
  const { under, quiet, write } = painter;
  const pen = framed(under, screen);
  /** @type {Box[]} */
  const taken = [];
  const isBusy = state.pinned !== null || marked.analogy || marked.query;
  drawSelection(pen, view, state.selected);
  paintMarks(pen, painter, view, state, marked, taken, isBusy ? [] : groupTexts(painter, view, state));
  pen.restore();
  const softly = quiet === under ? pen : layer.cleared(quiet, screen.width, screen.height);
  softly.save();
  layer.clip(softly, screen.frame);
  const names = namesInView(model, screen, view.isShown, inQuestion(state, marked));
  const room = Math.min(MOST_NAMES[screen.kind], mostNames(screen.width, screen.height));
  const others = names.map(({ text, at }) => nameText(view, text, at));
  write(softly, others, screen.frame, taken, Math.round(room * (isBusy ? QUIETER : 1)));
  softly.restore();
}

/**
 * @param {layer.Pen} pen
 * @param {Painter} painter
 * @param {View} view
 * @param {State} state
 * @param {Marked} marked
 * @param {Box[]} taken
 * @param {Text[]} last What is written as well, where it finds room.
 */
function paintMarks(pen, { write }, view, { pinned, ...state }, { neighbors, analogy, query }, taken, last) {
  const { model, screen } = view;
  /** @type {Text[]} */
  const first = [];
  if (analogy) first.push(...drawAnalogy(pen, view, analogy, taken));
  if (query) first.push(...drawQuery(pen, view, query, taken));
  const own = pinned === null ? [] : drawNeighbors(pen, view, pinned, neighbors, taken);
  const found = drawMatches(pen, view, state.matches);
  const written = write(pen, [...first, ...own, ...found, ...last], screen.frame, taken);
  const missing = written.slice(first.length, first.length + own.length).filter((each) => !each).length;
  if (!missing || pinned === null) return;
  write(pen, moreTexts(view, missing, toPixels(screen, placeOf(model, pinned))), screen.frame, taken, 1);
}

/** @param {State} state @param {Marked} marked @returns {Set<number | null>} Those whose names are written anyway. */
function inQuestion({ pinned, matches }, { neighbors, query }) {
  const near = [...neighbors, ...(query?.neighbors ?? [])];
  return new Set([pinned, ...near.map((each) => each.row), ...matches.slice(0, MOST_MATCH_LABELS)]);
}

/** @param {Painter} painter @param {View} view @param {State} state @returns {Text[]} */
function groupTexts(painter, view, { hidden }) {
  if (view.screen.kind !== "plane") return [];
  return groupsOf(painter, view.model)
    .filter(({ code }) => !hidden.has(code))
    .map(({ code, text, place }) => groupText(view, text, code, place));
}

/** @param {Painter} painter @param {import("../data/model.js").Model} model */
function groupsOf({ groups }, model) {
  if (groups.key !== model.linear || groups.coloring !== model.coloring) {
    Object.assign(groups, { key: model.linear, coloring: model.coloring, names: groupNames(model) });
  }
  return groups.names;
}

/**
 * Paint what follows the pointer.
 * @param {Painter} painter
 * @param {View} view
 * @param {number | null} row
 * @param {import("../data/neighbors.js").JudgedNeighbor[]} neighbors
 * @param {[number, number][]} corners Of a lasso or box being drawn.
 */
export function paintOver({ over, write }, view, row, neighbors, corners) {
  const { screen, theme } = view;
  const pen = framed(over, screen);
  if (row !== null) {
    /** @type {Box[]} */
    const taken = [];
    write(pen, drawNeighbors(pen, view, row, neighbors, taken), screen.frame, taken);
  }
  layer.outline(pen, corners, theme.accent);
  pen.restore();
}

/** @param {layer.Sheet} sheet @param {import("./screen.js").Screen} screen @returns {layer.Pen} That draws in the frame only. */
function framed(sheet, { width, height, frame }) {
  const pen = layer.cleared(sheet, width, height);
  pen.save();
  layer.clip(pen, frame);
  return pen;
}
