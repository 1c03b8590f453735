// Search as one types (pure): whole labels first, then beginnings, then beginnings of words, then
// anything that has the letters in it; accents and case don't matter. Where no label has them, facts.

import { completions, foundByFact } from "./facts.js";
import { folded } from "./folded.js";

/** So few that the list leaves the plot to be seen. */
export const MOST_LISTED = 6;
const [MOST_TITLES, MOST_VALUES, FEWEST_LETTERS] = [2, 4, 2];

/**
 * @typedef {{row: number} | {rows: number[]} | {typed: string} | {question: string} | {name: string}} Option
 *   An item, all that were found, a text that goes on with what is typed, the words as a question, or
 *   as the name of an item that isn't drawn.
 * @typedef {{found: number[], complaint: string, options: Option[]}} Answer
 */

/**
 * @param {string} text What is typed.
 * @param {{items: import("./wire.js").Items, folded: string[]}} model
 * @param {boolean} asks Whether words can be searched by meaning.
 * @param {boolean} [isMore] Whether there are items that aren't drawn.
 * @returns {Answer} Who has the letters in the name, or meets the conditions; what is to be listed.
 */
export function answered(text, { items, folded: labels }, asks, isMore = false) {
  const named = matches(labels, text);
  const fact = named.length ? null : foundByFact(text, items);
  if (!fact || "complaint" in fact) {
    const titles = text.trim().length < FEWEST_LETTERS ? [] : completions(text, items, named.length ? MOST_TITLES : MOST_VALUES);
    const options = listed(named, text, asks, isMore, titles);
    return { found: named, options, complaint: fact && !asks && !isMore ? fact.complaint : "" };
  }
  const { rows } = fact;
  const typed = completions(text, items, MOST_VALUES).map((each) => ({ typed: each }));
  return { found: rows, options: [...rows.length ? [{ rows }] : [], ...typed], complaint: "" };
}

/**
 * @param {number[]} found
 * @param {string} text What is typed.
 * @param {boolean} asks Whether words can be searched by meaning.
 * @param {boolean} [isMore] Whether there are items that aren't drawn.
 * @param {string[]} [texts] That go on with it.
 * @returns {Option[]} What is listed: the best of those found, all of them where there are more, what
 *   may be meant besides, at the end the words themselves.
 */
export function listed(found, text, asks, isMore = false, texts = []) {
  /** @type {Option[]} */
  const options = found.slice(0, MOST_LISTED).map((row) => ({ row }));
  if (found.length > options.length) options.push({ rows: found });
  options.push(...texts.map((typed) => ({ typed })));
  if (isMore && text.trim()) options.push({ name: text.trim() });
  if (asks && text.trim()) options.push({ question: text.trim() });
  return options;
}

/**
 * @param {string[]} labels Folded.
 * @param {string} query
 * @returns {number[]} Rows that match, best first; rows of one rank stay in order.
 */
export function matches(labels, query) {
  const wanted = folded(query.trim());
  if (!wanted) return [];
  /** @type {number[][]} */
  const ranks = [[], [], [], []];
  labels.forEach((label, row) => {
    const at = label.indexOf(wanted);
    if (at < 0) return;
    if (label.length === wanted.length) ranks[0].push(row);
    else if (at === 0) ranks[1].push(row);
    else if (/[^\p{L}\p{N}]/u.test(label[at - 1])) ranks[2].push(row);
    else ranks[3].push(row);
  });
  return ranks.flat();
}
