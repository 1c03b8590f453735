// The search box, with the list of what matches below it, by name or by fact; where the page
// understands words, the list ends with a search by meaning, and the words stay in the box for as long
// as they are drawn.

import { number, shortened } from "../data/format.js";
import { quoted } from "../data/query.js";
import { answered } from "../data/search.js";
import { element } from "./dom.js";

/**
 * @typedef {import("../data/search.js").Option} Option
 * @typedef {{asks: boolean, text: string, isLooking: boolean, findable: number,
 *   sought: import("../data/wire.js").Sought | null}} Question Whether one may ask, what is asked now,
 *   whether its answer is still to come; how many items there are, where not all of them are drawn.
 * @typedef {{send: (event: Record<string, any>) => void, fly: (row: number) => void,
 *   gather: (rows: number[]) => void, ask: (text: string | null) => void, find: (text: string) => void,
 *   model: () => import("../data/model.js").Model | null}} Callbacks
 * @typedef {{callbacks: Callbacks, input: HTMLInputElement, list: HTMLElement, question: Question,
 *   answer: import("../data/search.js").Answer, marked: number, isTyping: boolean}} Box `marked` is the
 *   option that the arrows stand on, or -1.
 */

const [PLAIN, ASKING] = ["Search in the plot", "Search, also by meaning"];
const LONGEST = 48;
/** @type {import("../data/search.js").Answer} */
const NOTHING = { found: [], options: [], complaint: "" };

/** @param {Callbacks} callbacks */
export function makeSearchBox(callbacks) {
  const list = element("ul", { class: "ev-found", role: "listbox", hidden: true, id: unique("found") });
  const input = element("input", {
    type: "search", placeholder: PLAIN, "aria-label": PLAIN, role: "combobox",
    "aria-expanded": "false", "aria-controls": list.id, autocomplete: "off", spellcheck: "false",
  });
  const looking = element("span", { class: "ev-looking", role: "status", text: "" });
  /** @type {Box} */
  const box = {
    callbacks, input, list, question: { asks: false, text: "", isLooking: false, findable: 0, sought: null },
    answer: NOTHING, marked: -1, isTyping: false,
  };
  listen(box);

  return {
    element: element("div", { class: "ev-search" }, [input, looking, list]),

    /**
     * @param {import("../state/store.js").State} state
     * @param {Question} now
     */
    update(state, now) {
      const isNew = now.text !== box.question.text;
      const before = box.question.sought;
      box.question = now;
      if (now.sought?.why && now.sought !== before) apologize(box, now.sought);
      input.placeholder = now.asks ? ASKING : PLAIN;
      looking.textContent = now.isLooking ? "Looking ..." : "";
      if (box.isTyping || state.query) return;
      if (isNew || input.value.trim() !== now.text) clear(box);
    },
  };
}

/** @param {Box} box */
function listen(box) {
  const { input, list } = box;
  input.addEventListener("input", () => look(box));
  input.addEventListener("blur", () => {
    list.hidden = true;
    box.isTyping = false;
  });
  input.addEventListener("focus", () => {
    list.hidden = !input.value.trim() || input.value === box.question.text;
    input.title = exampleOf(box.callbacks.model()?.items.facts ?? []);
  });
  input.addEventListener("keydown", (event) => press(box, event));
}

/** @param {import("../data/wire.js").Fact[]} facts */
function exampleOf(facts) {
  const fact = facts.find(({ texts }) => !texts) ?? facts[0];
  return fact ? `A name, or a fact, such as: ${fact.title} ${fact.texts ? `= ${fact.texts[0]}` : "> 5"}` : "";
}

/** @param {Box} box @param {KeyboardEvent} event */
function press(box, event) {
  const { answer: { options }, question, callbacks } = box;
  if (event.key === "ArrowDown") box.marked = Math.min(box.marked + 1, options.length - 1);
  else if (event.key === "ArrowUp") box.marked = Math.max(box.marked - 1, -1);
  else if (event.key === "Enter" && options.length) choose(box, options[Math.max(box.marked, 0)]);
  else if (event.key === "Escape") {
    if (question.text) callbacks.ask(null);
    clear(box);
  } else return;
  event.preventDefault();
  event.stopPropagation();
  if (event.key.startsWith("Arrow")) paint(box);
}

/** @param {Box} box */
function look(box) {
  const { callbacks, input, question } = box;
  const model = callbacks.model();
  const answer = model ? answered(input.value, model, question.asks, question.findable > 0) : NOTHING;
  Object.assign(box, { answer, marked: -1, isTyping: true });
  if (!input.value && question.text) callbacks.ask(null);
  callbacks.send({ type: "search", query: input.value.trim(), matches: answer.found });
  paint(box);
}

/** @param {Box} box */
function paint(box) {
  const { input, list, answer: { options, complaint }, marked } = box;
  const rows = options.map((option, at) => optionRow(box, option, at));
  const said = complaint || (rows.length ? "" : "No matches");
  if (said) rows.unshift(element("li", { class: "ev-said", text: said }));
  list.replaceChildren(...rows);
  list.hidden = !input.value.trim();
  input.setAttribute("aria-expanded", String(!list.hidden));
  if (marked >= 0) input.setAttribute("aria-activedescendant", `${list.id}-${marked}`);
  else input.removeAttribute("aria-activedescendant");
}

/** @param {Box} box @param {Option} option @param {number} at */
function optionRow(box, option, at) {
  return element("li", {
    role: "option", id: `${box.list.id}-${at}`, "aria-selected": String(at === box.marked),
    class: "row" in option ? false : "question" in option || "name" in option ? "ev-ask" : "ev-all", text: wordsOf(box, option),
    onpointerdown: (/** @type {PointerEvent} */ event) => {
      event.preventDefault();
      choose(box, option);
    },
  });
}

/** @param {Box} box @param {Option} option */
function wordsOf({ callbacks, question: { findable } }, option) {
  const items = callbacks.model()?.items;
  if ("row" in option) return shortened(items?.labels[option.row] ?? "", LONGEST);
  if ("typed" in option) return `${shortened(option.typed.trim(), LONGEST)} …`;
  if ("name" in option) {
    return `Look for ${quoted(shortened(option.name, LONGEST))} among all ${number(findable)} ${items?.items}`;
  }
  if ("rows" in option) {
    const { length } = option.rows;
    return `Select ${length === 1 ? `this ${items?.item}` : `all ${number(length)} ${items?.items}`}`;
  }
  return `Search by meaning: ${quoted(shortened(option.question, LONGEST))}`;
}

/** @param {Box} box @param {Option} option */
function choose(box, option) {
  if ("typed" in option) {
    box.input.value = option.typed;
    look(box);
    return;
  }
  if ("row" in option) box.callbacks.fly(option.row);
  else if ("rows" in option) box.callbacks.gather(option.rows);
  else if ("name" in option) box.callbacks.find(option.name);
  else box.callbacks.ask(option.question);
  clear(box);
}

/** Say in the list why nothing is called so. @param {Box} box @param {import("../data/wire.js").Sought} sought */
function apologize(box, { text, why }) {
  const { list, input } = box;
  if (input.value.trim()) return; // something else is typed by now
  input.value = text;
  box.isTyping = true; // it stays until one goes elsewhere
  list.replaceChildren(element("li", { class: "ev-quiet ev-sought", role: "status", text: why }));
  list.hidden = false;
}

/** Back to the words that are drawn, if there are any. @param {Box} box */
function clear(box) {
  const { callbacks, input, list, question } = box;
  input.value = question.text;
  Object.assign(box, { answer: NOTHING, marked: -1, isTyping: false });
  list.hidden = true;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
  callbacks.send({ type: "search", query: "", matches: [] });
}

let made = 0;

/** @param {string} name */
function unique(name) {
  made += 1;
  return `ev-${name}-${made}`;
}
