// The talk with the page: whose word about the pinned item is the last, and where the page wants
// one to look (pure).

/**
 * @typedef {{pinned: number | null, heard?: string | null, k: number, zoom: boolean,
 *   height: number, analogy: import("../data/analogy.js").Drawn | null,
 *   link?: string | null, camera?: string | null,
 *   asks?: boolean, query?: import("../data/query.js").Query | null}} Given What the page says: `link`
 *   is the name of the address's parameter that holds a camera, `camera` what it held.
 * @typedef {{pin: (label: string | null) => void,
 *   select: (rows: number[] | null, count: number) => void,
 *   ask: (text: string | null) => void}} Doors What the page is told.
 */

/**
 * @param {Given} given
 * @param {Given} old
 * @param {string | null | undefined} told What the page was last told is pinned; undefined: nothing.
 * @returns {boolean} Whether the page pins something else, having heard the visitor's last word.
 */
export function pinsAnew(given, old, told) {
  return given.pinned !== old.pinned && (told === undefined || told === given.heard);
}

/**
 * @param {Given} given
 * @param {Given | null} old
 * @param {boolean} isMoved Whether the points are elsewhere than before.
 * @param {(row: number) => number[]} around The neighbours of a row.
 * @returns {number[] | "everything" | null} The rows to look at, when the page says so anew; null
 *   where one may go on looking at what one looks at.
 */
export function lookWanted(given, old, isMoved, around) {
  const { zoom, analogy, pinned, k } = given;
  const isNew = isMoved || pinned !== old?.pinned || k !== old?.k
    || JSON.stringify(analogy) !== JSON.stringify(old?.analogy);
  if (zoom === (old?.zoom ?? false) && !(zoom && isNew)) return null;
  if (!zoom) return "everything";
  if (analogy) return [analogy.a, analogy.b, analogy.c, ...analogy.answers];
  return pinned === null ? "everything" : [pinned, ...around(pinned)];
}
