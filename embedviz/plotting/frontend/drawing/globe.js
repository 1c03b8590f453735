// A map of the world that begins as a globe: it turns for a moment, then it unrolls into the map that
// Plotly has drawn. Its points are lights; the sums are plain trigonometry on the screen, so that no
// second plot is needed and nothing jumps where one becomes the other.

import { eased } from "../data/align.js";
import { byHue } from "../data/colors.js";
import { cleared } from "./layer.js";
import { allToPixels } from "./screen.js";

/** Milliseconds; less than five seconds in all, so that nobody needs a button to stop it. */
const [TURNING, UNROLLING] = [2900, 1900];
/** Degrees: what faces the eye at first and at last; how far one looks down on the equator. */
const [FIRST, LAST, TILT] = [105, 12, 18];
const [SHARE_OF_ROOM, SMALLEST_LIGHT] = [0.475, 1.3];
const [LIGHT, RIM, INK] = [32, 0.3, 0.45];
/** Degrees: there is nobody's city beyond, and on the map no room. */
const SOUTHERNMOST = -58;

let wasSeen = false;

/**
 * @typedef {{x: number, y: number, depth: number}} Seen Shares of the radius, y upwards; what has no
 *   depth left is behind.
 * @typedef {{centre: [number, number], radius: number, east: number, flat: number}} Pose `east` faces
 *   the eye; `flat` is 0 of a globe, 1 of a map.
 * @typedef {{xs: Float32Array, ys: Float32Array, behind: Uint8Array}} Placed In pixels.
 * @typedef {{hue: string, glow: HTMLCanvasElement, rows: number[]}} Light All of one colour.
 * @typedef {import("./screen.js").Plane} Plane
 */

/**
 * The orthographic projection: the globe from far away.
 * @param {number} east Degrees of longitude.
 * @param {number} north Degrees of latitude.
 * @param {number} facing The longitude that faces the eye.
 * @param {number} [tilt] The latitude that does.
 * @returns {Seen}
 */
export function onGlobe(east, north, facing, tilt = TILT) {
  const [turn, up, down] = [east - facing, north, tilt].map((degrees) => degrees * Math.PI / 180);
  const level = Math.cos(up) * Math.cos(turn);
  return {
    x: Math.cos(up) * Math.sin(turn),
    y: Math.cos(down) * Math.sin(up) - Math.sin(down) * level,
    depth: Math.sin(down) * Math.sin(up) + Math.cos(down) * level,
  };
}

/**
 * @param {number} passed Milliseconds.
 * @param {{width: number, height: number}} room
 * @returns {Pose} How the globe stands then; its `flat` reaches 1 when it is a map.
 */
export function poseAt(passed, { width, height }) {
  const share = Math.min(1, passed / (TURNING + UNROLLING));
  return {
    centre: [width / 2, height / 2],
    radius: SHARE_OF_ROOM * Math.min(width, height),
    east: FIRST + (LAST - FIRST) * share,
    flat: eased(Math.min(1, Math.max(0, (passed - TURNING) / UNROLLING))),
  };
}

/**
 * @param {Pose} pose
 * @param {Float32Array} easts
 * @param {Float32Array} norths
 * @param {{xs: Float32Array, ys: Float32Array}} map Where they are on the map, in pixels.
 * @returns {Placed}
 */
export function placed({ centre, radius, east, flat }, easts, norths, map) {
  const [xs, ys, behind] = [new Float32Array(easts.length), new Float32Array(easts.length), new Uint8Array(easts.length)];
  for (let i = 0; i < easts.length; i += 1) {
    const { x, y, depth } = onGlobe(easts[i], norths[i], east);
    xs[i] = (centre[0] + radius * x) * (1 - flat) + map.xs[i] * flat;
    ys[i] = (centre[1] - radius * y) * (1 - flat) + map.ys[i] * flat;
    behind[i] = depth < 0 ? 1 : 0;
  }
  return { xs, ys, behind };
}

/** @param {import("../data/model.js").Model} model @returns {boolean} Whether a map begins as a globe: once a visit. */
export function opensAsGlobe({ places, axes }) {
  return !wasSeen && axes.length === 2 && places.stretch.length > 0;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {{model: import("../data/model.js").Model, screen: () => Plane, size: number,
 *   theme: import("../host/theme.js").Theme, isShown: (row: number) => boolean}} map `screen` is as it is
 *   now, `size` how wide its points are.
 * @param {() => void} done
 * @returns {() => void} Ends it at once.
 */
export function unroll(canvas, { model, screen, size, theme, isShown }, done) {
  const [land, lit] = [ringsOf(model), onMap(model.linear[0], model.linear[1])];
  const all = Array.from({ length: model.count }, (_, row) => row).filter(isShown);
  const lights = [...byHue(all, (row) => row, model.coloring)].map(([hue, rows]) => ({ hue, glow: glowOf(hue), rows }));
  const touched = new AbortController();
  wasSeen = true;
  const start = performance.now();
  let frame = requestAnimationFrame(draw);
  for (const touch of ["pointerdown", "wheel", "keydown"]) {
    canvas.parentElement?.addEventListener(touch, stop, { capture: true, signal: touched.signal, passive: true });
  }

  /** @param {number} now */
  function draw(now) {
    const shown = screen();
    const pose = poseAt(Math.max(0, now - start), shown);
    const pen = /** @type {CanvasRenderingContext2D} */ (cleared(canvas, shown.width, shown.height));
    drawBall(pen, pose, theme);
    drawCoast(pen, pose, land(shown, pose), theme);
    drawLights(pen, pose, lit(shown, pose), lights, size);
    if (pose.flat < 1) frame = requestAnimationFrame(draw);
    else stop();
  }

  function stop() {
    touched.abort();
    cancelAnimationFrame(frame);
    done();
  }

  return stop;
}

/** @param {import("../data/model.js").Model} model */
function ringsOf({ places: { arrays: { coast } } }) {
  if (!coast) return onMap(new Float32Array(), new Float32Array());
  const easts = coast.filter((_, at) => at % 2 === 0);
  const norths = coast.filter((_, at) => at % 2 === 1).map((north) => (north > SOUTHERNMOST ? north : NaN));
  return onMap(easts, norths);
}

/**
 * @param {Float32Array} easts
 * @param {Float32Array} norths
 * @returns {(screen: Plane, pose: Pose) => Placed} Where they are: on the map itself they stay for as
 *   long as the window stays as large.
 */
function onMap(easts, norths) {
  /** @type {Plane | null} */
  let last = null;
  /** @type {{xs: Float32Array, ys: Float32Array}} */
  let map = { xs: easts, ys: norths };
  return (screen, pose) => {
    if (screen !== last) map = allToPixels(screen, [easts, norths]);
    last = screen;
    return placed(pose, easts, norths, map);
  };
}

/**
 * The ball itself, a little lighter where one looks straight at it; gone as soon as it opens.
 * @param {CanvasRenderingContext2D} pen
 * @param {Pose} pose
 * @param {import("../host/theme.js").Theme} theme
 */
function drawBall(pen, { centre: [x, y], radius, flat }, theme) {
  const shade = pen.createRadialGradient(x - radius / 3, y - radius / 3, radius / 8, x, y, radius);
  shade.addColorStop(0, theme.grid);
  shade.addColorStop(1, theme.halo);
  pen.globalAlpha = (1 - flat) ** 3;
  pen.fillStyle = shade;
  pen.beginPath();
  pen.arc(x, y, radius, 0, 7);
  pen.fill();
  pen.globalAlpha *= RIM;
  pen.strokeStyle = theme.muted;
  pen.lineWidth = 1;
  pen.stroke();
  pen.globalAlpha = 1;
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Pose} pose
 * @param {Placed} at
 * @param {import("../host/theme.js").Theme} theme
 */
function drawCoast(pen, { flat, radius }, { xs, ys, behind }, theme) {
  pen.strokeStyle = theme.muted;
  pen.lineWidth = 0.8;
  for (const side of [0, 1]) {
    pen.globalAlpha = INK * (side ? flat ** 3 : 1);
    pen.beginPath();
    let isUp = true;
    for (let i = 0; i < xs.length; i += 1) {
      if (Number.isNaN(xs[i])) isUp = true; // a ring has ended
      else if (behind[i] !== side) isUp = true;
      else {
        // A line right across is where the map is cut, and is no coast.
        if (isUp || Math.abs(xs[i] - xs[i - 1]) > radius) pen.moveTo(xs[i], ys[i]);
        else pen.lineTo(xs[i], ys[i]);
        isUp = false;
      }
    }
    pen.stroke();
  }
  pen.globalAlpha = 1;
}

/**
 * Lights, which add up where they are dense, become the points of a map; those behind the globe come
 * out as it opens.
 * @param {CanvasRenderingContext2D} pen
 * @param {Pose} pose
 * @param {Placed} at
 * @param {Light[]} lights
 * @param {number} size Of the map's points.
 */
function drawLights(pen, { flat }, { xs, ys, behind }, lights, size) {
  const radius = SMALLEST_LIGHT + (size / 2 - SMALLEST_LIGHT) * flat;
  for (const side of [1, 0]) {
    const alpha = side ? flat ** 2 : 1;
    for (const { hue, glow, rows } of lights) {
      const here = rows.filter((row) => behind[row] === side);
      pen.globalCompositeOperation = "lighter";
      pen.globalAlpha = alpha * (1 - flat);
      const wide = 4 * radius; // half of a light is its glow
      for (const row of here) pen.drawImage(glow, xs[row] - wide / 2, ys[row] - wide / 2, wide, wide);
      pen.globalCompositeOperation = "source-over";
      pen.globalAlpha = alpha * flat;
      pen.fillStyle = hue;
      pen.beginPath();
      for (const row of here) {
        pen.moveTo(xs[row] + radius, ys[row]);
        pen.arc(xs[row], ys[row], radius, 0, 7);
      }
      pen.fill();
    }
  }
  pen.globalAlpha = 1;
}

/** @param {string} hue @returns {HTMLCanvasElement} A light of this colour: a disc with a glow round it. */
function glowOf(hue) {
  const light = document.createElement("canvas");
  [light.width, light.height] = [LIGHT, LIGHT];
  const pen = /** @type {CanvasRenderingContext2D} */ (light.getContext("2d"));
  const half = LIGHT / 2;
  pen.fillStyle = hue;
  for (const [share, alpha] of [[1, 0.06], [0.8, 0.1], [0.5, 0.9]]) {
    pen.globalAlpha = alpha;
    pen.beginPath();
    pen.arc(half, half, half * share, 0, 7);
    pen.fill();
  }
  return light;
}
