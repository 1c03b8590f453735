// The elements of a plot: the area with its canvases, the sentences below it, and what the whole
// says of itself in attributes, which styles go by.

import { heightFor, isNarrow, isSheet, isWide } from "../drawing/room.js";
import { element } from "./dom.js";

const KEYS = "Arrow keys walk the neighbours, Enter selects, Escape lets go, slash searches";

/** @typedef {ReturnType<typeof makeFrame>} Frame */

/** @param {HTMLElement} host */
export function makeFrame(host) {
  /** @type {HTMLElement} */
  const root = element("section", { class: "ev-plot", "aria-label": "Plot" });
  const base = element("div", { class: "ev-base" });
  const [under, names, said, over] = ["under", "names", "said", "over"].map((name) => element("canvas", { class: `ev-${name}` }));
  const [ground, glow] = ["ground", "glow"].map((name) => element("canvas", { class: `ev-${name}` }));
  /** @type {HTMLElement} */
  const area = element("div", {
    class: "ev-area", tabindex: "0", role: "application", "aria-roledescription": "plot",
    "aria-label": KEYS,
  }, [ground, base, glow, under, names, said, over]);
  const sentences = {
    note: element("p", { class: "ev-trust", hidden: true, "data-testid": "note" }),
    trust: element("p", { class: "ev-trust", "data-testid": "trust" }),
    status: element("p", { class: "ev-status", "aria-live": "polite", "data-testid": "summary" }),
  };
  // A frame shows who works by keys where they are; whoever clicks knows.
  area.addEventListener("pointerdown", () => area.toggleAttribute("data-clicked", true), true);
  root.addEventListener("keydown", () => area.removeAttribute("data-clicked"), true);
  host.append(root);
  return { root, ground, glow, base, under, names, said, over, area, ...sentences };
}

/** Put the area below what stands in the frame until now. @param {Frame} frame */
export function close({ root, area, note, trust, status }) {
  root.append(area, note, trust, status);
}

/** @param {Frame} frame @param {string} words On what is drawn; "" for none. */
export function remark({ note }, words) {
  note.textContent = words;
  note.hidden = !words;
}

/** @param {Frame} frame @returns {string[]} What is written below the plot. */
export function wordsBelow({ note, trust }) {
  return [note, trust].map((each) => each.textContent).filter(Boolean);
}

/** @param {Frame} frame @param {string} words For a screen reader; said once. */
export function announce({ status }, words) {
  if (status.textContent !== words) status.textContent = words;
}

/**
 * @param {Frame} frame
 * @param {number | null} height As the page wishes; null: what is around the plot has one.
 * @param {boolean} isMap
 */
export function fit({ root, area }, height, isMap) {
  root.toggleAttribute("data-fills", height === null);
  root.toggleAttribute("data-sheet", isSheet(root.clientWidth));
  const width = area.clientWidth || root.clientWidth; // a dock takes some of it
  root.toggleAttribute("data-narrow", isNarrow(width));
  root.toggleAttribute("data-wide", isWide(width));
  area.style.height = height === null ? "" : `${heightFor(height, width, isMap, window.innerHeight)}px`;
}

/**
 * @param {Frame} frame
 * @param {import("../state/store.js").State} state
 * @param {string[]} labels
 * @param {boolean} isBusy Whether something is in question, so that points step back.
 * @param {string} question Searched by meaning.
 */
export function describe({ root }, state, labels, isBusy, question) {
  const name = (/** @type {number | null} */ row) => (row === null ? "" : labels[row]);
  root.toggleAttribute("data-dim", isBusy);
  root.toggleAttribute("data-found", state.matches.length > 0);
  root.toggleAttribute("data-alone", Boolean(state.only));
  Object.assign(root.dataset, {
    tool: state.tool, tab: state.tab, pinned: name(state.pinned), hovered: name(state.hovered),
    selected: String(state.selected?.length ?? ""), question,
  });
}
