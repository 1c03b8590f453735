// How much room there is, and what follows from it (pure): on a phone everything is smaller and less,
// on a projector larger, so that the back row can read it.

const [NARROW, WIDE] = [520, 800];
const SHEET = 700;
const [SMALLEST, LARGEST] = [0.7, 1.25];
const PIXELS_PER_NAME = 5000;
const ON_A_PHONE = 1.6;
/** The smallest text that still is read, in pixels where type is as usual. */
const CAPTION = 12;
const [LOWEST_MAP, MAP_SHAPE, TALLEST] = [200, 0.56, 1.1];
/** A window so high has room for what the page wishes; a higher one for more. */
const [WINDOW, MOST_GROWN, GROWN_SHAPE] = [900, 1.4, 0.9];

/** @param {number} width @returns {boolean} Whether a plot so wide is one on a phone. */
export function isNarrow(width) {
  return width < NARROW;
}

/** @param {number} width @returns {boolean} Whether a dock lies below a plot so wide, as a sheet. */
export function isSheet(width) {
  return width < SHEET;
}

/** @param {number} width @returns {boolean} Whether it is one on a projector. */
export function isWide(width) {
  return width > WIDE;
}

/** @param {number} width @returns {number} How large points are drawn, 1 on a laptop. */
export function pointScale(width) {
  if (isNarrow(width)) return Math.max(SMALLEST, width / NARROW);
  return Math.min(LARGEST, Math.max(1, width / WIDE));
}

/** @param {number} width @returns {number} How large texts are written, 1 on a laptop. */
export function textScale(width) {
  if (isNarrow(width)) return 0.86;
  return Math.min(LARGEST, Math.max(1, width / WIDE));
}

/**
 * How large a text is written. Where all type around the plot is larger than usual, as on a stage,
 * a text grows with it and none is smaller than a caption.
 * @param {number} size In pixels, as on a laptop.
 * @param {number} width Of the plot.
 * @param {number} type How large type is around it, 1 as usual.
 * @returns {number}
 */
export function typeSize(size, width, type) {
  return type > 1 ? type * Math.max(CAPTION, size) : size * textScale(width);
}

/** @param {number} width @param {number} height @returns {number} How many names there is room for. */
export function mostNames(width, height) {
  const each = PIXELS_PER_NAME * (isNarrow(width) ? ON_A_PHONE : 1);
  return Math.round((width * height) / each / textScale(width) ** 2);
}

/**
 * @param {number} height As the page wishes.
 * @param {number} width
 * @param {boolean} isMap A map has a shape of its own.
 * @param {number} [window] How high the visitor's window is.
 * @returns {number}
 */
export function heightFor(height, width, isMap, window = WINDOW) {
  const grown = height * Math.min(MOST_GROWN, Math.max(1, window / WINDOW));
  if (isMap) return Math.round(Math.min(grown, Math.max(LOWEST_MAP, width * MAP_SHAPE)));
  if (isNarrow(width)) return Math.round(Math.min(height, width * TALLEST));
  return Math.round(Math.max(height, Math.min(grown, width * GROWN_SHAPE)));
}

/**
 * Which entries of a legend stand in one row: the most frequent, as many as there is room for.
 * @param {number[]} widths Of the entries, gaps included.
 * @param {ArrayLike<number>} counts How many items each stands for.
 * @param {number} room For them and, where not all fit, for the button that unfolds the rest.
 * @param {number} button
 * @param {number} [most]
 * @returns {Set<number>} Their numbers.
 */
export function inOneRow(widths, counts, room, button, most = Infinity) {
  const all = widths.map((_, each) => each);
  if (all.length <= most && widths.reduce((sum, width) => sum + width, 0) <= room) return new Set(all);
  const frequent = all.sort((a, b) => counts[b] - counts[a] || a - b);
  /** @type {Set<number>} */
  const shown = new Set();
  let used = button;
  for (const each of frequent) {
    used += widths[each];
    if (used > room || shown.size >= most) break;
    shown.add(each);
  }
  return shown;
}
