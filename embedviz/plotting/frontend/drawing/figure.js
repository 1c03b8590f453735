// From parts to Plotly's traces and layout (pure). Plotly draws the points and the axes, once;
// all that changes under the hand is drawn in the layer above.

import { markerColors, mixed } from "../data/colors.js";
import { safe } from "../data/format.js";
import { isNarrow, typeSize } from "./room.js";

/**
 * @typedef {import("../data/wire.js").Axis} Axis
 * @typedef {import("../data/wire.js").Places} Places
 */

const ROOM_FOR_TYPE = 1.14;
const LAPTOP = 680;
/** How large the points of a scene are, as a share of those of a plane. */
export const IN_SCENE = 0.4;
/** So many points have an outline each, by which one sees which are in front. */
const MOST_OUTLINED = 8000;
/** The grid of a scene is thin and seen at a slant: it takes some of the colour of letters. */
const GRID_IN_SCENE = 0.3;
/** Degrees to the ends of a map, and how many tens beyond them an axis may come to. */
const [EARTH, BEYOND] = [[180, 90], 60];
const TRANSPARENT = "rgba(0,0,0,0)";

export const CONFIG = {
  displayModeBar: false,
  scrollZoom: true,
  responsive: false,
  doubleClick: "reset",
  showTips: false,
};

/**
 * @param {number} count
 * @returns {number} The diameter of a point in pixels: large when few, small when many.
 */
export function markerSize(count) {
  return Math.min(11, Math.max(1.1, 40 / Math.max(count, 1) ** 0.28));
}

/**
 * @param {number} count
 * @returns {number} How much of what is below a point it covers: of very many, so little that where
 *   they are dense is seen.
 */
export function pointOpacity(count) {
  return Math.min(0.92, Math.max(0.25, 1.55 - 0.245 * Math.log10(Math.max(count, 1))));
}

/**
 * @param {number} dimensions
 * @param {number} count
 * @param {Set<number>} hidden What is hidden has no outline, so nothing may have one.
 * @returns {number} How wide the outline of a point is.
 */
export function outlineWidth(dimensions, count, hidden) {
  return dimensions === 3 && !hidden.size && count <= MOST_OUTLINED ? 1 : 0;
}

/**
 * @param {{axes: Float32Array[]}} model
 * @param {Uint8Array | null} only
 * @returns {Float32Array[]} Where points are drawn: whoever isn't shown is nowhere.
 */
export function axesOf({ axes }, only) {
  return only ? axes.map((axis) => axis.map((value, row) => (only[row] ? value : NaN))) : axes;
}

/**
 * @param {Float32Array[]} axes
 * @param {import("../data/colors.js").Coloring} coloring
 * @param {Set<number>} hidden
 * @param {number} diameter
 * @param {string} ground
 * @returns {Record<string, any>}
 */
export function pointsTrace(axes, coloring, hidden, diameter, ground) {
  const in3d = axes.length === 3;
  const size = diameter * (in3d ? IN_SCENE : 1);
  const line = { width: outlineWidth(axes.length, axes[0].length, hidden), color: ground };
  return {
    type: in3d ? "scatter3d" : "scattergl",
    mode: "markers",
    x: axes[0],
    y: axes[1],
    ...(in3d ? { z: axes[2] } : {}),
    // A scene of half transparent points is drawn twice, and in the wrong order.
    marker: { size, opacity: in3d ? 1 : pointOpacity(axes[0].length), line, ...markerColors(coloring, hidden) },
    hoverinfo: "none",
    showlegend: false,
  };
}

/**
 * @param {Places} places
 * @param {import("../host/theme.js").Theme} theme
 * @param {string} font
 * @param {number} [width] Of the plot: on a phone there is room for one line of titles only.
 * @param {{bare?: boolean, fills?: boolean}} [how] Whether a plane shows nothing of its axes; whether
 *   a map fills a room that hasn't its shape, with nothing around it.
 * @returns {Record<string, any>}
 */
export function layoutOf(places, theme, font, width = LAPTOP, { bare = false, fills = false } = {}) {
  const common = {
    autosize: true,
    margin: { l: 6, r: 6, t: 6, b: 6 },
    font: { family: font, size: 14, color: theme.ink },
    paper_bgcolor: TRANSPARENT,
    plot_bgcolor: TRANSPARENT,
    hovermode: false,
    showlegend: false,
    // Zoom and camera stay for as long as the points stay where they are.
    uirevision: places.id,
  };
  if (places.axes.length === 3) return { ...common, scene: sceneOf(places, theme) };
  const sizes = [13, 12].map((size) => typeSize(size, width, theme.type));
  const [x, y] = places.axes.map((axis) => flatAxis(places, axis, theme, sizes));
  if (isNarrow(width) && places.hasUnits) {
    x.title.text = `${x.title.text} across · ${y.title.text} up`;
    y.title.text = "";
    Object.assign(y, { ticklabelposition: "inside" });
  }
  if (places.stretch.length) {
    const scaleratio = places.stretch[1] / places.stretch[0];
    const constrain = fills ? "range" : "domain";
    const constraintoward = bare || fills ? "middle" : "top";
    Object.assign(y, { scaleanchor: "x", scaleratio, constrain, constraintoward });
    Object.assign(x, { constrain });
    if (fills) {
      // Coast lines say where one is; a grid would go on where there is no Earth.
      [x, y].forEach((axis, each) => Object.assign(axis, { labelalias: nowhere(EARTH[each]), showgrid: false }));
      Object.assign(x, { autorangeoptions: { clipmin: -EARTH[0], clipmax: EARTH[0] } });
    }
  } else if (!places.hasUnits) {
    Object.assign(y, { scaleanchor: "x", scaleratio: 1 });
  }
  if (bare) for (const axis of [x, y]) Object.assign(axis, { visible: false });
  return { ...common, dragmode: "pan", xaxis: x, yaxis: y };
}

/** @param {number} end @returns {Record<string, string>} Numbers of an axis beyond it, to be left unsaid. */
function nowhere(end) {
  const beyond = Array.from({ length: BEYOND }, (_, each) => end + 10 - (end % 10) + 10 * each);
  return Object.fromEntries(beyond.flatMap((degree) => [[`${degree}`, " "], [`−${degree}`, " "]]));
}

/** @param {Axis} axis */
function titleOf(axis) {
  return safe(axis.unit ? `${axis.title}, ${axis.unit}` : axis.title);
}

/**
 * @param {Places} places
 * @param {Axis} axis
 * @param {import("../host/theme.js").Theme} theme
 * @param {number[]} sizes Of the title, of the numbers.
 */
function flatAxis(places, axis, theme, [titleSize, tickSize]) {
  const means = places.hasUnits || places.explained;
  return {
    title: { text: means ? titleOf(axis) : "", standoff: 6, font: { color: theme.muted, size: titleSize } },
    type: axis.log ? "log" : "linear",
    showticklabels: places.hasUnits,
    tickfont: { color: theme.muted, size: tickSize },
    gridcolor: theme.grid,
    showgrid: places.hasUnits,
    zeroline: false,
    separatethousands: true,
    automargin: places.hasUnits || places.explained,
  };
}

/**
 * WebGL draws it: it knows <b> but no &lt;, and cuts off what is long, so what stands in brackets
 * is left out.
 * @param {Axis} axis
 */
function sceneTitle({ title, unit }) {
  return (unit ? `${title}, ${unit}` : title).split(" (")[0].replaceAll("<", "‹");
}

/**
 * @param {import("../data/wire.js").Camera | null} camera
 * @param {number} type Large type around a scene needs room.
 */
export function cameraFor(camera, type) {
  if (!camera || type <= 1) return camera;
  const { x, y, z } = camera.eye;
  return { ...camera, eye: { x: x * ROOM_FOR_TYPE, y: y * ROOM_FOR_TYPE, z: z * ROOM_FOR_TYPE } };
}

/**
 * @param {Places} places
 * @param {import("../host/theme.js").Theme} theme
 */
function sceneOf(places, theme) {
  const axes = places.axes.map((axis) => ({
    title: { text: sceneTitle(axis), font: { color: theme.ink, size: typeSize(13, LAPTOP, theme.type) } },
    type: axis.log ? "log" : "linear",
    showticklabels: places.hasUnits,
    tickfont: { color: theme.muted, size: typeSize(11, LAPTOP, theme.type) },
    gridcolor: mixed(theme.grid, theme.muted, GRID_IN_SCENE),
    linecolor: theme.muted,
    showbackground: false,
    zeroline: false,
    showspikes: false,
    separatethousands: true,
    nticks: 6,
  }));
  return {
    aspectmode: places.hasUnits ? "cube" : "data",
    dragmode: "orbit",
    hovermode: false,
    camera: cameraFor(places.camera, theme.type),
    xaxis: axes[0],
    yaxis: axes[1],
    zaxis: axes[2],
  };
}
