// The search box, with the list of what matches below it; where the page understands words, the
// list ends with a search by meaning, and the words stay in the box for as long as they are drawn.

import { shortened } from "../data/format.js";
import { quoted } from "../data/query.js";
import { listed, matches } from "../data/search.js";
import { element } from "./dom.js";

/**
 * @typedef {{asks: boolean, text: string, isLooking: boolean}} Question Whether one may ask, what is
 *   asked now, whether its answer is still to come.
 */

const [PLAIN, ASKING] = ["Search in the plot", "Search, also by meaning"];
const LONGEST = 48;

/**
 * @param {{send: (event: Record<string, any>) => void, fly: (row: number) => void,
 *   ask: (text: string | null) => void, model: () => import("../data/model.js").Model | null}} doors
 */
export function makeSearchBox({ send, fly, ask, model }) {
  const list = element("ul", { class: "ev-found", role: "listbox", hidden: true, id: unique("found") });
  const input = element("input", {
    type: "search", placeholder: PLAIN, "aria-label": PLAIN, role: "combobox",
    "aria-expanded": "false", "aria-controls": list.id, autocomplete: "off", spellcheck: "false",
  });
  const looking = element("span", { class: "ev-looking", role: "status", text: "" });
  /** @type {Question} */
  let question = { asks: false, text: "", isLooking: false };
  /** @type {number[]} */
  let found = [];
  /** @type {import("../data/search.js").Option[]} */
  let options = [];
  let marked = -1;
  let isTyping = false;

  function look() {
    const now = model();
    found = now ? matches(now.folded, input.value) : [];
    marked = -1;
    isTyping = true;
    if (!input.value && question.text) ask(null);
    send({ type: "search", query: input.value.trim(), matches: found });
    paint();
  }

  function paint() {
    options = listed(found, input.value, question.asks);
    const rows = options.map((option, at) => element("li", {
      role: "option", id: `${list.id}-${at}`, "aria-selected": String(at === marked),
      class: "question" in option ? "ev-ask" : false, text: wordsOf(option),
      onpointerdown: (/** @type {PointerEvent} */ event) => {
        event.preventDefault();
        choose(option);
      },
    }));
    const remark = found.length ? `${found.length.toLocaleString("en-US")} lit` : "Nothing found";
    if (found.length > options.length || !options.length) {
      rows.splice(question.asks ? -1 : rows.length, 0, element("li", { class: "ev-quiet", text: remark }));
    }
    list.replaceChildren(...rows);
    list.hidden = !input.value.trim();
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (marked >= 0) input.setAttribute("aria-activedescendant", `${list.id}-${marked}`);
    else input.removeAttribute("aria-activedescendant");
  }

  /** @param {import("../data/search.js").Option} option */
  function wordsOf(option) {
    if ("row" in option) return shortened(model()?.items.labels[option.row] ?? "", LONGEST);
    return `Search by meaning: ${quoted(shortened(option.question, LONGEST))}`;
  }

  /** @param {import("../data/search.js").Option} option */
  function choose(option) {
    if ("row" in option) fly(option.row);
    else ask(option.question);
    clear();
  }

  /** Back to the words that are drawn, if there are any. */
  function clear() {
    input.value = question.text;
    [found, marked, isTyping] = [[], -1, false];
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    send({ type: "search", query: "", matches: [] });
  }

  input.addEventListener("input", look);
  input.addEventListener("blur", () => {
    list.hidden = true;
    isTyping = false;
  });
  input.addEventListener("focus", () => {
    list.hidden = !input.value.trim() || input.value === question.text;
  });
  input.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "ArrowDown") marked = Math.min(marked + 1, options.length - 1);
    else if (event.key === "ArrowUp") marked = Math.max(marked - 1, -1);
    else if (event.key === "Enter" && options.length) choose(options[Math.max(marked, 0)]);
    else if (event.key === "Escape") {
      if (question.text) ask(null);
      clear();
    } else return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key.startsWith("Arrow")) paint();
  });

  return {
    element: element("div", { class: "ev-search" }, [input, looking, list]),

    /**
     * @param {import("../state/store.js").State} state
     * @param {Question} now
     */
    update(state, now) {
      const isNew = now.text !== question.text;
      question = now;
      input.placeholder = now.asks ? ASKING : PLAIN;
      looking.textContent = now.isLooking ? "Looking ..." : "";
      if (isTyping || state.query) return;
      if (isNew || input.value.trim() !== now.text) clear();
    },
  };
}

let made = 0;

/** @param {string} name */
function unique(name) {
  made += 1;
  return `ev-${name}-${made}`;
}
