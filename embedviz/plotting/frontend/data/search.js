// Search as one types (pure): whole labels first, then beginnings, then beginnings of words, then
// anything that has the letters in it; accents and case don't matter.

export const MOST_LISTED = 8;

/**
 * @param {string} text
 * @returns {string}
 */
export function folded(text) {
  return text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();
}

/** @typedef {{row: number} | {question: string} | {name: string}} Option An item, the words as a
 *  question, or as the name of an item that isn't drawn. */

/**
 * @param {number[]} found
 * @param {string} text What is typed.
 * @param {boolean} asks Whether words can be searched by meaning.
 * @param {boolean} [isMore] Whether there are items that aren't drawn.
 * @returns {Option[]} What is listed: the best of those found, at the end the words themselves.
 */
export function listed(found, text, asks, isMore = false) {
  /** @type {Option[]} */
  const options = found.slice(0, MOST_LISTED).map((row) => ({ row }));
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
