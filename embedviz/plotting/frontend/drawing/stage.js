// The stage: Plotly's points and axes, where they are on the screen, and their moves.

import { allPairs, pairsOf } from "../data/align.js";
import { cameraLayout, cameraText } from "../data/camera.js";
import { markerColors } from "../data/colors.js";
import { CONFIG, axesOf, cameraFor, layoutOf, markerSize, outlineWidth, pointOpacity, pointsTrace } from "./figure.js";
import { deepen } from "./depth.js";
import { opensAsGlobe, unroll } from "./globe.js";
import { mayMove, morph, snapshot } from "./morph.js";
import { pointScale } from "./room.js";
import { countInView, enlarge, quieten, roomOf, sceneOf, screenOf, signature, toPixels } from "./screen.js";
import { asLayout, cameraAround, everything, rangesAround } from "./zoom.js";

/** Points grow as one zooms in, when the hand has rested for so many milliseconds: no further than so
 *  few would, nor for less than this share of their size. */
const [REST, FEWEST, WORTH_IT] = [120, 20, 0.12];

/**
 * @typedef {import("../data/model.js").Model} Model
 * @typedef {import("./morph.js").Guest} Moving The same, in the coordinates of the axes.
 * @typedef {object} Stage
 * @property {any} Plotly
 * @property {any} base Plotly's element.
 * @property {HTMLCanvasElement} canvas Where moving points are drawn.
 * @property {HTMLElement} root
 * @property {import("./screen.js").Screen | null} screen As at the last look.
 * @property {string} signature Of that screen.
 * @property {(() => void) | null} stopMorph While points move.
 * @property {number} timer
 * @property {number} size The diameter of a point; 0 before there are any.
 *
 * @typedef {{theme: import("../host/theme.js").Theme, hidden: Set<number>, only: Uint8Array | null,
 *   moves: boolean, height: number, bare: boolean, isShown: (row: number) => boolean, guest: Moving | null}} How
 *   `bare`: a picture by itself, without axes; a map begins as a globe.
 */

/**
 * @param {any} Plotly
 * @param {import("../widgets/frame.js").Frame} frame
 * @returns {Stage}
 */
export function makeStage(Plotly, { root, base, under }) {
  return {
    Plotly, base, canvas: under, root, screen: null, signature: "", stopMorph: null, timer: 0, size: 0,
  };
}

/** @param {Stage} stage @returns {boolean} */
export function isDrawn({ base }) {
  return Boolean(base._fullLayout);
}

/** @param {Stage} stage @returns {boolean} Whether points are elsewhere on the screen than at the last look. */
export function look(stage) {
  const screen = screenOf(stage.base);
  if (!screen) return false;
  const now = signature(screen);
  if (now === stage.signature && stage.screen) return false;
  Object.assign(stage, { screen, signature: now });
  return true;
}

/**
 * Draw a model in place of the one before; nothing, where the points and axes stay as they are.
 * @param {Stage} stage
 * @param {Model} model
 * @param {Model | null} before
 * @param {How} how
 */
export async function draw(stage, model, before, how) {
  const { base, root } = stage;
  const now = contentOf(model, how);
  if (base.dataset.drawn === now) return;
  const from = startOf(stage, model, before, how);
  stage.stopMorph?.();
  const asGlobe = !before && how.bare && opensAsGlobe(model) && mayMove();
  if (from || asGlobe) root.dataset.moving = "";
  await plot(stage, model, before, how);
  quieten(base);
  deepen(base, how.theme.halo);
  base.dataset.drawn = now;
  look(stage);
  if (from && before) move(stage, from, before, model, how);
  else if (asGlobe) begin(stage, model, how);
}

/** @param {Model} model @param {How} how @returns {string} Changes where there is something to draw. */
function contentOf({ places, items, coloring }, { theme, height }) {
  return [places.id, items.id, coloring.id, theme.name, theme.type, height].join();
}

/**
 * @param {Stage} stage
 * @param {Model} model
 * @param {Model | null} before
 * @param {How} how
 * @returns {Start | null} Where all that is seen moving starts, in pixels; null where nothing is.
 *
 * @typedef {{points: {xs: Float32Array, ys: Float32Array}, guest: number[] | null}} Start
 */
function startOf({ screen }, model, before, { moves, guest }) {
  if (!before || !screen || before.linear === model.linear || !moves || !mayMove()) return null;
  return { points: snapshot(before, screen), guest: guest && toPixels(screen, guest.from) };
}

/** @param {Stage} stage @param {Model} model @param {Model | null} before @param {How} how */
async function plot(stage, model, before, { theme, hidden, only, bare }) {
  const { Plotly, base, root } = stage;
  if (before?.linear !== model.linear) stage.size = 0;
  stage.size ||= sizeOf(stage, model.count);
  const trace = pointsTrace(axesOf(model, only), model.coloring, hidden, stage.size, theme.card);
  const how = { bare, fills: "fills" in root.dataset };
  const layout = layoutOf(model.places, theme, theme.font, root.clientWidth, how);
  const isNew = !before || before.axes.length !== model.axes.length;
  const start = performance.now();
  await Plotly[isNew ? "newPlot" : "react"](base, [trace], layout, CONFIG);
  performance.measure("embedviz draw", { start });
}

/** @param {Stage} stage @param {Start} from @param {Model} before @param {Model} model @param {How} how */
function move(stage, from, before, model, { isShown, guest, bare }) {
  const { screen, canvas, root } = stage;
  if (!screen) return;
  const known = pairsOf(model.items.labels, before.items.labels);
  const pairs = bare && !known.length ? allPairs(model.count, before.count) : known;
  const moving = guest && from.guest && { from: from.guest, to: toPixels(screen, guest.to), draw: guest.draw };
  const way = { from: from.points, model, screen, pairs, isShown, guest: moving };
  stage.stopMorph = morph(canvas, way, () => {
    stage.stopMorph = null;
    delete root.dataset.moving;
  });
}

/** @param {Stage} stage @param {Model} model @param {How} how */
function begin(stage, model, { theme, isShown }) {
  const map = { model, theme, isShown, size: stage.size, screen: () => /** @type {import("./screen.js").Plane} */ (stage.screen) };
  stage.stopMorph = unroll(stage.canvas, map, () => {
    stage.stopMorph = null;
    delete stage.root.dataset.moving;
  });
}

/** @param {Stage} stage @param {number} count @returns {number} A point's diameter, where so many are shown. */
function sizeOf({ root }, count) {
  return markerSize(count) * pointScale(root.clientWidth);
}

/** @param {Stage} stage @param {Model} model */
export function growSoon(stage, model) {
  clearTimeout(stage.timer);
  stage.timer = setTimeout(() => grow(stage, model), REST);
}

/**
 * Give the points the size that suits so many as are in view.
 * @param {Stage} stage
 * @param {Model} model
 */
function grow(stage, { linear }) {
  const { screen } = stage;
  if (screen?.kind !== "plane") return;
  const seen = Math.max(countInView(linear, screen), FEWEST);
  const size = sizeOf(stage, seen);
  if (Math.abs(size / stage.size - 1) < WORTH_IT) return;
  stage.size = size;
  stage.signature = ""; // what is painted above the points follows
  if (enlarge(stage.base, size, pointOpacity(seen))) return;
  stage.Plotly.restyle(stage.base, { "marker.size": size, "marker.opacity": pointOpacity(seen) });
}

/** @param {Stage} stage @param {Model} model @param {Set<number>} hidden */
export function recolor({ Plotly, base }, { coloring, axes, count }, hidden) {
  const width = outlineWidth(axes.length, count, hidden);
  Plotly.restyle(base, {
    "marker.colorscale": [markerColors(coloring, hidden).colorscale], "marker.line.width": width,
  });
}

/** @param {Stage} stage @param {Model} model @param {Uint8Array | null} only Null shows all. */
export function showOnly({ Plotly, base }, model, only) {
  const axes = axesOf(model, only).map((axis, each) => ["xyz"[each], [axis]]);
  Plotly.restyle(base, Object.fromEntries(axes));
}

/**
 * @param {Stage} stage
 * @param {Float32Array[]} linear
 * @param {number[]} rows
 * @param {number} least
 * @param {number[][]} [places] That are to be seen as well.
 */
export function lookAt({ Plotly, base }, linear, rows, least, places = []) {
  const scene = sceneOf(base);
  if (scene) {
    const all = [...rows.map((row) => linear.map((axis) => axis[row])), ...places].map(scene.place);
    Plotly.relayout(base, { "scene.camera": cameraAround(all, scene.camera, scene.shape) });
  } else Plotly.relayout(base, asLayout(rangesAround(linear, rows, roomOf(base), least, places)));
}

/** @param {Stage} stage @returns {string} Where one looks from, for a link. */
export function cameraOf({ base }) {
  return cameraText(base._fullLayout);
}

/**
 * @param {Stage} stage
 * @param {string | null | undefined} camera Of a link.
 * @param {number} dimensions
 * @returns {boolean} Whether it could be followed.
 */
export function lookFrom({ Plotly, base }, camera, dimensions) {
  const wanted = cameraLayout(camera, dimensions);
  if (wanted) Plotly.relayout(base, wanted);
  return Boolean(wanted);
}

/** @param {Stage} stage @param {Model} model */
export function showAll({ Plotly, base }, { places, theme }) {
  Plotly.relayout(base, everything(cameraFor(places.camera, theme.type)));
}

/** @param {Stage} stage */
export function resize(stage) {
  if (isDrawn(stage)) stage.Plotly.Plots.resize(stage.base);
}

/** @param {Stage} stage */
export function clear(stage) {
  clearTimeout(stage.timer);
  stage.stopMorph?.();
  if (isDrawn(stage)) stage.Plotly.purge(stage.base);
}
