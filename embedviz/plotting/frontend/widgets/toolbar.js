// The row above the plot: search, pan, box, lasso, reset, take away.

import { element } from "./dom.js";
import { makeSearchBox } from "./searchbox.js";

/** @type {Record<string, string>} */
const SYMBOLS = {
  pan: "M8 1v14M1 8h14M8 1 6 3M8 1l2 2M8 15l-2-2M8 15l2-2M1 8l2-2M1 8l2 2M15 8l-2-2M15 8l-2 2",
  box: "M2 3h12v10H2z",
  lasso: "M8 2C4 2 1.5 4 1.5 6.5S4 11 8 11s6.500-2 6.500-4.500S12 2 8 2M5 10.500C3.500 12 4.500 14.500 7 14",
  home: "M2 8l6-6 6 6M4 7v7h8V7",
  moves: "M1 11c3 0 3-7 7-7s3 5 6 5M12 7l2.500 2-2.500 2",
  link: "M6.500 9.500l3-3M7.500 4.500 9 3a2.800 2.800 0 0 1 4 4l-1.500 1.500M8.500 11.500 7 13a2.800 2.800 0 0 1-4-4l1.500-1.500",
};
const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {HTMLElement} parent
 * @param {{send: (event: any) => void, reset: () => void, save: (kind: "png" | "svg") => void,
 *   share: (() => Promise<string>) | null,
 *   fly: (row: number) => void, gather: (rows: number[]) => void, find: (text: string) => void,
 *   ask: (text: string | null) => void, model: () => import("../data/model.js").Model | null}} doors
 */
export function makeToolbar(parent, { send, reset, save, share, fly, gather, find, ask, model }) {
  const search = makeSearchBox({ send, fly, gather, find, ask, model });
  const tools = TOOLS.map((tool) => button(tool, TITLES[tool], WORDS[tool], () => {
    send({ type: "tool", tool });
  }));
  const motion = button("moves", "Animate changes of the plot", "Animate", () => {
    send({ type: "moves", moves: motion.getAttribute("aria-pressed") !== "true" });
  });
  const bar = element("div", { class: "ev-toolbar", role: "toolbar", "aria-label": "Plot" }, [
    search.element,
    ...tools,
    button("home", "Show all", "Show all", reset),
    motion,
    button("png", "Save as PNG", "PNG", () => save("png")),
    button("svg", "Save as SVG", "SVG", () => save("svg")),
    ...share ? [shareButton(share)] : [],
  ]);
  parent.append(bar);

  return {
    /**
     * @param {import("../state/store.js").State} state
     * @param {import("./searchbox.js").Question} question
     */
    update(state, question) {
      tools.forEach((each, at) => {
        each.setAttribute("aria-pressed", String(TOOLS[at] === state.tool));
      });
      motion.setAttribute("aria-pressed", String(state.moves));
      search.update(state, question);
    },
  };
}

/** @type {import("../state/store.js").State["tool"][]} */
const TOOLS = ["pan", "box", "lasso"];
const TITLES = { pan: "Move", box: "Select with a box", lasso: "Select with a lasso" };
const WORDS = { pan: "Move", box: "Box", lasso: "Lasso" };

/**
 * @param {string} name What there is a symbol for, else its word stands alone.
 * @param {string} title
 * @param {string} word Seen beside the symbol where there is room: see styles.css.
 * @param {() => void} onclick
 */
function button(name, title, word, onclick) {
  const path = SYMBOLS[name];
  const inside = path ? [symbol(path), element("span", { class: "ev-word", text: word })] : [element("span", { text: word })];
  return element("button", { type: "button", "data-name": name, title, "aria-label": title, onclick }, inside);
}

/** @param {string} path */
function symbol(path) {
  const drawn = document.createElementNS(SVG, "svg");
  drawn.setAttribute("viewBox", "0 0 16 16");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", path);
  drawn.append(line);
  return drawn;
}

/** @param {() => Promise<string>} share Gives the words that say what became of it. */
function shareButton(share) {
  const made = button("link", "Copy a link to this view", "Link", async () => {
    const told = element("span", { text: await share(), role: "status" });
    const drawn = [...made.childNodes];
    made.replaceChildren(told);
    setTimeout(() => made.replaceChildren(...drawn), TOLD);
  });
  return made;
}

/** How long it is said, in milliseconds. */
const TOLD = 2000;
