// What stands above the points: who is in question with its neighbours, what was found or chosen,
// an analogy, names. Two canvases: one for what stays, one for what follows the pointer.

import { rowsOf } from "../data/analogy.js";
import { extent } from "../data/colors.js";
import { placeOf } from "../data/model.js";
import { groupNames, namesInView, partNames } from "../data/names.js";
import { drawDensity, makeDensity } from "./density.js";
import { paintGround } from "./ground.js";
import { NO_INK, inkOf } from "./ink.js";
import * as layer from "./layer.js";
import { drawGlass, lensOf, namesIn, roomForNames } from "./lens.js";
import { MOST_MATCH_LABELS, drawAnalogy, drawItem, drawMatches, drawNeighbors, drawQuery, drawSelection } from "./marks.js";
import { mostNames } from "./room.js";
import { toPixels } from "./screen.js";
import { spriteSize } from "./sprites.js";
import { groupText, itemText, makeWriter, nameText } from "./texts.js";

const MOST_NAMES = { plane: 60, scene: 24 };
const MOST_GROUPS = 25;
/** Zoomed in so far, landmarks say more than the names of groups. */
const CLOSE_UP = 3.5;
/** So far in, the parts of groups are named instead, where they have names; and no longer so far in. */
const PARTS_FROM = 1.6;
const PARTS_TO = 10;

/**
 * @typedef {import("../state/store.js").State} State
 * @typedef {import("./texts.js").Text} Text
 * @typedef {import("./labels.js").Box} Box
 * @typedef {{model: import("../data/model.js").Model, screen: import("./screen.js").Screen,
 *   theme: import("../host/theme.js").Theme, font: string, dot: number, isShown: (row: number) => boolean}} View
 *   `dot` is the radius of a point in pixels.
 * @typedef {{pinned: number | null, neighbors: import("../data/neighbors.js").JudgedNeighbor[],
 *   analogy: import("../data/analogy.js").Drawn | null, isPlane?: boolean, query: import("./marks.js").Asked | null}} Marked
 *   What is in question: `neighbors` are those of the pinned item, which steps back for an analogy.
 * @typedef {{key: Float32Array[] | null, coloring: import("../data/colors.js").Coloring | null,
 *   names: import("../data/names.js").GroupName[], parts: import("../data/names.js").GroupName[], spread: number[]}} Groups `spread` is how far the points
 *   reach along each axis.
 */

/**
 * @param {layer.Sheet} under For what stays.
 * @param {layer.Sheet} over For what follows the pointer.
 * @param {layer.Sheet} [quiet] For the names of those who are not in question: they step back
 *   while something is pointed at.
 * @param {ReturnType<typeof import("./ground.js").makeGround> | null} [ground] What lies below the points.
 * @param {layer.Sheet} [said] For the names around the selected item: they make room for those around
 *   what is pointed at.
 */
export function makePainter(under, over, quiet = under, ground = null, said = under) {
  /** @type {Groups} */
  const groups = { key: null, coloring: null, names: [], parts: [], spread: [] };
  return { under, over, quiet, said, ground, ...makeWriter(), groups, density: makeDensity(), heaps: 1, ink: NO_INK, lens: /** @type {import("./lens.js").Lens | null} */ (null) };
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
  const { under, quiet, said, write } = painter;
  const pen = framed(under, screen);
  const words = said === under ? pen : framed(said, screen);
  /** @type {Box[]} */
  const taken = [];
  if (painter.ground) paintGround(painter.ground, view);
  paintHeaps(pen, painter, view, state);
  painter.ink = inkOf(screen, model.linear, (spriteSize(model, screen) || 2 * view.dot) / 2, view.isShown);
  if (!state.only) drawSelection(pen, view, state.selected);
  paintMarks(pen, words, painter, view, state, marked, taken);
  pen.restore();
  if (words !== pen) words.restore();
  const softly = quiet === under ? pen : layer.cleared(quiet, screen.width, screen.height);
  softly.save();
  layer.clip(softly, screen.frame);
  const names = namesInView(model, screen, view.isShown, inQuestion(state, marked));
  const room = Math.min(MOST_NAMES[screen.kind], mostNames(screen.width, screen.height));
  const others = names.map(({ text, at }) => nameText(view, text, at));
  write(softly, groupTexts(painter, view, state, marked), screen.frame, taken, MOST_GROUPS);
  write(softly, others, screen.frame, taken, room, painter.ink);
  softly.restore();
}

/**
 * On a canvas of its own, which doesn't step back while something is pointed at; a file has only one.
 * @param {layer.Pen} pen
 * @param {Painter} painter
 * @param {View} view
 * @param {State} state
 */
function paintHeaps(pen, { ground, density, heaps }, view, { hidden, only }) {
  if (spriteSize(view.model, view.screen)) return;
  const own = ground ? framed(ground.glow, view.screen) : pen;
  own.globalAlpha = heaps;
  drawDensity(density, own, view, [hidden, only]);
  own.globalAlpha = 1;
  if (ground) own.restore();
}

/**
 * @param {layer.Pen} pen
 * @param {layer.Pen} words For names around what is selected.
 * @param {Painter} painter
 * @param {View} view
 * @param {State} state
 * @param {Marked} marked
 * @param {Box[]} taken
 */
function paintMarks(pen, words, painter, view, state, marked, taken) {
  const { write, writeAround, ink } = painter;
  const { pinned, neighbors, analogy, query } = marked;
  const { frame } = view.screen;
  /** @type {Text[]} */
  const first = [];
  if (analogy) first.push(...drawAnalogy(pen, view, analogy, taken));
  const asked = query ? drawQuery(pen, view, query, taken) : [];
  painter.lens = pinned === null ? null : lensOf(view, pinned, neighbors);
  if (painter.lens) paintLens(pen, painter, view, pinned ?? 0, neighbors, taken);
  const own = pinned === null || painter.lens ? [] : drawNeighbors(pen, view, pinned, neighbors, taken, true);
  const found = drawMatches(pen, view, state.matches);
  write(pen, first, frame, taken);
  writeAround(words, asked, frame, taken, ink);
  writeAround(words, own, frame, taken, ink);
  write(pen, found, frame, taken);
}

/**
 * The item on the map with its name; beside it, magnified, its neighbours with theirs.
 * @param {layer.Pen} pen
 * @param {Painter} painter
 * @param {View} view
 * @param {number} row
 * @param {Marked["neighbors"]} neighbors
 * @param {Box[]} taken
 */
function paintLens(pen, { lens, write }, view, row, neighbors, taken) {
  if (!lens) return;
  const at = toPixels(view.screen, placeOf(view.model, row));
  const seen = drawGlass(pen, view, lens, row);
  drawItem(pen, view, at, taken, true);
  taken.push(lens.screen.frame);
  /** @type {Box[]} */
  const within = [];
  drawNeighbors(pen, seen, row, neighbors, within, true);
  write(pen, namesIn(seen, neighbors), roomForNames(lens, view.screen.frame), within);
  taken.push(...within);
  write(pen, [itemText(view, view.model.items.labels[row], at, true)], view.screen.frame, taken);
}

/** @param {State} state @param {Marked} marked @returns {Set<number | null>} Those whose names are written anyway. */
function inQuestion({ matches }, { pinned, neighbors, analogy, query }) {
  const near = [...neighbors, ...(query?.neighbors ?? [])];
  return new Set([pinned, ...rowsOf(analogy), ...near.map((each) => each.row), ...matches.slice(0, MOST_MATCH_LABELS)]);
}

/** @param {Painter} painter @param {View} view @param {State} state @param {Marked} marked @returns {Text[]} */
function groupTexts(painter, view, { hidden, only }, { isPlane }) {
  const { screen } = view;
  if (screen.kind !== "plane") return [];
  const { names: whole, parts, spread } = groupsOf(painter, view.model);
  const near = magnified(screen, spread);
  const names = parts.length && near > PARTS_FROM ? parts : whole;
  if (near > (parts.length ? PARTS_TO : CLOSE_UP)) return [];
  if (isPlane || spriteSize(view.model, screen)) return []; // no heaps there; or they show what they are
  const seen = only && new Set(view.model.coloring.codes?.filter((_, row) => only[row]));
  return names
    .filter(({ code }) => !hidden.has(code) && (!seen || seen.has(code)))
    .map(({ code, text, place }) => groupText(view, text, code, place));
}

/** @param {Painter} painter @param {import("../data/model.js").Model} model */
function groupsOf({ groups }, model) {
  if (groups.key !== model.linear || groups.coloring !== model.coloring) {
    const spread = model.linear.map((axis) => extent(axis)).map(([low, high]) => high - low);
    Object.assign(groups, { key: model.linear, coloring: model.coloring, names: groupNames(model), parts: partNames(model), spread });
  }
  return groups;
}

/** @param {import("./screen.js").Plane} screen @param {number[]} spread @returns {number} How often all the points would fill the frame. */
function magnified({ line: [, bx, , by], frame: [left, top, right, bottom] }, [x, y]) {
  return Math.max(Math.abs(bx * x) / (right - left), Math.abs(by * y) / (bottom - top));
}

/**
 * Paint what follows the pointer.
 * @param {Painter} painter
 * @param {View} view
 * @param {number | null} row
 * @param {import("../data/neighbors.js").JudgedNeighbor[]} neighbors
 * @param {[number, number][]} corners Of a lasso or box being drawn.
 */
export function paintOver({ over, writeAround, lens, ink }, view, row, neighbors, corners) {
  const { screen, theme, model } = view;
  const pen = framed(over, screen);
  if (row !== null && lens?.holds.has(row)) {
    layer.ring(pen, toPixels(lens.screen, placeOf(model, row)), { color: theme.ink, radius: 9, width: 3, halo: theme.halo });
  } else if (row !== null) {
    /** @type {Box[]} */
    const taken = [];
    writeAround(pen, drawNeighbors(pen, view, row, neighbors, taken, false), screen.frame, taken, ink);
  }
  layer.outline(pen, corners, theme.ink);
  pen.restore();
}

/** @param {layer.Sheet} sheet @param {import("./screen.js").Screen} screen @returns {layer.Pen} That draws in the frame only. */
function framed(sheet, { width, height, frame }) {
  const pen = layer.cleared(sheet, width, height);
  pen.save();
  layer.clip(pen, frame);
  return pen;
}
