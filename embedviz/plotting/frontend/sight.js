// What is seen and who is near whom, asked of what is shown now.

import { judged, neighborsOf } from "./neighbors.js";

/**
 * @param {() => import("./plot.js").Shown} now
 * @param {() => import("./store.js").State} state
 * @param {() => import("./screen.js").Screen | null} screenNow
 */
export function makeSight(now, state, screenNow) {
  /** @param {number} row */
  function isShown(row) {
    const [{ hidden }, { codes }] = [state(), now().model.coloring];
    return !hidden.size || !codes || !hidden.has(codes[row]);
  }

  return {
    isShown,

    /** @param {number} row @returns {number[]} Its neighbours' rows. */
    around(row) {
      const { model, given } = now();
      return neighborsOf(model.graph, row, given.k).map((each) => each.row);
    },

    /** @param {number | null} row @returns {import("./neighbors.js").JudgedNeighbor[]} */
    near(row) {
      const { model, given } = now();
      return row === null ? [] : judged(neighborsOf(model.graph, row, given.k), row, model.seen);
    },

    /** @returns {import("./painter.js").View | null} Null while nothing is drawn. */
    view() {
      const [screen, { model, theme }] = [screenNow(), now()];
      return screen && { model, screen, theme, font: theme.font, isShown };
    },
  };
}
