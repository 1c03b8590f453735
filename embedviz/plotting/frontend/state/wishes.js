// How many neighbours the visitor wants to see, and whether closely. It is seen at once; the page
// hears of it, and what it says later of the same counts no more.

import { lookAsWanted } from "./looks.js";
import { hear } from "./question.js";
import { report, say, spoil } from "./report.js";

/**
 * @typedef {import("./live.js").Live} Live
 * @typedef {Partial<Pick<import("../host/page.js").Props, "k" | "zoom">>} Wishes
 */

/** @param {Live} live @param {Wishes} wishes @param {boolean} isTold Whether the page hears of it. */
export function wish(live, wishes, isTold) {
  const { shown, callbacks } = live;
  const before = { ...shown };
  Object.assign(live.wishes, wishes);
  shown.props = { ...shown.props, ...wishes };
  hear(live.question, shown);
  spoil(live);
  live.stale.dock = true;
  say(live, live.state.pinned);
  report(live);
  lookAsWanted(live, before);
  if (!isTold) return;
  if (wishes.k !== undefined) callbacks.k(wishes.k);
  if (wishes.zoom !== undefined) callbacks.zoom(wishes.zoom);
}
