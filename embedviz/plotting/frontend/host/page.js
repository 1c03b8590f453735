// The talk with the page: whose word about the pinned item is the last, and where the page wants
// one to look (pure).

/**
 * @typedef {import("../data/wire.js").Props} Props
 * @typedef {{pin: (label: string | null) => void,
 *   select: (rows: number[] | null, count: number) => void,
 *   narrow: (rows: number[], count: number) => void,
 *   ask: (text: string | null) => void, find: (text: string) => void,
 *   analogy: (asked: import("../data/wire.js").AnalogyAsked | null) => void, k: (k: number) => void,
 *   zoom: (isClose: boolean) => void, compare: (label: string | null) => void}} Callbacks How the page hears of what the visitor does.
 */

/** @type {Callbacks} Of a page that hears nothing. */
export const DEAF = { pin() {}, select() {}, narrow() {}, ask() {}, find() {}, analogy() {}, k() {}, zoom() {}, compare() {} };

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
 * @param {number[]} analogy The rows of the analogy that is drawn.
 * @returns {number[] | "everything" | null} The rows to look at, when the page says so anew; null
 *   where one may go on looking at what one looks at.
 */
export function lookWanted(props, old, isMoved, around, analogy = []) {
  const { zoom, analogies, pinned, k } = props;
  const isNew = isMoved || pinned !== old?.pinned || k !== old?.k
    || JSON.stringify(analogies?.answers) !== JSON.stringify(old?.analogies?.answers);
  if (zoom === (old?.zoom ?? false) && !(zoom && isNew)) return null;
  if (!zoom) return "everything";
  if (analogy.length) return analogy;
  return pinned === null ? "everything" : [pinned, ...around(pinned)];
}
