// What is seen and who is near whom, asked of what is shown now.

import { judged, neighborsOf } from "../data/neighbors.js";

/**
 * @param {() => import("../host/plot.js").Shown} now
 * @param {() => import("./store.js").State} state
 * @param {() => import("../drawing/screen.js").Screen | null} screenNow
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

    /** @param {number | null} row @returns {import("../data/neighbors.js").JudgedNeighbor[]} */
    near(row) {
      const { model, given } = now();
      return row === null ? [] : judged(neighborsOf(model.graph, row, given.k), row, model.seen);
    },

    /** @returns {import("../drawing/painter.js").View | null} Null while nothing is drawn. */
    view() {
      const [screen, { model, theme }] = [screenNow(), now()];
      return screen && { model, screen, theme, font: theme.font, isShown };
    },
  };
}
