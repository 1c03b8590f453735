// Labels that don't collide (pure): the most important first, each on the first of eight sides of
// its point where it covers nothing; the greedy placement of J. Christensen, J. Marks, S. Shieber:
// An Empirical Study of Algorithms for Point-Feature Label Placement, ACM TOG 14 (1995).

import { NO_INK } from "./ink.js";

const SIDES = [[1, 0], [-1, 0], [0, -1], [0, 1], [1, -1], [1, 1], [-1, -1], [-1, 1]];
const MIDST = [0, 0];
const LINE_HEIGHT = 1.3;
/** Where a column may stand: pixels beside its point, shares of its height above or below. */
const [BESIDE, SHIFTS] = [[26, 50, 84, 130, 190], [0, -0.25, 0.25, -0.5, 0.5, -0.8, 0.8]];
/** Pixels further away that a column goes for the sake of a tenth fewer points below it. */
const WORTH = 30;
const CELL = 64;

/** @typedef {import("./ink.js").Ink} Ink */

/**
 * @typedef {{x: number, y: number, width: number, size: number, gap: number, apart?: number,
 *   ink?: number, isCentred?: boolean}} Wish A text of this width and type size wants to stand `gap` pixels from
 *   (x, y), or right on it, and `apart` from what stands beside it;
 *   points cover at most `ink` of where it stands.
 * @typedef {[number, number, number, number]} Box left, top, right, bottom
 */

/**
 * @param {Wish[]} wishes The most important first.
 * @param {Box} frame No label leaves it.
 * @param {Box[]} [taken] What may not be covered.
 * @param {number} [most] How many at most.
 * @param {Ink} [ink]
 * @returns {(Box | null)[]} Where each stands; null where it finds no room.
 */
export function placeLabels(wishes, frame, taken = [], most = Infinity, ink = NO_INK) {
  const board = makeBoard();
  taken.forEach((box) => board.add(box));
  let placed = 0;
  return wishes.map((wish) => {
    if (placed >= most) return null;
    for (const side of wish.isCentred ? [MIDST, ...SIDES] : SIDES) {
      const box = boxAt(wish, side);
      if (!isInside(box, frame) || board.isTaken(widened(box, wish.apart))) continue;
      if (wish.ink !== undefined && ink(box) > wish.ink) continue;
      board.add(box);
      placed += 1;
      return box;
    }
    return null;
  });
}

/**
 * Lines of text one below the other beside a place, where they cover nothing, and as few points as
 * may be.
 * @param {{width: number, size: number}[]} lines
 * @param {[number, number]} ends How far to the left and right the place goes.
 * @param {number} y
 * @param {Box} frame
 * @param {Box[]} taken
 * @param {Ink} [ink]
 * @returns {Box[] | null} Null where there is no room.
 */
export function placeColumn(lines, [from, to], y, frame, taken, ink = NO_INK) {
  const heights = lines.map(({ size }) => size * LINE_HEIGHT);
  const height = heights.reduce((sum, each) => sum + each, 0);
  const width = Math.max(...lines.map((each) => each.width));
  const board = makeBoard();
  taken.forEach((box) => board.add(box));
  /** @type {{block: Box, cost: number} | null} */
  let best = null;
  for (const beside of BESIDE) {
    for (const shift of SHIFTS) {
      const top = y + (shift - 0.5) * height;
      for (const left of [to + beside, from - beside - width]) {
        const block = /** @type {Box} */ ([left, top, left + width, top + height]);
        if (!isInside(block, frame) || board.isTaken(block)) continue;
        const cost = beside + 10 * WORTH * ink(block);
        if (!best || cost < best.cost) best = { block, cost };
      }
    }
  }
  return best && stacked(lines, heights, best.block, best.block[0] < from);
}

/** @param {{width: number}[]} lines @param {number[]} heights @param {Box} block @param {boolean} toRight @returns {Box[]} */
function stacked(lines, heights, [left, top, right], toRight) {
  let next = top;
  return lines.map(({ width }, at) => {
    const [above, below] = [next, next + heights[at]];
    next = below;
    return toRight ? [right - width, above, right, below] : [left, above, left + width, below];
  });
}

/** @param {Wish} wish @param {number[]} side @returns {Box} */
function boxAt({ x, y, width, size, gap }, [across, down]) {
  const height = size * LINE_HEIGHT;
  const left = x + gap * across + (width * (across - 1)) / 2;
  const top = y + gap * down + (height * (down - 1)) / 2;
  return [left, top, left + width, top + height];
}

/** @param {Box} box @returns {Box} */
function widened([left, top, right, bottom], apart = 0) {
  return [left - apart, top, right + apart, bottom];
}

/** @param {Box} box @param {Box} frame */
function isInside(box, frame) {
  return box[0] >= frame[0] && box[1] >= frame[1] && box[2] <= frame[2] && box[3] <= frame[3];
}

/** Boxes in cells, so that a new one is compared with its surroundings alone. */
function makeBoard() {
  /** @type {Map<number, Box[]>} */
  const cells = new Map();
  const cellsOf = (/** @type {Box} */ box) => {
    const found = [];
    for (let c = Math.floor(box[0] / CELL); c <= Math.floor(box[2] / CELL); c += 1) {
      for (let r = Math.floor(box[1] / CELL); r <= Math.floor(box[3] / CELL); r += 1) {
        found.push(c * 4096 + r);
      }
    }
    return found;
  };
  return {
    /** @param {Box} box */
    add(box) {
      for (const cell of cellsOf(box)) {
        const known = cells.get(cell);
        if (known) known.push(box);
        else cells.set(cell, [box]);
      }
    },
    /** @param {Box} box */
    isTaken: (box) => cellsOf(box).some((cell) => cells.get(cell)?.some((other) => meet(box, other))),
  };
}

/** @param {Box} a @param {Box} b */
function meet(a, b) {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}
