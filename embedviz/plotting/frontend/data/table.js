// Items and their facts as CSV that no spreadsheet takes for a program (pure).

/** What a cell begins with that a spreadsheet may calculate, by OWASP's page on CSV injection. */
const FORMULA = /^[=+\-@\t\r]/;
/** By which a spreadsheet knows UTF-8. */
const MARK = "\ufeff";

/**
 * @param {import("./wire.js").Items} items
 * @param {number[]} rows
 * @param {import("./wire.js").Places} places
 * @returns {string} A line for the titles, one for each of the rows: its number from 0, by which pandas
 *   finds it, its name and facts, its texts in full, where it is drawn.
 */
export function csvOf({ item, labels, facts, texts: whole, arrays }, rows, { arrays: { coordinates } }) {
  const dimensions = coordinates.shape[1];
  const axes = [..."xyz"].slice(0, dimensions);
  const titles = [
    "row", item, ...facts.map(({ title, unit }) => (unit ? `${title}, ${unit}` : title)),
    ...whole.map(({ title }) => title), ...axes,
  ];
  const lines = rows.map((row) => [row, labels[row], ...facts.map(({ texts }, each) => {
    const value = arrays[`fact${each}`][row];
    if (texts) return texts[value];
    return Number.isNaN(value) ? "" : value;
  }), ...whole.map(({ cells }) => cells[row]), ...axes.map((_, each) => shortest(coordinates[row * dimensions + each]))]);
  return MARK + [titles, ...lines].map((cells) => `${cells.map(cell).join()}\r\n`).join("");
}

/** @param {number} value @returns {number} With no more digits than tell a float32 from every other. */
function shortest(value) {
  return Number(value.toPrecision(9));
}

/** @param {string | number} value @returns {string} A text that would be calculated gets an apostrophe. */
function cell(value) {
  if (typeof value === "number") return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
