// Colours: of a category, of a number on a scale, of the ground; and what Plotly wants of them.

/**
 * @typedef {{codes: Uint16Array, names: string[], within: number[]}} Finer The part of its group that
 *   an item is in, the parts' names, and the group of each.
 * @typedef {{id: string, kind: "same" | "groups" | "numbers", title: string, names: string[], named: boolean, hues: string[], counts: number[],
 *   codes?: Uint8Array, finer?: Finer, values?: Float32Array, scale?: [number, string][],
 *   low: number, high: number, ticks: [number[], string[]] | null}} Coloring
 */

export const NOBODY = "rgba(0,0,0,0)";

/**
 * @param {import("./wire.js").Color} part
 * @param {{name: string, other: string}} theme
 * @returns {Coloring}
 */
export function coloringOf(part, theme) {
  const { id, title } = part;
  const common = { id, title, names: [], named: false, hues: [], counts: [], low: 0, high: 1, ticks: null };
  const isDark = theme.name === "dark";
  if (part.kind === "groups") {
    const hues = (isDark ? part.dark : part.colors).map((hue) => hue ?? theme.other);
    const { names, named, counts, parts, within, arrays: { codes, parts: finest } } = part;
    const finer = parts && within && finest ? { codes: finest, names: parts, within } : undefined;
    return { ...common, kind: "groups", names, named, counts, hues, codes, finer };
  }
  if (part.kind === "same") return { ...common, kind: "same", hues: [isDark ? part.dark : part.color] };
  const { arrays: { values }, scale, ticks } = part;
  const [low, high] = extent(values);
  return { ...common, kind: "numbers", values, scale, low, high, ticks, hues: [theme.other] };
}

/**
 * @param {ArrayLike<number>} values
 * @returns {[number, number]} Smallest and largest of those that are numbers.
 */
export function extent(values) {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i += 1) {
    if (values[i] < low) low = values[i];
    if (values[i] > high) high = values[i];
  }
  if (low > high) return [0, 1];
  return low === high ? [low - 0.5, high + 0.5] : [low, high];
}

/**
 * Plotly's marker colours: one number a point and a scale with a step for each group, because a
 * hundred thousand colours as words take it ten times as long.
 * @param {Coloring} coloring
 * @param {Set<number>} hidden Groups that are not shown.
 * @returns {Record<string, any>}
 */
export function markerColors(coloring, hidden) {
  if (coloring.kind === "same") return { color: coloring.hues[0] };
  if (coloring.kind === "numbers") {
    return {
      color: coloring.values, cmin: coloring.low, cmax: coloring.high, colorscale: coloring.scale,
      showscale: false,
    };
  }
  const count = coloring.hues.length;
  const colorscale = coloring.hues.flatMap((hue, code) => {
    const shown = hidden.has(code) ? NOBODY : hue;
    return [[code / count, shown], [(code + 1) / count, shown]];
  });
  return { color: coloring.codes, cmin: -0.5, cmax: count - 0.5, colorscale, showscale: false };
}

/**
 * @param {Coloring} coloring
 * @param {number} row
 * @returns {string} The colour of one item.
 */
export function hueOf(coloring, row) {
  const { codes, values, scale, hues, low, high } = coloring;
  if (codes) return hues[codes[row]];
  if (!values || !scale || !Number.isFinite(values[row])) return hues[0];
  return onScale(scale, (values[row] - low) / (high - low));
}

/**
 * @param {[number, string][]} scale
 * @param {number} share 0 to 1
 * @returns {string} The nearest stop's colour: ten stops are enough for a dot.
 */
export function onScale(scale, share) {
  return scale[Math.round(share * (scale.length - 1))][1];
}

/**
 * @param {string} color `rgb(...)` or `#rrggbb`
 * @returns {boolean} Whether light text belongs on it.
 */
export function isDark(color) {
  const numbers = channels(color);
  return 0.2126 * numbers[0] + 0.7152 * numbers[1] + 0.0722 * numbers[2] < 128;
}

/**
 * @param {string} one `rgb(...)` or `#rrggbb`
 * @param {string} other
 * @param {number} share Of the other, 0 to 1.
 * @returns {string} Between the two.
 */
export function mixed(one, other, share) {
  const to = channels(other);
  return `rgb(${channels(one).map((value, at) => Math.round(value + (to[at] - value) * share)).join(", ")})`;
}

/** @param {string} color @returns {number[]} Red, green and blue, 0 to 255. */
export function channels(color) {
  const hex = /^#(..)(..)(..)/.exec(color);
  if (hex) return hex.slice(1).map((pair) => parseInt(pair, 16));
  return (color.match(/[\d.]+/g) ?? [255, 255, 255]).slice(0, 3).map(Number);
}

/**
 * Rows by their colour: one path for each costs a tenth of one for each row.
 * @template Each
 * @param {Iterable<Each>} all
 * @param {(each: Each) => number} rowOf
 * @param {Coloring} coloring
 * @returns {Map<string, Each[]>}
 */
export function byHue(all, rowOf, coloring) {
  /** @type {Map<string, Each[]>} */
  const groups = new Map();
  for (const each of all) {
    const hue = hueOf(coloring, rowOf(each));
    const known = groups.get(hue);
    if (known) known.push(each);
    else groups.set(hue, [each]);
  }
  return groups;
}
