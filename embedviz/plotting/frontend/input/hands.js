// What the visitor's hands mean: the pointer and the keys, turned into the plot's own doings.

import { allToPixels, toPixels } from "../drawing/screen.js";
import { listenToKeys } from "./keyboard.js";
import { listen } from "./pointer.js";
import { rowsInside } from "./select.js";
import { shareTouches } from "./touch.js";

/** Pixels from the middle of a question that are it. */
const ON_QUERY = 10;

/**
 * @typedef {import("../drawing/marks.js").Asked} Query
 * @typedef {import("../drawing/screen.js").Screen} Screen
 * @typedef {{state: () => import("../state/store.js").State, query: () => Query | null,
 *   view: () => import("../drawing/painter.js").View | null, send: (event: Record<string, any>) => void,
 *   rowAt: (screen: Screen, x: number, y: number) => number,
 *   hover: (row: number | null) => void, hoverQuery: (query: Query) => void,
 *   hideCard: () => void, pin: (row: number) => void, letGo: () => void,
 *   walk: (by: number) => void, draw: (corners: [number, number][]) => void}} Doings
 *   `view` is null, and all hands rest, while nothing is drawn.
 */

/**
 * @param {HTMLElement} root
 * @param {HTMLElement} area
 * @param {Doings} doings
 * @returns {() => void} Lets go of the page.
 */
export function handle(root, area, doings) {
  const { state, query, view, send, rowAt, hover, pin, hideCard, draw } = doings;
  listenToKeys(root, area, {
    walk: (by) => {
      if (view()) doings.walk(by);
    },
    pin: () => {
      const { hovered } = state();
      if (hovered !== null) pin(hovered);
    },
    escape: () => {
      hideCard();
      doings.letGo();
    },
  });
  shareTouches(area, () => state().tool !== "pan");
  return listen(area, {
    tool: () => state().tool,
    over: (x, y) => {
      const seen = view();
      if (!seen || state().tool !== "pan") return;
      const asked = query();
      if (asked && isAt(toPixels(seen.screen, asked.place), x, y)) {
        doings.hoverQuery(asked);
        return;
      }
      const row = rowAt(seen.screen, x, y);
      hover(row < 0 ? null : row);
    },
    leave: () => hover(null),
    click: (x, y) => {
      const seen = view();
      if (!seen) return;
      area.focus({ preventScroll: true });
      const { pinned, selected } = state();
      const row = rowAt(seen.screen, x, y);
      if (row >= 0) pin(row);
      else if (selected) send({ type: "select", rows: null });
      else if (pinned !== null) pin(pinned);
    },
    press: (isDown) => {
      if (isDown) hideCard();
    },
    draw,
    enclose: (corners) => {
      const seen = view();
      if (!seen) return;
      const { xs, ys } = allToPixels(seen.screen, seen.model.linear);
      const rows = rowsInside(corners, xs, ys, seen.isShown);
      send({ type: "select", rows: rows.length ? rows : null });
      send({ type: "tool", tool: "pan" });
    },
  });
}

/** @param {number[]} place @param {number} x @param {number} y */
function isAt([px, py], x, y) {
  return Math.hypot(px - x, py - y) < ON_QUERY;
}
