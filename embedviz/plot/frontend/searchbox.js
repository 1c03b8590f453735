// The search box, with the list of what matches below it.

import { element } from "./dom.js";
import { shortened } from "./format.js";
import { MOST_LISTED, matches } from "./search.js";

/**
 * @param {{send: (event: any) => void, fly: (row: number) => void,
 *   model: () => import("./model.js").Model | null}} doors
 */
export function makeSearchBox({ send, fly, model }) {
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

  return {
    element: element("div", { class: "ev-search" }, [input, list]),
    /** @param {import("./store.js").State} state */
    update(state) {
      if (!state.query && input.value.trim() && document.activeElement !== input) clear();
    },
  };
}

let made = 0;

/** @param {string} name */
function unique(name) {
  made += 1;
  return `ev-${name}-${made}`;
}
