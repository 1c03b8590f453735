// Items and their facts as CSV that no spreadsheet takes for a program (pure).

/** What a cell begins with that a spreadsheet may calculate, by OWASP's page on CSV injection. */
const FORMULA = /^[=+\-@\t\r]/;
/** By which a spreadsheet knows UTF-8. */
const MARK = "\ufeff";

/**
 * @param {import("./wire.js").Items} items
 * @param {number[]} rows
 * @returns {string} A line for the titles, one for each of the rows.
 */
export function csvOf({ item, labels, facts, arrays }, rows) {
  const titles = [item, ...facts.map(({ title, unit }) => (unit ? `${title}, ${unit}` : title))];
  const lines = rows.map((row) => [labels[row], ...facts.map(({ texts }, each) => {
    const value = arrays[`fact${each}`][row];
    if (texts) return texts[value];
    return Number.isNaN(value) ? "" : value;
  })]);
  return MARK + [titles, ...lines].map((cells) => `${cells.map(cell).join()}\r\n`).join("");
}

/** @param {string | number} value @returns {string} A text that would be calculated gets an apostrophe. */
function cell(value) {
  if (typeof value === "number") return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
