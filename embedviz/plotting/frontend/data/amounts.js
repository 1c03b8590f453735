// Numbers as people type them (pure): 5M, 5,000,000, 1.2 bn, 1990-01-15; and those that stand in a text.

const DAY = 86_400_000;
const NUMBER = /^([-−+]?(?:\d{1,3}(?:[, ]\d{3})+|\d+)?(?:\.\d+)?)\s*(.*)$/;
const DATE = /^([12]\d{3})(?:-(\d\d)(?:-(\d\d))?)?$/;
const SINCE = /^days since ([12]\d{3}-\d\d-\d\d)$/;
const IN_TEXT = /^([-−]?[\d,.]+)(?:–([\d,.]+))?/;
const SCALES = /** @type {Record<string, number>} */ ({
  k: 1e3, thousand: 1e3, m: 1e6, mn: 1e6, million: 1e6, b: 1e9, bn: 1e9, billion: 1e9,
});

/**
 * @param {string} text
 * @param {string[]} units As which the number may be followed: what is a unit here is no "million".
 * @returns {[number, number] | null} From where to where the number reaches: a year that is compared
 *   with dates reaches from its first day to its last.
 */
export function spanOf(text, units) {
  const dates = datesOf(text, units[0]);
  if (dates) return dates;
  const [, digits, rest] = NUMBER.exec(text.trim()) ?? [];
  if (!/\d/.test(digits ?? "")) return null;
  const value = Number(digits.replace(/[, ]/g, "").replace("−", "-"));
  const word = rest.toLowerCase();
  if (!word || units.some((unit) => unit.toLowerCase() === word)) return [value, value];
  const [scale, ...unit] = word.split(/\s+/);
  const isUnit = !unit.length || units.some((each) => each.toLowerCase() === unit.join(" "));
  return SCALES[scale] && isUnit ? [value * SCALES[scale], value * SCALES[scale]] : null;
}

/**
 * @param {string} text
 * @param {string} unit
 * @returns {[number, number] | null} The first and last moment of a date, counted as the fact counts.
 */
function datesOf(text, unit) {
  const [, year, month, day] = DATE.exec(text.trim()) ?? [];
  const [, since] = SINCE.exec(unit) ?? [];
  if (!year || !(since || unit === "year")) return null;
  const next = [Number(year) + Number(!month), Number(month ?? 1) - 1 + Number(!!month && !day), Number(day ?? 1) + Number(!!day)];
  const ends = [Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)), Date.UTC(next[0], next[1], next[2])];
  const [from, to] = ends.map((moment) => (since ? (moment - Date.parse(since)) / DAY : asYear(moment)));
  return [from, to - 1e-9 * Math.max(1, Math.abs(to))];
}

/** @param {number} moment @returns {number} Such as 1990.5 for the middle of a year. */
function asYear(moment) {
  const year = new Date(moment).getUTCFullYear();
  const [start, end] = [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)];
  return year + (moment - start) / (end - start);
}

/**
 * @param {string} text A fact, such as "22–24 min" or "7".
 * @returns {[number, number] | null} The least and the most it says; null where it says no number.
 */
export function amountsOf(text) {
  const [, low, high] = IN_TEXT.exec(text) ?? [];
  if (low === undefined) return null;
  const [from, to] = [low, high ?? low].map((each) => Number(each.replaceAll(",", "").replace("−", "-")));
  return Number.isFinite(from) && Number.isFinite(to) ? [from, to] : null;
}

/** @param {string} text A fact, such as "22–24 min". @returns {string} What follows its number. */
export function unitIn(text) {
  return text.replace(IN_TEXT, "").trim();
}
