// An item's image: small and grey, drawn pixel by pixel.

import { element } from "./dom.js";

/** @typedef {import("../data/wire.js").Rows<Uint8Array>} Images */

/** @returns {HTMLCanvasElement} With nothing on it. */
export function makeImage() {
  return element("canvas", { class: "ev-picture", role: "img", width: 1, height: 1 });
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Images} images
 * @param {number} row
 * @param {number} room Pixels that it may be wide; each of its own gets a whole number of them, if it fits.
 */
export function drawImage(canvas, images, row, room) {
  const [, height, width] = images.shape;
  const [pen, at] = [canvas.getContext("2d"), row * width * height];
  if (!pen) return;
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  canvas.style.width = `${width > room ? room : width * Math.floor(room / width)}px`;
  const drawn = pen.createImageData(width, height);
  for (let each = 0; each < width * height; each += 1) {
    drawn.data.fill(255 - images[at + each], 4 * each, 4 * each + 3);
    drawn.data[4 * each + 3] = 255;
  }
  pen.putImageData(drawn, 0, 0);
}
