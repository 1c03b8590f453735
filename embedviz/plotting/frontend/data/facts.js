// Search by fact (pure): "population > 5M and continent = Asia" as conditions, and who meets them.

import { amountsOf, spanOf, unitIn } from "./amounts.js";
import { folded } from "./folded.js";

/**
 * @typedef {import("./wire.js").Items} Items
 * @typedef {import("./wire.js").Fact} Fact
 * @typedef {{title: string, sign: string, value: string}} Condition As it is written.
 * @typedef {{rows: number[], words: string}} Found `words` are the conditions as a person would write them.
 * @typedef {{complaint: string}} Complaint One sentence: what is wrong, and what would be right.
 */

const CONDITION = /^\s*(.+?)\s*(<=|>=|!=|[<>=:≤≥≠])\s*(.*?)\s*$/u;
const SAME = /** @type {Record<string, string>} */ ({ "<=": "≤", ">=": "≥", "!=": "≠", ":": "=" });
const BETWEEN = /\s+and\s+|\s*&\s*/i;
const WORDS_IN_A_FACT = /\s*;\s*/;

/**
 * @param {string} text What is typed.
 * @returns {Condition[] | null} Null where it is no question about facts.
 */
export function conditionsOf(text) {
  const parts = text.split(BETWEEN).map((part) => CONDITION.exec(part));
  if (!parts.every(Boolean)) return null;
  return parts.map((part) => {
    const [, title, sign, value] = /** @type {RegExpExecArray} */ (part);
    return { title, sign: SAME[sign] ?? sign, value };
  });
}

/**
 * @param {string} text What is typed.
 * @param {Items} items
 * @returns {Found | Complaint | null} Null where it asks for no fact, or is not yet written to its end.
 */
export function foundByFact(text, items) {
  const conditions = conditionsOf(text);
  if (!conditions) return null;
  const tests = [];
  const words = [];
  for (const { title, sign, value } of conditions) {
    const fact = factCalled(title, items.facts);
    if (fact < 0) return { complaint: unknown(title, items.facts) };
    if (!value) return null;
    const test = testOf(items, fact, sign, value);
    if (typeof test === "string") return { complaint: test };
    tests.push(test);
    words.push(`${items.facts[fact].title} ${sign} ${value}`);
  }
  const rows = [];
  for (let row = 0; row < items.labels.length; row += 1) if (tests.every((test) => test(row))) rows.push(row);
  return { rows, words: words.join(" and ") };
}

/**
 * @param {string} title As somebody types it.
 * @param {Fact[]} facts
 * @returns {number} Which fact is meant: the one so called, or the first that begins so, or has a word that does; -1 for none.
 */
export function factCalled(title, facts) {
  const wanted = folded(title.trim());
  const titles = facts.map((fact) => folded(fact.title));
  const exact = titles.indexOf(wanted);
  if (exact >= 0 || !wanted) return exact;
  const begins = titles.findIndex((each) => each.startsWith(wanted));
  return begins >= 0 ? begins : titles.findIndex((each) => hasWord(each, wanted));
}

/**
 * How the last condition could go on.
 * @param {string} text What is typed.
 * @param {Items} items
 * @param {number} most
 * @returns {string[]} The whole text each time: with a fact's title, or one of its values, the most frequent first.
 */
export function completions(text, { facts, arrays }, most) {
  const at = lastConditionOf(text);
  const [before, last] = [text.slice(0, at), text.slice(at).trimStart()];
  const written = CONDITION.exec(last);
  if (!written) {
    const wanted = folded(last.trim());
    if (!wanted) return [];
    const begin = facts.filter(({ title }) => hasWord(folded(title), wanted));
    return begin.slice(0, most).map((fact) => `${before}${fact.title}${isOfNumbers(fact) ? " > " : ": "}`);
  }
  const [, title, sign, value] = written;
  const fact = factCalled(title, facts);
  const { texts } = facts[fact] ?? {};
  if (!texts || isOrder(SAME[sign] ?? sign)) return [];
  const wanted = folded(value);
  const ranked = valuesOf(texts, arrays[`fact${fact}`]).filter((each) => {
    const known = folded(each);
    return known !== wanted && hasWord(known, wanted);
  });
  return ranked.slice(0, most).map((each) => `${before}${facts[fact].title}${sign === ":" ? ":" : ` ${sign}`} ${each}`);
}

/** @param {string} text @returns {number} Where its last condition begins. */
function lastConditionOf(text) {
  let at = 0;
  for (const { index, 0: { length } } of text.matchAll(new RegExp(BETWEEN, "gi"))) at = index + length;
  return at;
}

/** @param {string[]} texts @param {ArrayLike<number> | undefined} codes @returns {string[]} Single values, the most frequent first. */
function valuesOf(texts, codes) {
  const counts = new Float64Array(texts.length);
  for (let row = 0; row < (codes?.length ?? 0); row += 1) counts[codes?.[row] ?? 0] += 1;
  /** @type {Map<string, number>} */
  const all = new Map();
  texts.forEach((text, code) => text.split(WORDS_IN_A_FACT).forEach((word) => {
    all.set(word, (all.get(word) ?? 0) + counts[code]);
  }));
  return [...all].sort((one, other) => other[1] - one[1]).map(([word]) => word);
}

/** @param {Fact} fact */
function isOfNumbers({ texts }) {
  return !texts || texts.every((text) => amountsOf(text) !== null);
}

/**
 * @param {Items} items
 * @param {number} fact
 * @param {string} sign
 * @param {string} value
 * @returns {((row: number) => boolean) | string} Whether a row meets a condition; or what is wrong with it.
 */
function testOf({ facts, arrays }, fact, sign, value) {
  const { texts, title, unit, one } = facts[fact];
  const known = arrays[`fact${fact}`];
  const span = spanOf(value, texts ? [unitIn(texts[0] ?? "")] : [unit, one]);
  if (!texts) {
    if (!span) return `“${title}” holds numbers: write ${title} > ${middling(known)}.`;
    const fits = inOrder(sign, span);
    return (row) => fits(known[row], known[row]);
  }
  if (isOrder(sign) && !(span && texts.some(amountsOf))) {
    return `“${title}” holds words: write ${title}: ${valuesOf(texts, known)[0]}.`;
  }
  const verdicts = texts.map((text) => {
    const amounts = span && amountsOf(text);
    if (amounts) return inOrder(sign, span)(...amounts);
    return !isOrder(sign) && isCalled(text, value) === (sign !== "≠");
  });
  return (row) => verdicts[known[row]];
}

/** @param {string} sign @returns {boolean} Whether it compares amounts. */
function isOrder(sign) {
  return "<>≤≥".includes(sign);
}

/**
 * @param {string} sign
 * @param {[number, number]} span What is asked for: a number twice, or the ends of a year.
 * @returns {(low: number, high: number) => boolean} What is not known meets nothing.
 */
function inOrder(sign, [from, to]) {
  if (sign === "<") return (_, high) => high < from;
  if (sign === "≤") return (_, high) => high <= to;
  if (sign === ">") return (low) => low > to;
  if (sign === "≥") return (low) => low >= from;
  if (sign === "≠") return (low, high) => high < from || low > to;
  return (low, high) => low <= to && high >= from;
}

/** @param {string} text @param {string} value @returns {boolean} Whether a value, one of several or a word of it begins with what is asked for. */
function isCalled(text, value) {
  return hasWord(folded(text), folded(value));
}

/** @param {string} text @param {string} wanted @returns {boolean} Whether it begins so, or a word in it does. */
function hasWord(text, wanted) {
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    if (at === 0 || !wanted || /[^\p{L}\p{N}]/u.test(text[at - 1])) return true;
  }
  return false;
}

/** @param {ArrayLike<number>} values @returns {string} A number to show how one asks. */
function middling(values) {
  const known = Array.from(values).filter(Number.isFinite).sort((one, other) => one - other);
  return String(Number((known[known.length >> 1] ?? 0).toPrecision(2)));
}

/** @param {string} title @param {Fact[]} facts */
function unknown(title, facts) {
  if (!facts.length) return "There are no facts to search by here, only names.";
  return `No fact is called “${title}”: there are ${facts.map((fact) => fact.title).join(", ")}.`;
}
