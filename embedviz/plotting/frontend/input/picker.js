// Which point is under the pointer: a grid in the plane's own units, or, of a scene, one on the
// screen that is made anew when the camera has come to rest.

import { allToPixels, signature } from "../drawing/screen.js";
import { makeGrid, nearestIn } from "./grid.js";

export const REACH = 12;
/** Of points this close to the pointer, as a squared share of the reach, the front one is meant. */
const ALIKE = 0.08;

/**
 * @typedef {{linear: Float32Array[], signature: string, grid: import("./grid.js").Grid,
 *   depths: Float32Array | null}} Made
 */

export function makePicker() {
  /** @type {Made | null} */
  let made = null;

  /**
   * @param {import("../drawing/screen.js").Screen} screen
   * @param {Float32Array[]} linear
   * @returns {Made}
   */
  function renew(screen, linear) {
    const now = screen.kind === "plane" ? "" : signature(screen);
    if (made?.linear === linear && made.signature === now) return made;
    if (screen.kind === "plane") {
      made = { linear, signature: now, grid: makeGrid(linear[0], linear[1]), depths: null };
    } else {
      const { xs, ys, depths } = allToPixels(screen, linear);
      made = { linear, signature: now, grid: makeGrid(xs, ys), depths };
    }
    return made;
  }

  return {
    renew,
    /**
     * @param {import("../drawing/screen.js").Screen} screen
     * @param {Float32Array[]} linear
     * @param {number} x In pixels.
     * @param {number} y
     * @param {(row: number) => boolean} isShown
     * @returns {number} A row, or -1.
     */
    pick(screen, linear, x, y, isShown) {
      const { grid, depths } = renew(screen, linear);
      const shown = (/** @type {number} */ row, /** @type {number} */ share) => (isShown(row) ? share : Infinity);
      if (screen.kind === "plane") {
        const [ax, bx, ay, by] = screen.line;
        const reach = [REACH / Math.abs(bx), REACH / Math.abs(by)];
        return nearestIn(grid, (x - ax) / bx, (y - ay) / by, reach[0], reach[1], shown);
      }
      return nearestIn(grid, x, y, REACH, REACH, (row, share) => (
        isShown(row) ? Math.floor(share / ALIKE) * 1e6 + (depths?.[row] ?? 0) : Infinity
      ));
    },
  };
}
