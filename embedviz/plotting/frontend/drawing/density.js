// Where points lie on top of one another, how many: in the dark such a heap glows, on a light ground
// it deepens, so that a heap of thousands has a shape and isn't one flat patch.

import { channels, extent, hueOf } from "../data/colors.js";

const [CELLS, FEWEST] = [240, 1500];
/** How often a place is covered by points before it shows, and by how many doublings more it shows most. */
const [COVERED, DOUBLINGS] = [2, 5];
/** How strong it is at most, and how much of white or ink is in its colour at least and besides. */
const LOOKS = { dark: { most: 0.62, least: 0.12, more: 0.6 }, light: { most: 0.5, least: 0.1, more: 0.42 } };
/** Drawn anew when a point covers so much more or less of a cell, in doublings. */
const STEPS = 4;

/**
 * @typedef {import("./painter.js").View} View
 * @typedef {{counts: Float32Array, colors: Float32Array[], box: number[][]}} Heaps
 * @typedef {{key: any[], heaps: Heaps | null, level: number, canvas: HTMLCanvasElement | null}} Density
 */

/** @returns {Density} */
export function makeDensity() {
  return { key: [], heaps: null, level: NaN, canvas: null };
}

/**
 * @param {Density} density
 * @param {import("./layer.js").Pen} pen
 * @param {View} view
 * @param {any[]} shown Changes where others are shown.
 */
export function drawDensity(density, pen, view, shown) {
  const { model, screen, theme, dot } = view;
  if (screen.kind !== "plane" || model.count < FEWEST) return;
  const key = [model.linear, model.coloring, theme, ...shown];
  if (!density.heaps || key.some((each, at) => each !== density.key[at])) {
    Object.assign(density, { key, heaps: heapsOf(view), level: NaN, canvas: density.canvas ?? document.createElement("canvas") });
  }
  const { heaps, canvas } = density;
  if (!heaps || !canvas) return;
  const { line: [ax, bx, ay, by] } = screen;
  const [[west, east], [south, north]] = heaps.box;
  const [width, height] = [bx * (east - west), -by * (north - south)];
  const level = Math.round(STEPS * Math.log2((Math.PI * dot * dot * CELLS * CELLS) / (width * height)));
  if (level !== density.level) {
    density.level = level;
    paintHeaps(canvas, heaps, 2 ** (level / STEPS), theme.name);
  }
  pen.imageSmoothingEnabled = true;
  pen.imageSmoothingQuality = "high";
  pen.drawImage(canvas, ax + bx * west, ay + by * north, width, height);
}

/** @param {View} view @returns {Heaps} How many points lie in each cell, and the sum of their colours. */
function heapsOf({ model: { linear, coloring, count }, isShown }) {
  const box = linear.slice(0, 2).map((axis) => extent(axis)).map(([low, high]) => {
    const room = (high - low) * 0.02;
    return [low - room, high + room];
  });
  const counts = new Float32Array(CELLS * CELLS);
  const colors = [0, 1, 2].map(() => new Float32Array(CELLS * CELLS));
  const [[west, east], [south, north]] = box;
  /** @type {Map<string, number[]>} */
  const known = new Map();
  for (let row = 0; row < count; row += 1) {
    if (!isShown(row)) continue;
    const column = Math.floor((CELLS * (linear[0][row] - west)) / (east - west));
    const line = Math.floor((CELLS * (north - linear[1][row])) / (north - south));
    if (!(column >= 0 && column < CELLS && line >= 0 && line < CELLS)) continue;
    const hue = hueOf(coloring, row);
    let color = known.get(hue);
    if (!color) known.set(hue, color = channels(hue));
    const cell = line * CELLS + column;
    counts[cell] += 1;
    for (let each = 0; each < 3; each += 1) colors[each][cell] += color[each];
  }
  return { counts: blurred(counts), colors: colors.map(blurred), box };
}

/** @param {Float32Array} cells @returns {Float32Array} Each with a share of its neighbours. */
function blurred(cells) {
  return [1, CELLS, 1, CELLS].reduce((before, step) => {
    const after = new Float32Array(before.length);
    for (let at = step; at < before.length - step; at += 1) {
      after[at] = (before[at - step] + 2 * before[at] + before[at + step]) / 4;
    }
    return after;
  }, cells);
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Heaps} heaps
 * @param {number} covers How much of a cell one point covers.
 * @param {"light" | "dark"} ground
 */
function paintHeaps(canvas, { counts, colors }, covers, ground) {
  const { most, least, more } = LOOKS[ground];
  Object.assign(canvas, { width: CELLS, height: CELLS });
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const image = pen.createImageData(CELLS, CELLS);
  const highest = counts.reduce((high, each) => Math.max(high, each), 0);
  const range = Math.max(DOUBLINGS, Math.log2((covers * highest) / COVERED));
  const toward = ground === "dark" ? 255 : 20;
  for (let cell = 0; cell < counts.length; cell += 1) {
    const share = Math.min(1, Math.log2((covers * counts[cell]) / COVERED) / range);
    if (!(share > 0)) continue;
    const mixed = least + more * share ** 2;
    for (let each = 0; each < 3; each += 1) {
      const own = colors[each][cell] / counts[cell];
      image.data[4 * cell + each] = own + (toward - own) * mixed;
    }
    image.data[4 * cell + 3] = 255 * most * share;
  }
  pen.putImageData(image, 0, 0);
}
