// A lens beside an item whose neighbours all lie on top of it: it shows them apart.

import { shortName, shortened } from "../data/format.js";
import { placeOf } from "../data/model.js";
import * as layer from "./layer.js";
import { drawDots } from "./marks.js";
import { toPixels } from "./screen.js";
import { itemText } from "./texts.js";

/** Pixels from the item within which all have to lie; farther out than the first it takes a knot of
 *  them, in which half have another so near that their rings meet. */
const [CLOSE, KNOTTED, MEETING] = [14, 30, 12];
/** Of the lens: its radius as a share of the frame and in pixels, what of it the neighbours fill. */
const [SHARE, SMALLEST, LARGEST, FILLED] = [0.25, 62, 112, 0.56];
/** A frame narrower or lower than this has no room for one; so far names may leave the glass. */
const [LEAST_WIDTH, LEAST_HEIGHT, OVER_THE_EDGE] = [480, 300, 44];
/** Where it may stand: directions, pixels between it and the item; how large, as a share of the usual. */
const [DIRECTIONS, BESIDE, SIZES] = [24, [26, 60, 110], [1, 0.8]];
/** So many points, and places of the coast, tell where the map is empty. */
const MOST_ASKED = 1500;
/** What a percent of them below it counts, and what each pixel away from the item, and each that the
 *  glass is smaller. */
const [HIDDEN, AWAY, SMALLER] = [10, 0.1, 0.5];
const [DOT, LONGEST] = [2.6, 22];

/**
 * @typedef {import("./painter.js").View} View
 * @typedef {import("./screen.js").Plane} Plane
 * @typedef {{screen: Plane, center: number[], radius: number, holds: Set<number>}} Lens `screen` is that
 *   of what is seen through it; `holds` are the item and its neighbours.
 */

/**
 * @param {View} view
 * @param {number} row
 * @param {{row: number}[]} neighbors
 * @returns {Lens | null} Null where they lie apart, or no magnifying would part them.
 */
export function lensOf({ model, screen }, row, neighbors) {
  if (screen.kind !== "plane" || neighbors.length < 2) return null;
  const rows = [row, ...neighbors.map((each) => each.row)];
  const places = rows.map((each) => toPixels(screen, placeOf(model, each)));
  const [item] = places;
  const far = Math.max(...places.map((each) => apart(each, item)));
  if (far > (isKnot(places) ? KNOTTED : CLOSE) || !isIn(item, screen.frame)) return null;
  const middle = [0, 1].map((axis) => {
    const values = places.map((each) => each[axis]);
    return (Math.min(...values) + Math.max(...values)) / 2;
  });
  const reach = Math.max(...places.map((each) => apart(each, middle)));
  if (!(reach > 0)) return null;
  const [left, top, right, bottom] = screen.frame;
  if (right - left < LEAST_WIDTH || bottom - top < LEAST_HEIGHT) return null;
  const side = Math.min(right - left, bottom - top);
  const seat = emptiest(screen, model, item, Math.min(LARGEST, Math.max(SMALLEST, SHARE * side)));
  if (!seat) return null;
  const { center, radius } = seat;
  return { screen: through(screen, middle, center, (FILLED * radius) / reach, radius), center, radius, holds: new Set(rows) };
}

/** @param {number[][]} places @returns {boolean} */
function isKnot(places) {
  const meeting = places.filter((one, at) => places.some((other, n) => n !== at && apart(one, other) < MEETING));
  return meeting.length * 2 >= places.length;
}

/** @param {Lens | null} lens @param {number} x @param {number} y @returns {boolean} Whether one looks through it there. */
export function isThrough(lens, x, y) {
  return Boolean(lens) && apart([x, y], /** @type {Lens} */ (lens).center) < /** @type {Lens} */ (lens).radius;
}

/**
 * @param {Plane} screen
 * @param {number[]} middle Of what is magnified.
 * @param {number[]} center Where that is seen.
 * @param {number} power
 * @param {number} radius
 * @returns {Plane}
 */
function through({ line: [ax, bx, ay, by], ...rest }, middle, center, power, radius) {
  const start = [ax, ay].map((at, axis) => center[axis] + power * (at - middle[axis]));
  return {
    ...rest, line: [start[0], power * bx, start[1], power * by],
    frame: [center[0] - radius, center[1] - radius, center[0] + radius, center[1] + radius],
  };
}

/**
 * @param {Plane} screen
 * @param {import("../data/model.js").Model} model
 * @param {number[]} item
 * @param {number} usual Radius.
 * @returns {{center: number[], radius: number} | null} Where around the item a lens hides least of the
 *   points and of the coast; null where none has room.
 */
function emptiest(screen, { linear, places }, item, usual) {
  const [left, top, right, bottom] = screen.frame;
  const crowds = [some(screen, linear[0].length, (at) => [linear[0][at], linear[1][at]])];
  const { coast } = places?.arrays ?? {};
  if (coast) crowds.push(some(screen, coast.length / 2, (at) => [coast[2 * at], coast[2 * at + 1]]));
  let [best, least] = [/** @type {{center: number[], radius: number} | null} */ (null), Infinity];
  for (const radius of SIZES.map((size) => size * usual)) {
    const inner = [left + radius, top + radius, right - radius, bottom - radius];
    for (const beside of BESIDE) {
      for (let turn = 0; turn < DIRECTIONS; turn += 1) {
        const angle = (2 * Math.PI * turn) / DIRECTIONS;
        const center = [Math.cos(angle), Math.sin(angle)].map((side, axis) => item[axis] + side * (radius + beside));
        if (!isIn(center, inner)) continue;
        const hidden = crowds.reduce((sum, crowd) => sum + shareWithin(crowd, center, radius), 0);
        const cost = 100 * HIDDEN * hidden + AWAY * beside + SMALLER * (usual - radius);
        if (cost < least) [best, least] = [{ center, radius }, cost];
      }
    }
  }
  return best;
}

/**
 * @param {Plane} screen
 * @param {number} count
 * @param {(at: number) => number[]} placeAt
 * @returns {number[][]} Where some of them are, in pixels.
 */
function some(screen, count, placeAt) {
  const step = Math.ceil(count / MOST_ASKED);
  return Array.from({ length: Math.ceil(count / step) }, (_, at) => toPixels(screen, placeAt(at * step)));
}

/** @param {number[][]} crowd @param {number[]} center @param {number} radius */
function shareWithin(crowd, [x, y], radius) {
  let within = 0;
  for (const place of crowd) if ((place[0] - x) ** 2 + (place[1] - y) ** 2 < radius * radius) within += 1;
  return within / crowd.length;
}

/**
 * The glass, and the points that are seen through it.
 * @param {layer.Pen} pen
 * @param {View} view
 * @param {Lens} lens
 * @param {number} row
 * @returns {View} What is seen through it, to draw marks on.
 */
export function drawGlass(pen, view, { screen, center, radius }, row) {
  const { model, theme } = view;
  const item = toPixels(view.screen, placeOf(model, row));
  const far = apart(item, center);
  const toward = center.map((value, axis) => (value - item[axis]) / far);
  const edge = item.slice(0, 2).map((value, axis) => value + toward[axis] * (far - radius));
  layer.line(pen, item, edge, { color: theme.ink, width: 1, halo: theme.halo });
  layer.ring(pen, center, { color: theme.muted, radius, fill: theme.card, width: 1.2, halo: theme.halo });
  const rows = [];
  for (let each = 0; each < model.count; each += 1) {
    if (view.isShown(each) && apart(toPixels(screen, placeOf(model, each)), center) < radius - DOT) rows.push(each);
  }
  drawDots(pen, { model, screen }, rows, DOT);
  return { ...view, screen, dot: DOT };
}

/** @param {Lens} lens @param {number[]} frame Of the map. @returns {import("./labels.js").Box} Where names may stand. */
export function roomForNames({ screen: { frame: [left, top, right, bottom] } }, frame) {
  return [Math.max(frame[0], left - OVER_THE_EDGE), top, Math.min(frame[2], right + OVER_THE_EDGE), bottom];
}

/** @param {View} seen Through the lens. @param {{row: number}[]} neighbors @returns {import("./texts.js").Text[]} Their names. */
export function namesIn(seen, neighbors) {
  const { items } = seen.model;
  return neighbors.map(({ row }) => {
    const name = shortened(shortName(items.labels[row], items.placed), LONGEST);
    return itemText(seen, name, toPixels(seen.screen, placeOf(seen.model, row)));
  });
}

/** @param {number[]} one @param {number[]} other */
function apart([x, y], other) {
  return Math.hypot(x - other[0], y - other[1]);
}

/** @param {number[]} place @param {number[]} frame */
function isIn([x, y], [left, top, right, bottom]) {
  return x >= left && x <= right && y >= top && y <= bottom;
}
