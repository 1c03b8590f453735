// Items that have images are drawn as these, in the colour of their group, as soon as there is room.

import { channels, hueOf } from "../data/colors.js";
import { allToPixels, countInView } from "./screen.js";

const MOST = 2500;
const [SMALLEST, LARGEST, CROWDED] = [11, 44, 0.95];
const COLUMNS = 64;

/** @typedef {import("../data/model.js").Model} Model */

export function makeSprites() {
  /** @type {{coloring: import("../data/colors.js").Coloring | null, items: string, atlas: HTMLCanvasElement | null}} */
  const made = { coloring: null, items: "", atlas: null };

  /** @param {Model} model @param {import("../data/wire.js").Rows<Uint8Array>} images */
  function atlasOf(model, images) {
    if (made.coloring !== model.coloring || made.items !== model.items.id || !made.atlas) {
      Object.assign(made, { coloring: model.coloring, items: model.items.id, atlas: atlasFor(model, images) });
    }
    return /** @type {HTMLCanvasElement} */ (made.atlas);
  }

  return {
    /**
     * @param {CanvasRenderingContext2D} pen
     * @param {import("./painter.js").View} view
     * @returns {boolean} Whether the items are drawn, so that dots need not be.
     */
    draw(pen, { model, screen, isShown }) {
      const { images } = model.items.arrays;
      if (!images || screen.kind !== "plane") return false;
      const size = spriteSize(model, screen);
      if (!size) return false;
      const [, height, width] = images.shape;
      const atlas = atlasOf(model, images);
      const { xs, ys } = allToPixels(screen, model.linear);
      pen.imageSmoothingEnabled = true;
      for (let row = 0; row < model.count; row += 1) {
        if (!isShown(row)) continue;
        const from = [(row % COLUMNS) * width, Math.floor(row / COLUMNS) * height];
        const [x, y] = [xs[row] - size / 2, ys[row] - size / 2];
        pen.drawImage(atlas, from[0], from[1], width, height, x, y, size, size);
      }
      return true;
    },
  };
}

/**
 * @param {Model} model
 * @param {import("./screen.js").Screen} screen
 * @returns {number} How wide images are drawn; 0 where dots stand for the items.
 */
export function spriteSize(model, screen) {
  if (!model.items.arrays.images || screen.kind !== "plane") return 0;
  const seen = countInView(model.linear, screen);
  return seen > MOST ? 0 : sizeFor(seen, screen.frame);
}

/**
 * @param {number} count Of images in view.
 * @param {number[]} frame
 * @returns {number} How wide each is drawn, in pixels: so that all would just find room side by side.
 */
export function sizeFor(count, [left, top, right, bottom]) {
  const room = Math.sqrt(((right - left) * (bottom - top)) / Math.max(count, 1));
  return Math.min(LARGEST, Math.max(SMALLEST, CROWDED * room));
}

/**
 * One canvas with all images in their colours: as ink, so that what is below shows through.
 * @param {Model} model
 * @param {import("../data/wire.js").Rows<Uint8Array>} images
 */
function atlasFor({ coloring, count }, images) {
  const [, height, width] = images.shape;
  const atlas = document.createElement("canvas");
  atlas.width = COLUMNS * width;
  atlas.height = Math.ceil(count / COLUMNS) * height;
  const pen = /** @type {CanvasRenderingContext2D} */ (atlas.getContext("2d"));
  const drawn = pen.createImageData(atlas.width, atlas.height);
  const pixels = new Uint32Array(drawn.data.buffer); // alpha, blue, green, red, as all browsers' machines have it
  for (let row = 0; row < count; row += 1) {
    const [red, green, blue] = channels(hueOf(coloring, row));
    const ink = (blue << 16) | (green << 8) | red;
    const corner = Math.floor(row / COLUMNS) * height * atlas.width + (row % COLUMNS) * width;
    for (let pixel = 0; pixel < height * width; pixel += 1) {
      const at = corner + Math.floor(pixel / width) * atlas.width + (pixel % width);
      pixels[at] = (images[row * height * width + pixel] << 24) | ink;
    }
  }
  pen.putImageData(drawn, 0, 0);
  return atlas;
}
