// A grid over points in the plane that finds the nearest to a place (pure): built in one pass, so
// a million points cost a few dozen milliseconds and a search a few microseconds.

const POINTS_PER_CELL = 4;
const MOST_CELLS = 1 << 20;

/**
 * @typedef {{xs: ArrayLike<number>, ys: ArrayLike<number>, left: number, top: number,
 *   width: number, height: number, columns: number, rows: number, starts: Uint32Array,
 *   members: Uint32Array}} Grid
 */

/**
 * @param {ArrayLike<number>} xs Points that are not finite are left out.
 * @param {ArrayLike<number>} ys
 * @returns {Grid}
 */
export function makeGrid(xs, ys) {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < xs.length; i += 1) {
    if (!(Number.isFinite(xs[i]) && Number.isFinite(ys[i]))) continue;
    if (xs[i] < left) left = xs[i];
    if (xs[i] > right) right = xs[i];
    if (ys[i] < top) top = ys[i];
    if (ys[i] > bottom) bottom = ys[i];
  }
  if (left > right) [left, right, top, bottom] = [0, 1, 0, 1];
  const side = Math.max(1, Math.floor(Math.sqrt(Math.min(xs.length / POINTS_PER_CELL, MOST_CELLS))));
  const grid = {
    xs, ys, left, top, columns: side, rows: side,
    width: (right - left) / side || 1, height: (bottom - top) / side || 1,
    starts: new Uint32Array(side * side + 1), members: new Uint32Array(0),
  };
  const cells = new Int32Array(xs.length);
  for (let i = 0; i < xs.length; i += 1) {
    const known = Number.isFinite(xs[i]) && Number.isFinite(ys[i]);
    cells[i] = known ? row(grid, ys[i]) * side + column(grid, xs[i]) : -1;
    if (known) grid.starts[cells[i] + 1] += 1;
  }
  for (let cell = 0; cell < side * side; cell += 1) grid.starts[cell + 1] += grid.starts[cell];
  grid.members = new Uint32Array(grid.starts[side * side]);
  const next = grid.starts.slice();
  for (let i = 0; i < xs.length; i += 1) if (cells[i] >= 0) grid.members[next[cells[i]]++] = i;
  return grid;
}

/**
 * Find the point nearest to (x, y) within an ellipse: a circle of pixels is one in data.
 * @param {Grid} grid
 * @param {number} x
 * @param {number} y
 * @param {number} reachX
 * @param {number} reachY
 * @param {(index: number, share: number) => number} [cost] Smaller is better; the squared share of
 *   the reach where none is given, Infinity leaves a point out.
 * @returns {number} Its index, or -1.
 */
export function nearestIn(grid, x, y, reachX, reachY, cost = (_, share) => share) {
  let best = -1;
  let least = Infinity;
  for (let r = row(grid, y - reachY); r <= row(grid, y + reachY); r += 1) {
    for (let c = column(grid, x - reachX); c <= column(grid, x + reachX); c += 1) {
      const cell = r * grid.columns + c;
      for (let at = grid.starts[cell]; at < grid.starts[cell + 1]; at += 1) {
        const i = grid.members[at];
        const share = ((grid.xs[i] - x) / reachX) ** 2 + ((grid.ys[i] - y) / reachY) ** 2;
        if (share > 1) continue;
        const paid = cost(i, share);
        if (paid < least) [best, least] = [i, paid];
      }
    }
  }
  return best;
}

/** @param {Grid} grid @param {number} x */
function column(grid, x) {
  return Math.min(grid.columns - 1, Math.max(0, Math.floor((x - grid.left) / grid.width)));
}

/** @param {Grid} grid @param {number} y */
function row(grid, y) {
  return Math.min(grid.rows - 1, Math.max(0, Math.floor((y - grid.top) / grid.height)));
}
