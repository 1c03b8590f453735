// What is asked by meaning: the question that is drawn, the one that waits for the page's answer.

import { askedOver, isAnswered, nearQuery, placeOfQuery } from "../data/query.js";

/** Milliseconds after which no answer comes. */
const PATIENCE = 30000;

/**
 * @typedef {import("../drawing/marks.js").Asked} Drawn
 * @param {{changed: () => void, fly: (query: Drawn) => void,
 *   tell: (text: string | null) => void}} doors
 */
export function makeQuestion({ changed, fly, tell }) {
  /** @type {import("../data/query.js").Asked | null} */
  let waiting = null;
  /** @type {Drawn | null} */
  let drawn = null;
  /** @type {import("../host/plot.js").Shown | null} */
  let latest = null;
  let timer = 0;

  function settle() {
    clearTimeout(timer);
    waiting = null;
  }

  /**
   * Take what the page answers; nothing that the visitor has let go of.
   * @param {import("../host/plot.js").Shown} now
   * @returns {Drawn | null}
   */
  function hear(now) {
    const { model, given: { query } } = now;
    latest = now;
    if (waiting && isAnswered(waiting, query)) settle();
    drawn = query && waiting?.text !== null ? {
      text: query.text, note: query.note, place: placeOfQuery(query, model),
      neighbors: nearQuery(query, model),
    } : null;
    return drawn;
  }

  function giveUp() {
    settle();
    if (latest) hear(latest);
    changed();
  }

  return {
    hear,
    settle,
    shown: () => drawn,

    /** @returns {{text: string, isLooking: boolean}} The words that stand in the search box. */
    words: () => ({
      text: waiting ? waiting.text ?? "" : drawn?.text ?? "", isLooking: Boolean(waiting?.text),
    }),

    /**
     * @param {string | null} text Null lets go.
     * @param {import("../host/plot.js").Shown} now
     */
    ask(text, now) {
      if (drawn && text === drawn.text && !waiting) {
        fly(drawn);
        return;
      }
      waiting = askedOver(text, now.given.query);
      tell(text);
      clearTimeout(timer);
      timer = setTimeout(giveUp, PATIENCE);
      hear(now);
      changed();
    },
  };
}
