// What lies below the points: coast lines under a map; in place of dots, images of the items.

import { clip, cleared } from "./layer.js";
import { makeSprites } from "./sprites.js";

const EDGE = 0.05;
const [POLE, DATE_LINE] = [-90, 180];
/** Images in a file have so many pixels for one of the screen. */
const FINE = 2;
const [HAIR, INK, LAND] = [0.8, 0.45, 0.4];

/** @typedef {import("./painter.js").View} View */

/** @param {HTMLCanvasElement} sheet @param {HTMLCanvasElement} glow Above the points. */
export function makeGround(sheet, glow) {
  return { sheet, glow, sprites: makeSprites() };
}

/**
 * @param {ReturnType<typeof makeGround>} ground
 * @param {View} view
 */
export function paintGround({ sheet, sprites }, view) {
  const { width, height, frame } = view.screen;
  const pen = /** @type {CanvasRenderingContext2D} */ (cleared(sheet, width, height));
  pen.save();
  clip(pen, frame);
  drawCoast(pen, view);
  sheet.toggleAttribute("data-sprites", sprites.draw(pen, view));
  pen.restore();
}

/**
 * The same for a file, as strong as the page shows it.
 * @param {import("./layer.js").Pen} pen
 * @param {ReturnType<typeof makeGround>} ground
 * @param {View} view
 */
export function copyGround(pen, { sheet, sprites }, view) {
  drawCoast(pen, view);
  if (!sheet.hasAttribute("data-sprites")) return;
  const { width, height } = view.screen;
  const own = document.createElement("canvas");
  Object.assign(own, { width: width * FINE, height: height * FINE });
  const images = /** @type {CanvasRenderingContext2D} */ (own.getContext("2d"));
  images.scale(FINE, FINE);
  sprites.draw(images, view);
  pen.globalAlpha = Number(getComputedStyle(sheet).opacity);
  pen.drawImage(own, 0, 0, width, height);
  pen.globalAlpha = 1;
}

/**
 * Land as a light area with a hairline round it, where both axes are degrees.
 * @param {import("./layer.js").Pen} pen
 * @param {View} view
 */
export function drawCoast(pen, { model: { places }, screen, theme }) {
  const { coast } = places.arrays;
  if (!coast || screen.kind !== "plane") return;
  pen.globalAlpha = LAND;
  pen.fillStyle = theme.grid;
  trace(pen, coast, screen.line, () => true);
  pen.fill();
  pen.globalAlpha = INK;
  pen.strokeStyle = theme.muted;
  pen.lineWidth = HAIR;
  trace(pen, coast, screen.line, isCoast);
  pen.stroke();
  pen.globalAlpha = 1;
}

/**
 * @param {import("./layer.js").Pen} pen
 * @param {Float32Array} rings Longitudes and latitudes, NaN after each ring.
 * @param {[number, number, number, number]} line From degrees to pixels.
 * @param {typeof isCoast} isDrawn Of the step between two places.
 */
function trace(pen, rings, [ax, bx, ay, by], isDrawn) {
  pen.beginPath();
  let isUp = true;
  for (let at = 0; at < rings.length; at += 2) {
    const [east, north] = [rings[at], rings[at + 1]];
    if (Number.isNaN(east)) isUp = true;
    else {
      const [x, y] = [ax + bx * east, ay + by * north];
      if (isUp || !isDrawn(rings[at - 2], rings[at - 1], east, north)) pen.moveTo(x, y);
      else pen.lineTo(x, y);
      isUp = false;
    }
  }
}

/**
 * @param {number} fromEast
 * @param {number} fromNorth
 * @param {number} east
 * @param {number} north
 * @returns {boolean} Whether there is water beyond; not where the map is cut, nor at the pole.
 */
export function isCoast(fromEast, fromNorth, east, north) {
  const isCut = Math.abs(fromEast) > DATE_LINE - EDGE && Math.abs(east) > DATE_LINE - EDGE;
  return !isCut && !(fromNorth < POLE + EDGE && north < POLE + EDGE);
}
