// How numbers and facts are written for a person (pure): as embedviz/plotting/numbers.py writes them,
// which tests/numbers.json holds.

const NOT_KNOWN = "not known";
const SINCE = /^days since ([12]\d{3}-\d\d-\d\d)$/;
const [MOST_DAYS, MINUTE, DAY] = [36500, 60_000, 86_400_000];
/** Of a day: what a date loses as a number of years. */
const ROUNDED_OFF = 1e-6;

/**
 * @param {number} value
 * @returns {string}
 */
export function number(value) {
  if (Number.isNaN(value)) return NOT_KNOWN;
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const size = Math.abs(value);
  const text = size === 0 || size >= 0.01 || Number.isInteger(value)
    ? fixed(size, 0, size >= 1000 ? 0 : size >= 10 ? 2 : 3)
    : small(Number(size.toPrecision(2)));
  return value < 0 ? `−${text}` : text;
}

/** @param {number} size Rounded. */
function small(size) {
  return size >= 1e-4 ? String(size) : size.toExponential().replace(/e-(\d)$/, "e-0$1");
}

/**
 * Half is rounded up: half of what is read, not of what the machine holds.
 * @param {number} value
 * @param {number} least How many decimals.
 * @param {number} most
 */
function fixed(value, least, most = least) {
  return rounded(value, most).toLocaleString("en-US", { minimumFractionDigits: least, maximumFractionDigits: most });
}

/** @param {number} value @param {number} decimals @param {number} [shift] By ten to the power of it. */
function rounded(value, decimals, shift = 0) {
  if (Math.abs(value) >= 1e15) return value; // it has no decimals
  return Math.sign(value) * Number(`${Math.round(Number(`${Math.abs(value)}e${decimals + shift}`))}e-${decimals}`);
}

/**
 * @param {number[]} values Of one column.
 * @returns {string[]} With the same number of decimals.
 */
export function numbers(values) {
  const sizes = values.map(Math.abs).filter((size) => size !== 0);
  if (!sizes.length || !sizes.every((size) => size >= 0.01 && size < 1000)) return values.map(number);
  let decimals = Math.max(...sizes) >= 10 ? 2 : 3;
  const all = values.map((value) => value || 0);
  while (decimals && all.every((value) => fixed(value, decimals).endsWith("0"))) decimals -= 1;
  return all.map((value) => fixed(value, decimals).replace("-", "−"));
}

/**
 * @param {number} share
 * @returns {string} In percent.
 */
export function percent(share) {
  if (share > 0 && share < 0.001) return "under 0.1 %";
  return `${rounded(share, share > 0 && share < 0.01 ? 1 : 0, 2)} %`;
}

/**
 * @param {import("./wire.js").Fact} fact How a column is written.
 * @param {ArrayLike<number>} values
 * @param {number} row
 * @returns {string}
 */
export function factText(fact, values, row) {
  return fact.texts ? fact.texts[values[row]] : valueText(values[row], fact.unit, fact.one);
}

/**
 * @param {number} value
 * @param {string} unit
 * @param {string} one The unit as it follows a 1.
 * @returns {string} A year is not grouped, what was read from dates is written as a date.
 */
export function valueText(value, unit, one) {
  if (Number.isNaN(value)) return NOT_KNOWN;
  if (!unit && mayBeYear(value) && Number.isInteger(value)) return String(value);
  const date = dateText(value, unit);
  if (date) return date;
  if (unit === "°") return `${number(value)}°`;
  return unit ? `${number(value)} ${Math.abs(value) === 1 ? one : unit}` : number(value);
}

/** @param {number} value */
function mayBeYear(value) {
  return value >= 1000 && value < 3000;
}

/**
 * @param {number} value A date as embedviz/datasets/reading/dates.py makes it a number.
 * @param {string} unit
 * @returns {string} The date; "" where it is none.
 */
function dateText(value, unit) {
  const [, since] = SINCE.exec(unit) ?? [];
  if (since && Math.abs(value) < MOST_DAYS) {
    const moment = new Date(Date.parse(since) + Math.floor(value * 24 * 60 + 0.5) * MINUTE);
    const time = moment.toISOString().slice(11, 16);
    return time === "00:00" ? dayText(moment) : `${dayText(moment)}, ${time}`;
  }
  if (unit !== "year" || !mayBeYear(value)) return "";
  const year = Math.floor(value);
  if (value === year) return String(year);
  const [start, end] = [year, year + 1].map((each) => Date.UTC(each, 0, 1) / DAY);
  return dayText(new Date((start + Math.floor((value - year) * (end - start) + ROUNDED_OFF)) * DAY));
}

/** @param {Date} date @returns {string} Such as "15 January 1990". */
function dayText(date) {
  return date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}

/**
 * @param {string} text
 * @param {number} length
 * @returns {string} Cut, with the cut marked.
 */
export function shortened(text, length = 42) {
  return text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`;
}

/**
 * @param {string} text
 * @returns {string} Safe inside Plotly's own little markup: it stays letters.
 */
export function safe(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/**
 * @param {string} label
 * @param {boolean} withPlace Whether a comma parts a name from its place.
 * @returns {string} The name alone: "Vancouver" of "Vancouver, Canada".
 */
export function shortName(label, withPlace) {
  return withPlace ? label.split(",", 1)[0] : label;
}
