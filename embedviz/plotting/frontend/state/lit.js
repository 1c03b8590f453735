// What the page lights in the plot: rows become the selection, once for each time the page says so,
// as if they had been outlined.

import { toPixels } from "../drawing/screen.js";
import { lookAt } from "../drawing/stage.js";
import { ofBits } from "../input/select.js";
import { send } from "./actions.js";
import { FOUND, lookAtItem } from "./looks.js";

/** At least so much of what is lit is seen, or one looks there. */
const ENOUGH = 0.5;

/** @typedef {import("./live.js").Live} Live */

/** @param {Live} live */
export function takeLit(live) {
  const { shown: { model, props } } = live;
  const anew = litAnew(props.lit, live.lit, model);
  if (!anew) return;
  const { rows, at } = anew;
  live.lit = anew.mark;
  if (live.state.only) send(live, { type: "only", only: null });
  send(live, { type: "select", rows: rows.length ? rows : null, isHeard: true });
  if (at !== null) lookAtItem(live, at);
  else if (rows.length && !isInSight(live.stage.screen, model.linear, rows)) lookAt(live.stage, model.linear, rows, FOUND);
}

/**
 * @param {import("../data/wire.js").Lit | null | undefined} lit
 * @param {string | null} before The mark of what was lit last.
 * @param {{count: number, items: {id: string}}} model
 * @returns {{mark: string, rows: number[], at: number | null} | null} Null where nothing is new, or
 *   other items are meant.
 */
export function litAnew(lit, before, { count, items }) {
  if (!lit || lit.count !== count) return null;
  const mark = `${lit.id} ${items.id}`;
  return mark === before ? null : { mark, rows: ofBits(lit.bits, count), at: lit.at };
}

/**
 * @param {import("../drawing/screen.js").Screen | null} screen
 * @param {Float32Array[]} linear
 * @param {number[]} rows
 * @returns {boolean} Whether enough of them are in view.
 */
export function isInSight(screen, linear, rows) {
  if (!screen) return true;
  const [left, top, right, bottom] = screen.frame;
  const seen = rows.filter((row) => {
    const [x, y] = toPixels(screen, linear.map((axis) => axis[row]));
    return x >= left && x <= right && y >= top && y <= bottom;
  });
  return seen.length >= ENOUGH * rows.length;
}
