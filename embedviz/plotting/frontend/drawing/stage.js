// The stage: Plotly's points and axes, where they are on the screen, and their moves.

import { pairsOf } from "../data/align.js";
import { cameraLayout, cameraText } from "../data/camera.js";
import { markerColors } from "../data/colors.js";
import { CONFIG, layoutOf, markerSize, pointsTrace } from "./figure.js";
import { mayMove, morph, snapshot } from "./morph.js";
import { pointScale } from "./room.js";
import { quieten, screenOf, signature, toPixels } from "./screen.js";
import { asLayout, everything, rangesAround } from "./zoom.js";

/** Points grow as one zooms in, when the hand has rested; of more than this many they don't. */
const [REST, MOST_GROWING] = [250, 20000];

/** @typedef {import("./morph.js").Guest} Moving The same, in the coordinates of the axes. */

/**
 * @param {any} Plotly
 * @param {any} base Plotly's element.
 * @param {HTMLCanvasElement} canvas Where moving points are drawn.
 * @param {HTMLElement} root
 */
export function makeStage(Plotly, base, canvas, root) {
  /** @type {import("./screen.js").Screen | null} */
  let screen = null;
  let seenFrom = "";
  /** @type {(() => void) | null} */
  let stopMorph = null;
  let timer = 0;
  let size = 0;

  /** @param {number} count @returns {number} The diameter of a point, where so many are shown. */
  const sizeOf = (count) => markerSize(count) * pointScale(root.clientWidth);

  /** @returns {boolean} Whether points are elsewhere on the screen than at the last look. */
  function look() {
    const now = screenOf(base);
    if (!now) return false;
    const from = signature(now);
    if (from === seenFrom && screen) return false;
    [screen, seenFrom] = [now, from];
    return true;
  }

  /**
   * @param {{xs: Float32Array, ys: Float32Array}} from
   * @param {import("../data/model.js").Model} before
   * @param {import("../data/model.js").Model} model
   * @param {(row: number) => boolean} isShown
   * @param {import("./morph.js").Guest | null} guest
   */
  function move(from, before, model, isShown, guest) {
    if (!screen) return;
    const pairs = pairsOf(model.items.labels, before.items.labels);
    stopMorph = morph(canvas, { from, model, screen, pairs, isShown, guest }, () => {
      stopMorph = null;
      delete root.dataset.moving;
    });
  }

  /**
   * Give the points the size that suits so many as are in view.
   * @param {import("../data/model.js").Model} model
   */
  function grow({ linear, count }) {
    if (screen?.kind !== "plane" || count > MOST_GROWING) return;
    const [ax, bx, ay, by] = screen.line;
    const [left, top, right, bottom] = screen.frame;
    let shown = 0;
    for (let row = 0; row < count; row += 1) {
      const [x, y] = [ax + bx * linear[0][row], ay + by * linear[1][row]];
      if (x > left && x < right && y > top && y < bottom) shown += 1;
    }
    const wanted = sizeOf(Math.max(shown, 20));
    if (Math.abs(wanted / size - 1) < 0.15) return;
    size = wanted;
    Plotly.restyle(base, { "marker.size": wanted });
  }

  return {
    look,
    screen: () => screen,
    isMoving: () => Boolean(stopMorph),
    isDrawn: () => Boolean(base._fullLayout),

    /**
     * Draw a model in place of the one before; nothing, where the points and axes stay as they are.
     * @param {import("../data/model.js").Model} model
     * @param {import("../data/model.js").Model | null} before
     * @param {{theme: import("../host/theme.js").Theme, hidden: Set<number>, moves: boolean, height: number,
     *   isShown: (row: number) => boolean, guest: Moving | null}} how
     */
    async draw(model, before, { theme, hidden, moves, height, isShown, guest }) {
      const now = [model.places.id, model.items.id, model.coloring.id, theme.name, theme.type, height].join();
      if (base.dataset.drawn === now) return;
      const goes = before?.linear !== model.linear && moves && mayMove();
      const from = goes && before && screen ? snapshot(before, screen) : null;
      const left = goes && guest && screen ? toPixels(screen, guest.from) : null;
      stopMorph?.();
      if (from) root.dataset.moving = "";
      if (before?.linear !== model.linear) size = 0;
      size ||= sizeOf(model.count);
      const trace = pointsTrace(model.axes, model.coloring, hidden, size);
      const layout = layoutOf(model.places, theme, theme.font, root.clientWidth);
      const anew = !before || before.axes.length !== model.axes.length;
      const start = performance.now();
      await Plotly[anew ? "newPlot" : "react"](base, [trace], layout, CONFIG);
      performance.measure("embedviz draw", { start });
      quieten(base);
      base.dataset.drawn = now;
      look();
      if (!from || !before || !screen) return;
      const moving = left && guest ? { from: left, to: toPixels(screen, guest.to), draw: guest.draw } : null;
      move(from, before, model, isShown, moving);
    },

    /** @param {import("../data/colors.js").Coloring} coloring @param {Set<number>} hidden */
    recolor(coloring, hidden) {
      Plotly.restyle(base, { "marker.colorscale": [markerColors(coloring, hidden).colorscale] });
    },

    /**
     * @param {Float32Array[]} linear
     * @param {number[]} rows
     * @param {number} least
     * @param {number[][]} [places] That are to be seen as well.
     */
    lookAt(linear, rows, least, places = []) {
      Plotly.relayout(base, asLayout(rangesAround(linear, rows, least, places)));
    },

    /** @returns {string} Where one looks from, for a link. */
    camera: () => cameraText(base._fullLayout),

    /**
     * @param {string | null | undefined} camera Of a link.
     * @param {number} dimensions
     * @returns {boolean} Whether it could be followed.
     */
    lookFrom(camera, dimensions) {
      const wanted = cameraLayout(camera, dimensions);
      if (wanted) Plotly.relayout(base, wanted);
      return Boolean(wanted);
    },

    /** @param {number} dimensions */
    showAll: (dimensions) => Plotly.relayout(base, everything(dimensions)),

    /** @param {import("../data/model.js").Model} model */
    growSoon(model) {
      clearTimeout(timer);
      timer = setTimeout(() => grow(model), REST);
    },

    resize() {
      if (base._fullLayout) Plotly.Plots.resize(base);
    },

    clear() {
      clearTimeout(timer);
      stopMorph?.();
      if (base._fullLayout) Plotly.purge(base);
    },
  };
}
