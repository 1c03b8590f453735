// Points going from where they were to where they go, drawn on the canvas above while Plotly's own
// are hidden: on the screen, so it works between any two pictures, flat or not.

import { eased } from "../data/align.js";
import { byHue } from "../data/colors.js";
import { IN_SCENE, markerSize, pointOpacity } from "./figure.js";
import { cleared } from "./layer.js";
import { allToPixels } from "./screen.js";

const DURATION = 800;
const MOST_POINTS = 20000;

/**
 * @typedef {{from: number[], to: number[], draw: (pen: import("./layer.js").Pen, at: number[]) => void}}
 *   Guest One who moves with the points and is none of them; in pixels.
 */

/**
 * @param {import("../data/model.js").Model} model
 * @param {import("./screen.js").Screen} screen
 * @returns {{xs: Float32Array, ys: Float32Array}} Where everyone is now.
 */
export function snapshot(model, screen) {
  return allToPixels(screen, model.linear);
}

export function mayMove() {
  return !matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {{from: {xs: Float32Array, ys: Float32Array}, model: import("../data/model.js").Model,
 *   screen: import("./screen.js").Screen, pairs: [number, number][],
 *   isShown: (row: number) => boolean, guest: Guest | null}} way `pairs` are (new row, old row).
 * @param {() => void} done
 * @returns {() => void} Ends it at once.
 */
export function morph(canvas, { from, model, screen, pairs, isShown, guest }, done) {
  const to = allToPixels(screen, model.linear);
  const step = Math.ceil(pairs.length / MOST_POINTS);
  const moving = byHue(pairs.filter(([row], at) => at % step === 0 && isShown(row)), ([row]) => row, model.coloring);
  const radius = (markerSize(model.count) * (screen.kind === "scene" ? IN_SCENE : 1)) / 2;
  const start = performance.now();
  let frame = requestAnimationFrame(draw);

  /** @param {number} now */
  function draw(now) {
    const share = Math.min(1, Math.max(0, (now - start) / DURATION));
    const gone = eased(share);
    const pen = cleared(canvas, screen.width, screen.height);
    pen.globalAlpha = pointOpacity(model.count);
    for (const [hue, rows] of moving) {
      pen.fillStyle = hue;
      pen.beginPath();
      for (const [row, old] of rows) {
        const x = from.xs[old] + (to.xs[row] - from.xs[old]) * gone;
        const y = from.ys[old] + (to.ys[row] - from.ys[old]) * gone;
        pen.moveTo(x + radius, y);
        pen.arc(x, y, radius, 0, 7);
      }
      pen.fill();
    }
    pen.globalAlpha = 1;
    if (guest) guest.draw(pen, guest.from.map((value, axis) => value + (guest.to[axis] - value) * gone));
    if (share < 1) frame = requestAnimationFrame(draw);
    else done();
  }

  return () => {
    cancelAnimationFrame(frame);
    done();
  };
}
