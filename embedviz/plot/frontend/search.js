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
