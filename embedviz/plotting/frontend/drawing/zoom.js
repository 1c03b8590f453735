// From where to look so that some items are seen, and fill most of the picture (pure).

/** Pixels left and right for names, above and below; at most so much of the room. */
const [BESIDE, ABOVE, MOST] = [170, 44, 0.25];
const LEAST = 0.02;
/** Half of the angle that a scene's camera sees, and how much farther it goes for the sake of names. */
const [HALF_ANGLE, FARTHER, NEAREST] = [Math.PI / 8, 1.35, 0.06];

/**
 * @typedef {{width: number, height: number, ratio: number | null}} Room In pixels; `ratio` is how many
 *   times as long the second axis draws its units, where the two are tied.
 */

/**
 * @param {Float32Array[]} linear Logarithms taken where an axis is one, as Plotly's ranges count.
 * @param {number[]} rows
 * @param {Room} room
 * @param {number} [least] The least part of the whole that they are taken to fill.
 * @param {number[][]} [places] That are to be seen besides the rows.
 * @returns {[number, number][]} From and to, an axis.
 */
export function rangesAround(linear, rows, { width, height, ratio }, least = LEAST, places = []) {
  const boxes = linear.map((axis, each) => {
    const [low, high] = ends([...rows.map((row) => axis[row]), ...places.map((place) => place[each])]);
    const [from, to] = ends(axis);
    return { middle: (low + high) / 2, spread: Math.max(high - low, least * (to - from)) };
  });
  const inner = [width - 2 * Math.min(BESIDE, MOST * width), height - 2 * Math.min(ABOVE, MOST * height)];
  const scales = boxes.map(({ spread }, axis) => inner[axis] / spread);
  if (ratio) {
    const [across, up] = scales;
    [scales[0], scales[1]] = [Math.min(across, up / ratio), Math.min(across * ratio, up)];
  }
  return boxes.map(({ middle }, axis) => {
    const half = [width, height][axis] / 2 / scales[axis];
    return [middle - half, middle + half];
  });
}

/**
 * @param {number[][]} places That are to be seen, as the camera counts.
 * @param {import("../data/wire.js").Camera} camera As it is.
 * @param {number} shape Width of the picture by its height.
 * @returns {import("../data/wire.js").Camera} From the same side, as near as it may be.
 */
export function cameraAround(places, { eye, center, up }, shape) {
  const boxes = [0, 1, 2].map((axis) => ends(places.map((place) => place[axis])));
  const middle = boxes.map(([low, high]) => (low + high) / 2);
  const radius = Math.max(...places.map((place) => Math.hypot(...place.map((value, axis) => value - middle[axis]))));
  const away = Math.max(NEAREST, (FARTHER * radius) / Math.sin(HALF_ANGLE) / Math.min(1, shape));
  const side = [eye.x - center.x, eye.y - center.y, eye.z - center.z];
  const length = Math.hypot(...side) || 1;
  const [x, y, z] = middle.map((value, axis) => value + (side[axis] / length) * away);
  return { eye: { x, y, z }, center: { x: middle[0], y: middle[1], z: middle[2] }, up };
}

/** @param {ArrayLike<number>} values @returns {[number, number]} */
function ends(values) {
  let [low, high] = [Infinity, -Infinity];
  for (let at = 0; at < values.length; at += 1) {
    if (values[at] < low) low = values[at];
    if (values[at] > high) high = values[at];
  }
  return [low, high];
}

/**
 * @param {[number, number][]} ranges Of a plane.
 * @returns {Record<string, any>} As Plotly.relayout takes them.
 */
export function asLayout(ranges) {
  return Object.fromEntries(ranges.map((range, axis) => [`${"xy"[axis]}axis.range`, range]));
}

/**
 * @param {import("../data/wire.js").Camera | null} camera Of a scene, at first.
 * @returns {Record<string, any>} All of the picture, as Plotly.relayout takes it.
 */
export function everything(camera) {
  return camera ? { "scene.camera": camera } : { "xaxis.autorange": true, "yaxis.autorange": true };
}
