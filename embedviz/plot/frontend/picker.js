// Which point is under the pointer: a grid in the plane's own units, or, of a scene, one on the
// screen that is made anew when the camera has come to rest.

import { makeGrid, nearestIn } from "./grid.js";
import { allToPixels, signature } from "./screen.js";

export const REACH = 12;
/** Of points this close to the pointer, as a squared share of the reach, the front one is meant. */
const ALIKE = 0.08;

export function makePicker() {
  let made = { key: null, signature: "", grid: null, pixels: null };

  /**
   * @param {import("./screen.js").Screen} screen
   * @param {Float32Array[]} linear
   */
  function renew(screen, linear) {
    const now = screen.kind === "plane" ? "" : signature(screen);
    if (made.key === linear && made.signature === now && made.grid) return;
    if (screen.kind === "plane") {
      made = { key: linear, signature: "", grid: makeGrid(linear[0], linear[1]), pixels: null };
    } else {
      const pixels = allToPixels(screen, linear);
      made = { key: linear, signature: now, grid: makeGrid(pixels.xs, pixels.ys), pixels };
    }
  }

  return {
    renew,
    /**
     * @param {import("./screen.js").Screen} screen
     * @param {Float32Array[]} linear
     * @param {number} x In pixels.
     * @param {number} y
     * @param {(row: number) => boolean} isShown
     * @returns {number} A row, or -1.
     */
    pick(screen, linear, x, y, isShown) {
      renew(screen, linear);
      const shown = (row, share) => (isShown(row) ? share : Infinity);
      if (screen.line) {
        const [ax, bx, ay, by] = screen.line;
        const reach = [REACH / Math.abs(bx), REACH / Math.abs(by)];
        return nearestIn(made.grid, (x - ax) / bx, (y - ay) / by, reach[0], reach[1], shown);
      }
      const { depths } = made.pixels;
      return nearestIn(made.grid, x, y, REACH, REACH, (row, share) => (
        isShown(row) ? Math.floor(share / ALIKE) * 1e6 + depths[row] : Infinity
      ));
    },
  };
}
