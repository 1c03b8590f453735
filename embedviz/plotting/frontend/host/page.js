// The talk with the page: whose word about the pinned item is the last, and where the page wants
// one to look (pure).

/**
 * @typedef {import("../data/wire.js").Props} Props
 * @typedef {{pin: (label: string | null) => void,
 *   select: (rows: number[] | null, count: number) => void,
 *   narrow: (rows: number[], count: number) => void, ask: (text: string | null) => void}} Callbacks How the page hears of what the visitor does.
 */

/** @type {Callbacks} Of a page that hears nothing. */
export const DEAF = { pin() {}, select() {}, narrow() {}, ask() {} };

/**
 * @param {Props} props
 * @param {Props} old
 * @param {string | null | undefined} lastWord What the page last heard is pinned; undefined: nothing.
 * @returns {boolean} Whether the page pins something else, having heard the visitor's last word.
 */
export function pinsAnew(props, old, lastWord) {
  return props.pinned !== old.pinned && (lastWord === undefined || lastWord === props.heard);
}

/**
 * @param {Props} props
 * @param {Props | null} old
 * @param {boolean} isMoved Whether the points are elsewhere than before.
 * @param {(row: number) => number[]} around The neighbours of a row.
 * @returns {number[] | "everything" | null} The rows to look at, when the page says so anew; null
 *   where one may go on looking at what one looks at.
 */
export function lookWanted(props, old, isMoved, around) {
  const { zoom, analogy, pinned, k } = props;
  const isNew = isMoved || pinned !== old?.pinned || k !== old?.k
    || JSON.stringify(analogy) !== JSON.stringify(old?.analogy);
  if (zoom === (old?.zoom ?? false) && !(zoom && isNew)) return null;
  if (!zoom) return "everything";
  if (analogy) return [analogy.a, analogy.b, analogy.c, ...analogy.answers];
  return pinned === null ? "everything" : [pinned, ...around(pinned)];
}
