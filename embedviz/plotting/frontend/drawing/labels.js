// Labels that don't collide (pure): the most important first, each on the first of eight sides of
// its point where it covers nothing; the greedy placement of J. Christensen, J. Marks, S. Shieber:
// An Empirical Study of Algorithms for Point-Feature Label Placement, ACM TOG 14 (1995).

const SIDES = [[1, 0], [-1, 0], [0, -1], [0, 1], [1, -1], [1, 1], [-1, -1], [-1, 1]];
const LINE_HEIGHT = 1.3;
const CELL = 64;

/**
 * @typedef {{x: number, y: number, width: number, size: number, gap: number, apart?: number}} Wish
 *   A text of this width and type size wants to stand `gap` pixels from (x, y), and `apart` from
 *   what stands beside it.
 * @typedef {[number, number, number, number]} Box left, top, right, bottom
 */

/**
 * @param {Wish[]} wishes The most important first.
 * @param {Box} frame No label leaves it.
 * @param {Box[]} [taken] What may not be covered.
 * @param {number} [most] How many at most.
 * @returns {(Box | null)[]} Where each stands; null where it finds no room.
 */
export function placeLabels(wishes, frame, taken = [], most = Infinity) {
  const board = makeBoard();
  taken.forEach((box) => board.add(box));
  let placed = 0;
  return wishes.map((wish) => {
    if (placed >= most) return null;
    for (const side of SIDES) {
      const box = boxAt(wish, side);
      if (!isInside(box, frame) || board.isTaken(widened(box, wish.apart))) continue;
      board.add(box);
      placed += 1;
      return box;
    }
    return null;
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
