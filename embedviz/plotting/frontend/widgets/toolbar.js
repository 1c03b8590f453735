// The row above the plot: search, pan, box, lasso, reset, take away.

import { element } from "./dom.js";
import { makeSearchBox } from "./searchbox.js";

const SYMBOLS = {
  pan: "M8 1v14M1 8h14M8 1 6 3M8 1l2 2M8 15l-2-2M8 15l2-2M1 8l2-2M1 8l2 2M15 8l-2-2M15 8l-2 2",
  box: "M2 3h12v10H2z",
  lasso: "M8 2C4 2 1.5 4 1.5 6.5S4 11 8 11s6.500-2 6.500-4.500S12 2 8 2M5 10.500C3.500 12 4.500 14.500 7 14",
  home: "M2 8l6-6 6 6M4 7v7h8V7",
  moves: "M1 11c3 0 3-7 7-7s3 5 6 5M12 7l2.500 2-2.500 2",
  link: "M6.500 9.500l3-3M7.500 4.500 9 3a2.800 2.800 0 0 1 4 4l-1.500 1.500M8.500 11.500 7 13a2.800 2.800 0 0 1-4-4l1.500-1.500",
  away: "M8 2v8M5 7l3 3 3-3M2 13h12",
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
  const tools = TOOLS.map((tool) => button(tool, TITLES[tool], () => {
    send({ type: "tool", tool });
  }));
  const motion = button("moves", "Animate changes of the plot", () => {
    send({ type: "moves", moves: motion.getAttribute("aria-pressed") !== "true" });
  });
  const bar = element("div", { class: "ev-toolbar", role: "toolbar", "aria-label": "Plot" }, [
    search.element,
    ...tools,
    button("home", "Show all", reset),
    motion,
    button("away", "Save as PNG", () => save("png"), "PNG"),
    button("away", "Save as SVG", () => save("svg"), "SVG"),
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

/**
 * @param {keyof typeof SYMBOLS} symbol
 * @param {string} title
 * @param {() => void} onclick
 */
function button(symbol, title, onclick, text = "") {
  const drawn = document.createElementNS(SVG, "svg");
  drawn.setAttribute("viewBox", "0 0 16 16");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", SYMBOLS[symbol]);
  drawn.append(path);
  const inside = text ? [element("span", { text })] : [drawn];
  return element("button", { type: "button", title, "aria-label": title, onclick }, inside);
}

/** @param {() => Promise<string>} share Gives the words that say what became of it. */
function shareButton(share) {
  const made = button("link", "Copy a link to this view", async () => {
    const told = element("span", { text: await share(), role: "status" });
    const drawn = [...made.childNodes];
    made.replaceChildren(told);
    setTimeout(() => made.replaceChildren(...drawn), TOLD);
  });
  return made;
}

/** How long it is said, in milliseconds. */
const TOLD = 2000;
