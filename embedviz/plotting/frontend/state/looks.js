// Where one looks: at what the page wants, at what was found, at all of it.

import { rowsOf, targetsOf } from "../data/analogy.js";
import { lookAt, lookFrom, showAll } from "../drawing/stage.js";
import { lookWanted } from "../host/page.js";
import { drawnAnalogy } from "./analogy.js";
import { around } from "./sight.js";

/** How much of the whole is shown at least: around a pinned item, around one that was found. */
const CLOSE = 0.00005;
export const FOUND = 0.06;

/** @typedef {import("./live.js").Live} Live */

/** @param {Live} live */
export function lookAtAll({ stage, shown }) {
  showAll(stage, shown.model);
}

/** @param {Live} live @param {number} row */
export function lookAtItem(live, row) {
  lookAt(live.stage, live.shown.model.linear, [row, ...around(live, row)], FOUND);
}

/** @param {Live} live @param {import("../drawing/marks.js").Asked} query */
export function lookAtQuery({ stage, shown }, { neighbors, place }) {
  lookAt(stage, shown.model.linear, neighbors.map((each) => each.row), FOUND, [place]);
}

/**
 * Look where the page wants, when it says so anew.
 * @param {Live} live
 * @param {import("../host/plot.js").Shown | null} before
 */
export function lookAsWanted(live, before) {
  const { stage, shown: { props, model } } = live;
  if (!before && lookFrom(stage, props.camera, model.axes.length)) return;
  const isMoved = before?.model.places.id !== model.places.id;
  const analogy = drawnAnalogy(live);
  const wanted = lookWanted(props, before?.props ?? null, isMoved, (row) => around(live, row), rowsOf(analogy));
  const isFlat = isMoved && props.analogies?.asked.plane && targetsOf(analogy, model.linear).length;
  if (isFlat) lookAt(stage, model.linear, rowsOf(analogy), CLOSE, targetsOf(analogy, model.linear));
  else if (wanted === "everything") lookAtAll(live);
  else if (wanted) lookAt(stage, model.linear, wanted, CLOSE, targetsOf(analogy, model.linear));
}
