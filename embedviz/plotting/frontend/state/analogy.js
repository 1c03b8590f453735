// The analogy that is asked: the question is the visitor's at once, the page answers when it has
// computed. What it says of the question, and what is drawn of it.

import { NOTHING_ASKED, isEmpty, isSame, isWhole } from "../data/slots.js";
import { reduce } from "./store.js";

/**
 * @typedef {import("./live.js").Live} Live
 * @typedef {import("../data/slots.js").Asked} Asked
 */

/** @param {Live} live @returns {Asked} With a method, even where nothing is asked yet. */
export function questionOf({ state: { asked }, shown: { props: { analogies } } }) {
  return asked.method ? asked : { ...NOTHING_ASKED, ...analogies?.asked };
}

/** Tell the page what is asked; nothing where another tab is open. @param {Live} live */
export function tellAnalogy(live) {
  live.lastAsked = live.state.tab === "analogy" ? questionOf(live) : null;
  live.callbacks.analogy(live.lastAsked);
}

/**
 * Take the question as the page knows it, unless it hasn't heard yet of the visitor's last word.
 * @param {Live} live
 */
export function adoptAnalogy(live) {
  const { lastAsked, shown: { props: { analogies } } } = live;
  if (!analogies) return;
  const { asked, heard } = analogies;
  const isFirst = lastAsked === undefined && !isEmpty(asked);
  if (!isFirst && !(lastAsked && isSame(lastAsked, heard))) return;
  const { slot } = live.state;
  live.state = reduce(live.state, { type: "tab", tab: "analogy" });
  if (!isSame(asked, live.state.asked)) live.state = reduce(live.state, { type: "asked", asked });
  live.state = reduce(live.state, { type: "slot", slot });
  live.lastAsked = asked;
}

/** @param {Live} live @returns {import("../data/wire.js").AnalogyAnswer[]} To what is asked now. */
export function answersOf({ state: { asked }, shown: { props: { analogies } } }) {
  const isAnswered = analogies && isWhole(asked)
    && isSame({ ...asked, plane: false }, { ...analogies.asked, plane: false });
  return isAnswered ? analogies.answers : [];
}

/** @param {Live} live @returns {boolean} Whether the page still has to answer. */
export function isWaiting({ state: { asked }, shown: { props: { analogies } } }) {
  return isWhole(asked) && !isSame(asked, analogies?.asked ?? null);
}

/**
 * @param {Live} live
 * @returns {import("../data/analogy.js").Drawn | null} What is drawn of the question; null where none is.
 */
export function drawnAnalogy(live) {
  const { state: { tab, asked }, shown: { model, props: { analogies } } } = live;
  if (tab !== "analogy" || !analogies || isEmpty(asked)) return null;
  const row = (/** @type {string} */ label) => {
    const at = label ? model.items.labels.indexOf(label) : -1;
    return at < 0 ? null : at;
  };
  const drawn = answersOf(live).flatMap((each) => (each.row === null ? [] : [{ ...each, row: each.row }]));
  return {
    a: row(asked.a), b: row(asked.b), c: row(asked.c),
    answers: drawn.map((each) => each.row), notes: drawn.map((each) => each.far),
  };
}
