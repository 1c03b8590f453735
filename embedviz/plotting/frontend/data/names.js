// Which names may stand on the picture, besides the items in question (pure): items in their order,
// which is that of importance; names of groups where a group lies together.

import { toPixels } from "../drawing/screen.js";
import { shortName } from "./format.js";

const MOST_TRIED = 260;
const MOST_LOOKED_AT = { plane: 200000, scene: 4000 };
const MOST_MEMBERS = 4000;

/**
 * @param {import("./model.js").Model} model
 * @param {import("../drawing/screen.js").Screen} screen
 * @param {(row: number) => boolean} isShown
 * @param {Set<number | null>} without
 * @returns {{row: number, text: string, at: number[]}[]} The more one zooms in, the further down
 *   the order.
 */
export function namesInView({ items, linear, count }, screen, isShown, without) {
  if (!items.named) return [];
  const found = [];
  const [left, top, right, bottom] = screen.frame;
  const place = linear.map(() => 0);
  for (let row = 0; row < Math.min(count, MOST_LOOKED_AT[screen.kind]); row += 1) {
    for (let axis = 0; axis < place.length; axis += 1) place[axis] = linear[axis][row];
    const at = toPixels(screen, place);
    if (screen.kind === "scene" && at[2] <= 0) continue; // behind the eye
    if (at[0] < left || at[0] > right || at[1] < top || at[1] > bottom) continue;
    if (without.has(row) || !isShown(row)) continue;
    found.push({ row, text: shortName(items.labels[row], items.placed), at });
    if (found.length >= MOST_TRIED) break;
  }
  return found;
}

/**
 * @typedef {{code: number, text: string, place: number[], count: number}} GroupName
 * @param {import("./model.js").Model} model
 * @returns {GroupName[]} The midst of each group that lies together, the largest first: half of its
 *   members are nearer to it than 0.6 of the picture's spread.
 */
export function groupNames(model) {
  const { codes, names } = model.coloring;
  return codes ? heapNames(model, codes, names, (code) => code) : [];
}

/** @param {import("./model.js").Model} model @returns {GroupName[]} The same of the parts of groups, where there are any. */
export function partNames(model) {
  const { finer } = model.coloring;
  return finer ? heapNames(model, finer.codes, finer.names, (part) => finer.within[part]) : [];
}

/**
 * @param {import("./model.js").Model} model
 * @param {Uint8Array | Uint16Array} codes
 * @param {string[]} names
 * @param {(heap: number) => number} groupOf
 * @returns {GroupName[]}
 */
function heapNames({ coloring, linear, places, theme }, codes, names, groupOf) {
  if (!coloring.named || (places.hasUnits && !places.stretch.length)) return [];
  const spread = linear.reduce((sum, axis) => sum + deviation(axis), 0) / linear.length;
  const all = membersOf(codes, names.length);
  return names.flatMap((text, heap) => {
    const code = groupOf(heap);
    const members = thinned(all[heap]);
    if (!members.length || coloring.hues[code] === theme.other) return []; // those in no group have no name
    const place = linear.map((axis) => median(members.map((row) => axis[row])));
    const away = members.map((row) => Math.hypot(...linear.map((axis, d) => axis[row] - place[d])));
    return median(away) < 0.6 * spread ? [{ code, text, place, count: all[heap].length }] : [];
  }).sort((one, other) => other.count - one.count);
}

/** @param {Uint8Array | Uint16Array} codes @param {number} count @returns {number[][]} The rows of each group. */
function membersOf(codes, count) {
  /** @type {number[][]} */
  const all = Array.from({ length: count }, () => []);
  for (let row = 0; row < codes.length; row += 1) all[codes[row]]?.push(row);
  return all;
}

/** @param {number[]} all */
function thinned(all) {
  const step = Math.ceil(all.length / MOST_MEMBERS);
  return step > 1 ? all.filter((_, at) => at % step === 0) : all;
}

/** @param {number[]} values */
function median(values) {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.floor(sorted.length / 2)];
}

/** @param {Float32Array} values */
function deviation(values) {
  let [sum, squares] = [0, 0];
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / values.length;
  return Math.sqrt(Math.max(squares / values.length - mean * mean, 0));
}
