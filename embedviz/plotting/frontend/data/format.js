// How numbers and facts are written for a person; as embedviz/plotting/numbers.py writes them (pure).

const NOT_KNOWN = "not known";
/** @type {Record<string, string>} */
const SINGULAR = { people: "person", hours: "hour", years: "year", days: "day", minutes: "minute" };

/**
 * @param {number} value
 * @returns {string}
 */
export function number(value) {
  if (Number.isNaN(value)) return NOT_KNOWN;
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const size = Math.abs(value);
  let text;
  if (size === 0) text = "0"; // no minus before a zero
  else if (Number.isInteger(value) || size >= 1000) text = Math.round(value).toLocaleString("en-US");
  else if (size >= 10) text = trimmed(value.toFixed(2));
  else if (size >= 0.01) text = trimmed(value.toFixed(3));
  else if (size >= 1e-4) text = String(Number(value.toPrecision(2)));
  else text = Number(value.toPrecision(2)).toExponential().replace(/e-(\d)$/, "e-0$1");
  return text.startsWith("-") ? `−${text.slice(1)}` : text;
}

/**
 * @param {number[]} values Of one column.
 * @returns {string[]} With the same number of decimals.
 */
export function numbers(values) {
  const sizes = values.map(Math.abs).filter((size) => size !== 0);
  if (!sizes.length || !sizes.every((size) => size >= 0.01 && size < 1000)) return values.map(number);
  let decimals = Math.max(...sizes) >= 10 ? 2 : 3;
  let texts = values.map((value) => (value || 0).toFixed(decimals));
  while (decimals && texts.every((text) => text.endsWith("0"))) {
    decimals -= 1;
    texts = texts.map((text) => text.slice(0, -1).replace(/\.$/, ""));
  }
  return texts.map((text) => text.replace("-", "−"));
}

/** @param {string} text */
function trimmed(text) {
  return text.replace(/0+$/, "").replace(/\.$/, "");
}

/**
 * @param {number} share
 * @returns {string} In percent.
 */
export function percent(share) {
  const value = 100 * share;
  if (value > 0 && value < 0.1) return "under 0.1 %";
  return value >= 1 || value === 0 ? `${value.toFixed(0)} %` : `${value.toPrecision(1)} %`;
}

/**
 * @param {{unit: string, texts: string[] | null}} fact How a column is written.
 * @param {ArrayLike<number>} values
 * @param {number} row
 * @returns {string}
 */
export function factText(fact, values, row) {
  const value = values[row];
  if (fact.texts) return fact.texts[value];
  if (Number.isNaN(value)) return NOT_KNOWN;
  const isYear = !fact.unit && Number.isInteger(value) && value >= 1000 && value < 3000;
  const text = isYear ? String(value) : number(value);
  if (fact.unit === "°") return `${text}°`;
  const unit = Math.abs(value) === 1 ? SINGULAR[fact.unit] ?? fact.unit : fact.unit;
  return unit ? `${text} ${unit}` : text;
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
