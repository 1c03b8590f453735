// The neighbour that is pointed at in the dock, found again on the plot.

import { placeOf } from "../data/model.js";
import { line, penOf, ring } from "./layer.js";
import { toPixels } from "./screen.js";

const RADIUS = 9;

/**
 * Paint over what follows the pointer already.
 * @param {import("./painter.js").Painter} painter
 * @param {import("./painter.js").View} view
 * @param {number[] | null} from The place of the item in question.
 * @param {number} row
 */
export function paintPointed({ over }, { model, screen, theme }, from, row) {
  const pen = penOf(over);
  const at = toPixels(screen, placeOf(model, row));
  const start = from && toPixels(screen, from);
  const far = start ? Math.hypot(at[0] - start[0], at[1] - start[1]) : 0;
  if (start && far > 2 * RADIUS) {
    const edge = at.slice(0, 2).map((end, axis) => end + (start[axis] - end) * RADIUS / far);
    line(pen, start, edge, { color: theme.ink, halo: theme.halo, width: 2.5 });
  }
  ring(pen, at, { color: theme.ink, radius: RADIUS, width: 3, halo: theme.halo });
}
