// What a key means (pure). A key that is meant for something else on the page means nothing here:
// letters while one types, arrows on a slider, space on a button.

/** @typedef {"typing" | "widget" | "button" | "page"} Focus */

/** Always. @type {Record<string, string>} */
const LETTERS = { p: "present", n: "notes", l: "light", f: "full", "?": "keys", Escape: "leave" };
/** Where no control wants them. @type {Record<string, string>} */
const ARROWS = { ArrowRight: "next", ArrowLeft: "back" };
/** On stage only: elsewhere these scroll the page. @type {Record<string, string>} */
const PAGES = { PageDown: "next", PageUp: "back", " ": "next" };

/** For who asks; each is "key: what it does". */
export const KEYS = [
  "→ or Page Down or space: on",
  "← or Page Up: back",
  "1 to 4: answer the question",
  "n: speaker notes",
  "l: a light that points",
  "f: fill the whole screen",
  "p: on stage, and off it",
  "Esc: out of a field, then off the stage",
];

const TYPING = "input:not([type=checkbox]):not([type=radio]):not([type=range]), textarea, select, [contenteditable=''], [contenteditable=true]";
const WIDGET = "[role=slider], [role=listbox], [role=option], [role=combobox], [role=radio], [role=application], [role=grid], [type=range], [type=radio], [type=checkbox]";

/** @param {EventTarget | null | undefined} target @returns {Focus} */
export function focusOf(target) {
  if (!(target instanceof Element)) return "page";
  if (target.closest(TYPING)) return "typing";
  if (target.closest(WIDGET)) return "widget";
  return target.closest("button, a, summary") ? "button" : "page";
}

/**
 * @param {{key: string, ctrlKey?: boolean, metaKey?: boolean, altKey?: boolean}} event
 * @param {Focus} focus
 * @param {{presenting: boolean, choices: number}} given
 * @returns {string} Nothing, where the key is meant for something else.
 */
export function meaningOf({ key, ctrlKey, metaKey, altKey }, focus, { presenting, choices }) {
  if (ctrlKey || metaKey || altKey) return "";
  if (focus === "typing" || focus === "widget") {
    if (key === "Escape") return "blur";
    if (focus === "typing") return "";
  }
  const known = LETTERS[key] ?? LETTERS[key.toLowerCase()];
  if (known) return known;
  if (focus === "widget") return "";
  if (/^[1-9]$/.test(key)) return Number(key) <= choices ? key : "";
  if (key === " " && focus === "button") return "";
  return ARROWS[key] ?? (presenting ? PAGES[key] ?? "" : "");
}
