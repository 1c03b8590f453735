// What the visitor's hands mean: the pointer and the keys, turned into the plot's own actions.

import { isThrough } from "../drawing/lens.js";
import { allToPixels, toPixels } from "../drawing/screen.js";
import { hover, hoverQuery, letGo, outline, pick, pin, send, walk } from "../state/actions.js";
import { isShown, viewOf } from "../state/sight.js";
import { listenForSlash, listenToKeys } from "./keyboard.js";
import { listen } from "./pointer.js";
import { rowsInside } from "./select.js";
import { shareTouches } from "./touch.js";

/** Pixels from the middle of a question that are it. */
const ON_QUERY = 10;

/** @typedef {import("../state/live.js").Live} Live */

/**
 * All hands rest while nothing is drawn.
 * @param {Live} live
 * @returns {() => void} Lets go of the page.
 */
export function handle(live) {
  const { frame: { root, area }, cards } = live;
  listenToKeys(area, {
    walk: (by) => {
      if (live.stage.screen) walk(live, by);
    },
    pin: () => {
      const { hovered } = live.state;
      if (hovered !== null) pick(live, hovered);
    },
    escape: () => {
      cards.hide(true);
      letGo(live);
    },
  });
  shareTouches(area, () => live.state.tool !== "pan");
  const away = listenForSlash(root);
  const leave = listen(area, {
    tool: () => live.state.tool,
    over: (x, y) => pointAt(live, x, y),
    leave: () => hover(live, null),
    click: (x, y) => click(live, x, y),
    press: (isDown) => {
      if (isDown) cards.hide(true);
    },
    draw: (corners) => outline(live, corners),
    enclose: (corners) => enclose(live, corners),
  });
  return () => {
    away();
    leave();
  };
}

/** @param {Live} live @param {number} x @param {number} y */
function pointAt(live, x, y) {
  const { stage: { screen, stopMorph }, state, question } = live;
  if (!screen || stopMorph || state.tool !== "pan") return;
  if (question.drawn && isAt(toPixels(screen, question.drawn.place), x, y)) {
    hoverQuery(live, question.drawn);
    return;
  }
  const row = rowAt(live, screen, x, y);
  hover(live, row < 0 ? null : row);
}

/** @param {Live} live @param {number} x @param {number} y */
function click(live, x, y) {
  const { stage: { screen }, state, frame } = live;
  const { pinned, selected } = state;
  if (!screen) return;
  frame.area.focus({ preventScroll: true });
  const row = rowAt(live, screen, x, y);
  if (row >= 0) pick(live, row);
  else if (selected) send(live, { type: "select", rows: null });
  else if (pinned !== null && state.tab === "near") pin(live, pinned);
}

/** @param {Live} live @param {[number, number][]} corners Of a box or lasso that is closed. */
function enclose(live, corners) {
  const view = viewOf(live);
  if (!view) return;
  const { xs, ys } = allToPixels(view.screen, view.model.linear);
  const rows = rowsInside(corners, xs, ys, view.isShown);
  send(live, { type: "select", rows: rows.length ? rows : null });
  send(live, { type: "tool", tool: "pan" });
}

/**
 * @param {Live} live
 * @param {import("../drawing/screen.js").Screen} screen
 * @param {number} x
 * @param {number} y
 */
function rowAt(live, screen, x, y) {
  const { picker, painter: { lens }, shown: { model } } = live;
  const seen = lens && isThrough(lens, x, y) ? lens.screen : screen;
  return picker.pick(seen, model.linear, x, y, (row) => isShown(live, row));
}

/** @param {number[]} place @param {number} x @param {number} y */
function isAt([px, py], x, y) {
  return Math.hypot(px - x, py - y) < ON_QUERY;
}
