// Of which groups some items are, the most frequent first (pure).

/** So many groups are named; the rest are counted together. */
const MOST = 3;
const LONGEST = 18;

/**
 * @param {import("./colors.js").Coloring} coloring
 * @param {number[]} rows
 * @returns {string} Such as "7: 12 · 1: 3 · 3 more"; "" where no groups are drawn.
 */
export function classWords({ kind, codes, names }, rows) {
  if (kind !== "groups" || !codes || !rows.length) return "";
  const counts = new Array(names.length).fill(0);
  for (const row of rows) counts[codes[row]] += 1;
  const there = names.map((name, code) => ({ name, count: counts[code] })).filter(({ count }) => count);
  there.sort((a, b) => b.count - a.count);
  const words = there.slice(0, MOST).map(({ name, count }) => `${cut(name)}: ${count.toLocaleString("en")}`);
  if (there.length > MOST) words.push(`${(there.length - MOST).toLocaleString("en")} more`);
  return words.join(" · ");
}

/** @param {string} name */
function cut(name) {
  return name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name;
}
