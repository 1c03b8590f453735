// What the visitor's hands mean: the pointer and the keys, turned into the plot's own doings.

import { listenToKeys } from "./keyboard.js";
import { listen } from "./pointer.js";
import { rowsInside } from "./select.js";
import { allToPixels } from "./screen.js";

/**
 * @typedef {{state: () => import("./store.js").State, isReady: () => boolean,
 *   send: (event: Record<string, any>) => void, rowAt: (x: number, y: number) => number,
 *   hover: (row: number | null) => void, pin: (row: number) => void, letGo: () => void,
 *   walk: (by: number) => void, draw: (corners: [number, number][]) => void,
 *   hideCard: () => void, isOnQuery: (x: number, y: number) => boolean, hoverQuery: () => void,
 *   view: () => import("./painter.js").View}} Doings
 */

/**
 * @param {HTMLElement} root
 * @param {HTMLElement} area
 * @param {Doings} doings
 * @returns {() => void} Lets go of the page.
 */
export function handle(root, area, doings) {
  const { state, isReady, send, rowAt, hover, pin, letGo, walk, draw, hideCard, view } = doings;
  listenToKeys(root, area, {
    walk: (by) => {
      if (isReady()) walk(by);
    },
    pin: () => {
      const { hovered } = state();
      if (hovered !== null) pin(hovered);
    },
    escape: () => {
      hideCard();
      letGo();
    },
  });
  return listen(area, {
    tool: () => state().tool,
    over: (x, y) => {
      if (!isReady() || state().tool !== "pan") return;
      if (doings.isOnQuery(x, y)) {
        doings.hoverQuery();
        return;
      }
      const row = rowAt(x, y);
      hover(row < 0 ? null : row);
    },
    leave: () => hover(null),
    click: (x, y) => {
      if (!isReady()) return;
      const { pinned, selected } = state();
      const row = rowAt(x, y);
      if (row >= 0) pin(row);
      else if (selected) send({ type: "select", rows: null });
      else if (pinned !== null) pin(pinned);
    },
    press: (isDown) => {
      if (isDown) hideCard();
    },
    draw,
    enclose: (corners) => {
      const { screen, model, isShown } = view();
      const { xs, ys } = allToPixels(screen, model.linear);
      const rows = rowsInside(corners, xs, ys, isShown);
      send({ type: "select", rows: rows.length ? rows : null });
      send({ type: "tool", tool: "pan" });
    },
  });
}
