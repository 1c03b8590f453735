// The row above the plot: search with typeahead, pan, box, lasso, reset, take away.

import { element } from "./dom.js";
import { shortened } from "./format.js";
import { MOST_LISTED, matches } from "./search.js";

const SYMBOLS = {
  pan: "M8 1v14M1 8h14M8 1 6 3M8 1l2 2M8 15l-2-2M8 15l2-2M1 8l2-2M1 8l2 2M15 8l-2-2M15 8l-2 2",
  box: "M2 3h12v10H2z",
  lasso: "M8 2C4 2 1.5 4 1.5 6.5S4 11 8 11s6.500-2 6.500-4.500S12 2 8 2M5 10.500C3.500 12 4.500 14.500 7 14",
  home: "M2 8l6-6 6 6M4 7v7h8V7",
  moves: "M1 11c3 0 3-7 7-7s3 5 6 5M12 7l2.500 2-2.500 2",
  away: "M8 2v8M5 7l3 3 3-3M2 13h12",
};
const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {HTMLElement} parent
 * @param {{send: (event: any) => void, reset: () => void, save: (kind: string) => void,
 *   fly: (row: number) => void, model: () => import("./model.js").Model | null}} doors
 */
export function makeToolbar(parent, { send, reset, save, fly, model }) {
  const list = element("ul", { class: "ev-found", role: "listbox", hidden: true, id: unique("found") });
  const input = element("input", {
    type: "search", placeholder: "Search in the plot", "aria-label": "Search in the plot",
    role: "combobox", "aria-expanded": "false", "aria-controls": list.id, autocomplete: "off",
    spellcheck: "false",
  });
  let marked = -1;
  let found = [];

  function look() {
    const now = model();
    found = now ? matches(now.folded, input.value) : [];
    marked = -1;
    send({ type: "search", query: input.value.trim(), matches: found });
    paint();
  }

  function paint() {
    const labels = model()?.items.labels ?? [];
    const shown = found.slice(0, MOST_LISTED);
    const options = shown.map((row, at) => element("li", {
      role: "option", id: `${list.id}-${at}`, "aria-selected": String(at === marked),
      text: shortened(labels[row], 48),
      onpointerdown: (event) => { event.preventDefault(); choose(row); },
    }));
    if (found.length > shown.length || !found.length) {
      const words = found.length ? `${found.length.toLocaleString("en-US")} lit` : "Nothing found";
      options.push(element("li", { class: "ev-quiet", text: words }));
    }
    list.replaceChildren(...options);
    list.hidden = !input.value.trim();
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (marked >= 0) input.setAttribute("aria-activedescendant", `${list.id}-${marked}`);
    else input.removeAttribute("aria-activedescendant");
  }

  function choose(row) {
    clear();
    fly(row);
  }

  function clear() {
    input.value = "";
    found = [];
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    send({ type: "search", query: "", matches: [] });
  }

  input.addEventListener("input", look);
  input.addEventListener("blur", () => { list.hidden = true; });
  input.addEventListener("focus", () => { list.hidden = !input.value.trim(); });
  input.addEventListener("keydown", (event) => {
    const last = Math.min(found.length, MOST_LISTED) - 1;
    if (event.key === "ArrowDown") marked = Math.min(marked + 1, last);
    else if (event.key === "ArrowUp") marked = Math.max(marked - 1, -1);
    else if (event.key === "Enter" && found.length) choose(found[Math.max(marked, 0)]);
    else if (event.key === "Escape") clear();
    else return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key.startsWith("Arrow")) paint();
  });

  const tools = ["pan", "box", "lasso"].map((tool) => button(tool, TITLES[tool], () => {
    send({ type: "tool", tool });
  }));
  const motion = button("moves", "Show points moving", () => {
    send({ type: "moves", moves: motion.getAttribute("aria-pressed") !== "true" });
  });
  const bar = element("div", { class: "ev-toolbar", role: "toolbar", "aria-label": "Plot" }, [
    element("div", { class: "ev-search" }, [input, list]),
    ...tools,
    button("home", "Show all", reset),
    motion,
    button("away", "Save as PNG", () => save("png"), "PNG"),
    button("away", "Save as SVG", () => save("svg"), "SVG"),
  ]);
  parent.append(bar);

  return {
    /** @param {import("./store.js").State} state */
    update(state) {
      tools.forEach((each, at) => {
        each.setAttribute("aria-pressed", String(["pan", "box", "lasso"][at] === state.tool));
      });
      motion.setAttribute("aria-pressed", String(state.moves));
      if (!state.query && input.value.trim() && document.activeElement !== input) clear();
    },
  };
}

const TITLES = { pan: "Move", box: "Select with a box", lasso: "Select with a lasso" };

function button(symbol, title, onclick, text = "") {
  const drawn = document.createElementNS(SVG, "svg");
  drawn.setAttribute("viewBox", "0 0 16 16");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", SYMBOLS[symbol]);
  drawn.append(path);
  const inside = text ? [element("span", { text })] : [drawn];
  return element("button", { type: "button", title, "aria-label": title, onclick }, inside);
}

let made = 0;

/** @param {string} name */
function unique(name) {
  made += 1;
  return `ev-${name}-${made}`;
}
