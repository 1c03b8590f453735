// A slot for an item, such as an analogy has three: it is typed, with completion from the labels of
// the plot, or clicked on the map while the slot waits for one.

import { shortened } from "../data/format.js";
import { matches } from "../data/search.js";
import { element } from "./dom.js";

const [LONGEST, MOST_LISTED] = [40, 6];
const [WAITS, EMPTY] = ["Click a point, or type", "…"];

/**
 * @typedef {{fill: (text: string) => void, point: () => void,
 *   model: () => import("../data/model.js").Model | null, findable: () => boolean}} Doors `findable`
 *   says whether there are items that aren't drawn.
 * @typedef {{input: HTMLInputElement, list: HTMLElement, doors: Doors, options: string[], marked: number,
 *   label: string}} Box
 */

/**
 * @param {string} words What stands before it.
 * @param {string} name
 * @param {Doors} doors
 * @param {string} [empty] What stands in it while there is no item.
 */
export function makeSlot(words, name, doors, empty = EMPTY) {
  const list = element("ul", { class: "ev-found", role: "listbox", hidden: true });
  const input = element("input", {
    type: "text", role: "combobox", "aria-label": `${words} ${name}`.trim(), "aria-expanded": "false",
    "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false",
  });
  const clear = element("button", {
    type: "button", class: "ev-way", text: "×", title: "Clear", "aria-label": `Clear ${name}`,
    onclick: () => doors.fill(""),
  });
  /** @type {Box} */
  const box = { input, list, doors, options: [], marked: -1, label: "" };
  listen(box);

  /** @type {HTMLElement} */
  const field = element("div", { class: "ev-slot" }, [input, clear, list]);

  return {
    field,
    elements: [element("span", { class: "ev-slot-words", text: words }), field],
    /** @param {string} label @param {boolean} waits Whether the next click on the map is its. */
    show(label, waits) {
      input.placeholder = waits ? WAITS : empty;
      input.toggleAttribute("data-waits", waits);
      clear.hidden = !label;
      if (label !== box.label || !input.matches(":focus")) input.value = label;
      input.title = label;
      box.label = label;
    },
  };
}

/** @param {Box} box */
function listen(box) {
  const { input, list, doors } = box;
  input.addEventListener("focus", () => {
    doors.point();
    input.select();
  });
  input.addEventListener("input", () => look(box));
  input.addEventListener("blur", () => {
    close(box);
    input.value = box.label;
  });
  input.addEventListener("keydown", (event) => press(box, event));
  list.addEventListener("pointerdown", (event) => {
    const at = [...list.children].indexOf(/** @type {Element} */ (event.target));
    event.preventDefault();
    if (box.options[at] !== undefined) choose(box, box.options[at]);
  });
}

/** @param {Box} box @param {KeyboardEvent} event */
function press(box, event) {
  const { options, marked, input, doors, list } = box;
  if (event.key === "ArrowDown") box.marked = Math.min(marked + 1, options.length - 1);
  else if (event.key === "ArrowUp") box.marked = Math.max(marked - 1, -1);
  else if (event.key === "Enter") {
    const text = options[Math.max(marked, 0)] ?? (doors.findable() ? input.value.trim() : "");
    if (text) choose(box, text);
  } else if (event.key === "Escape" && !list.hidden) {
    close(box);
    input.value = box.label;
  } else return;
  event.preventDefault();
  event.stopPropagation();
  if (event.key.startsWith("Arrow")) paint(box);
}

/** @param {Box} box */
function look(box) {
  const { doors, input } = box;
  const model = doors.model();
  const found = model ? matches(model.folded, input.value).slice(0, MOST_LISTED) : [];
  box.options = found.map((row) => model?.items.labels[row] ?? "");
  box.marked = -1;
  paint(box);
}

/** @param {Box} box */
function paint({ input, list, options, marked, doors }) {
  const rows = options.map((text, at) => element("li", {
    role: "option", "aria-selected": String(at === marked), text: shortened(text, LONGEST), title: text,
  }));
  const none = doors.findable() ? "Not drawn: Enter looks among all" : "Nothing found";
  if (!rows.length) rows.push(element("li", { class: "ev-quiet", text: none }));
  list.replaceChildren(...rows);
  list.hidden = !input.value.trim();
  input.setAttribute("aria-expanded", String(!list.hidden));
}

/** @param {Box} box @param {string} text */
function choose(box, text) {
  close(box);
  box.label = text;
  box.input.value = text;
  box.doors.fill(text);
}

/** @param {Box} box */
function close(box) {
  box.options = [];
  box.marked = -1;
  box.list.hidden = true;
  box.input.setAttribute("aria-expanded", "false");
}
