// Turning a new picture like the one before (pure): the rotation or reflection that brings its
// points closest to where they were. P. Schönemann: A generalized solution of the orthogonal
// Procrustes problem, Psychometrika 31 (1966); in the plane it has a closed form.

const MOST_POINTS = 20000;

/**
 * @typedef {{middle: [number, number], matrix: [number, number, number, number]}} Turn
 *   x' = a x + b y, y' = c x + d y about the middle.
 */

/**
 * @param {Float32Array[]} axes The new coordinates, two arrays.
 * @param {Float32Array[]} before The old ones.
 * @param {[number, number][]} pairs (new row, old row) of the items that both show.
 * @param {boolean} onlyFlips Whether axes have a meaning, so that they may turn round, not rotate.
 * @returns {Turn | null} Null where the picture stays as it is.
 */
export function turnOf(axes, before, pairs, onlyFlips = false) {
  if (axes.length !== 2 || before.length !== 2 || pairs.length < 3) return null;
  const step = Math.ceil(pairs.length / MOST_POINTS);
  const used = pairs.filter((_, at) => at % step === 0);
  const [mx, my] = axes.map((axis) => mean(used, (pair) => axis[pair[0]]));
  const [ux, uy] = before.map((axis) => mean(used, (pair) => axis[pair[1]]));
  let [xx, xy, yx, yy] = [0, 0, 0, 0];
  for (const [now, then] of used) {
    const [x, y] = [axes[0][now] - mx, axes[1][now] - my];
    const [u, v] = [before[0][then] - ux, before[1][then] - uy];
    xx += x * u;
    xy += x * v;
    yx += y * u;
    yy += y * v;
  }
  /** @type {Turn["matrix"]} */
  const matrix = onlyFlips
    ? [Math.sign(xx) || 1, 0, 0, Math.sign(yy) || 1]
    : nearestTurn(xx, xy, yx, yy);
  return matrix.join() === "1,0,0,1" ? null : { middle: [mx, my], matrix };
}

/**
 * @param {Turn | null} turn
 * @param {number[]} place One number an axis.
 * @returns {number[]}
 */
export function turnedPlace(turn, place) {
  if (!turn) return place;
  const { middle: [mx, my], matrix: [a, b, c, d] } = turn;
  const [x, y] = [place[0] - mx, place[1] - my];
  return [a * x + b * y + mx, c * x + d * y + my];
}

/**
 * @param {Float32Array[]} axes
 * @param {Turn | null} turn
 * @returns {Float32Array[]} All places turned.
 */
export function turnedAll(axes, turn) {
  if (!turn) return axes;
  const { middle: [mx, my], matrix: [a, b, c, d] } = turn;
  const [newX, newY] = [new Float32Array(axes[0].length), new Float32Array(axes[0].length)];
  for (let i = 0; i < newX.length; i += 1) {
    const [x, y] = [axes[0][i] - mx, axes[1][i] - my];
    newX[i] = a * x + b * y + mx;
    newY[i] = c * x + d * y + my;
  }
  return [newX, newY];
}

/**
 * @param {Float32Array[]} axes
 * @param {Float32Array[]} before
 * @param {[number, number][]} pairs
 * @param {boolean} onlyFlips
 * @returns {Float32Array[]} The new coordinates, turned about their middle.
 */
export function aligned(axes, before, pairs, onlyFlips = false) {
  return turnedAll(axes, turnOf(axes, before, pairs, onlyFlips));
}

/**
 * The better of the best rotation and the best reflection.
 * @param {number} xx
 * @param {number} xy
 * @param {number} yx
 * @param {number} yy
 * @returns {[number, number, number, number]} x' = a x + b y, y' = c x + d y
 */
function nearestTurn(xx, xy, yx, yy) {
  const rotation = Math.hypot(xx + yy, xy - yx);
  const reflection = Math.hypot(xx - yy, xy + yx);
  if (rotation === 0 && reflection === 0) return [1, 0, 0, 1];
  if (rotation >= reflection) {
    const [cos, sin] = [(xx + yy) / rotation, (xy - yx) / rotation];
    return [cos, -sin, sin, cos];
  }
  const [cos, sin] = [(xx - yy) / reflection, (xy + yx) / reflection];
  return [cos, sin, sin, -cos];
}

/** @param {[number, number][]} pairs @param {(pair: [number, number]) => number} of */
function mean(pairs, of) {
  return pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length;
}

/**
 * @param {string[]} now Labels.
 * @param {string[]} then
 * @returns {[number, number][]} (new row, old row) of the labels that are in both.
 */
export function pairsOf(now, then) {
  if (now === then) return now.map((_, row) => [row, row]);
  const rows = new Map(then.map((label, row) => [label, row]));
  return now.flatMap((label, row) => {
    const old = rows.get(label);
    return old === undefined ? [] : [/** @type {[number, number]} */ ([row, old])];
  });
}

/**
 * Where what is drawn is something else than before: nobody keeps a label, so everyone goes somewhere.
 * @param {number} now How many there are.
 * @param {number} then
 * @returns {[number, number][]} (new row, old row), each row at least once.
 */
export function allPairs(now, then) {
  const most = Math.max(now, then);
  return Array.from({ length: most }, (_, at) => [Math.floor(at * now / most), Math.floor(at * then / most)]);
}

/**
 * @param {number} share 0 to 1
 * @returns {number} The same, slow at both ends.
 */
export function eased(share) {
  return share < 0.5 ? 4 * share ** 3 : 1 - (2 - 2 * share) ** 3 / 2;
}
