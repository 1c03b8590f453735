// What is asked by meaning: the question that is drawn, the one that waits for the page's answer.

import { askedOver, isAnswered, nearQuery, placeOfQuery } from "../data/query.js";

/** Milliseconds after which no answer comes. */
const PATIENCE = 30000;

/**
 * @typedef {import("../drawing/marks.js").Asked} Drawn
 * @typedef {import("../host/plot.js").Shown} Shown
 * @typedef {{waiting: import("../data/query.js").Asked | null, drawn: Drawn | null, timer: number, over: number | null}} Question
 *   `over` is the item that was selected when it was asked: it steps back until another is.
 */

/** @returns {Question} */
export function makeQuestion() {
  return { waiting: null, drawn: null, timer: 0, over: null };
}

/** @param {Question} question @returns {{text: string, isLooking: boolean}} The words that stand in the search box. */
export function wordsOf({ waiting, drawn }) {
  return { text: waiting ? waiting.text ?? "" : drawn?.text ?? "", isLooking: Boolean(waiting?.text) };
}

/** Whether the question is what one looks at. @param {Question} question @param {number | null} pinned */
export function isLookedAt({ drawn, over }, pinned) {
  return Boolean(drawn) && pinned === over;
}

/** Wait no longer. @param {Question} question */
export function settle(question) {
  clearTimeout(question.timer);
  question.waiting = null;
}

/**
 * Take what the page answers; nothing that the visitor has let go of.
 * @param {Question} question
 * @param {Shown} shown
 * @returns {Drawn | null}
 */
export function hear(question, { model, props: { query, k } }) {
  if (question.waiting && isAnswered(question.waiting, query)) settle(question);
  question.drawn = query && question.waiting?.text !== null ? {
    text: query.text, note: query.note, place: placeOfQuery(query, model),
    neighbors: nearQuery(query, model).slice(0, k),
  } : null;
  return question.drawn;
}

/**
 * @param {Question} question
 * @param {string | null} text Null lets go.
 * @param {Shown} shown
 * @param {() => void} giveUp Called when no answer has come.
 */
export function wait(question, text, shown, giveUp) {
  clearTimeout(question.timer);
  question.waiting = askedOver(text, shown.props.query);
  question.timer = setTimeout(giveUp, PATIENCE);
  hear(question, shown);
}
