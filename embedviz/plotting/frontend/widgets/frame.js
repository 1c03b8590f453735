// The elements of a plot: the area with its canvases, the sentences below it, and what the whole
// says of itself in attributes, which styles go by.

import { heightFor, isNarrow, isWide } from "../drawing/room.js";
import { element } from "./dom.js";

const KEYS = "Arrows walk the neighbours, Enter pins, Escape lets go, slash searches";

/** @param {HTMLElement} host */
export function makeFrame(host) {
  /** @type {HTMLElement} */
  const root = element("section", { class: "ev-plot", "aria-label": "Plot" });
  const base = element("div", { class: "ev-base" });
  const [under, names, over] = ["under", "names", "over"].map((name) => element("canvas", { class: `ev-${name}` }));
  /** @type {HTMLElement} */
  const area = element("div", {
    class: "ev-area", tabindex: "0", role: "application", "aria-roledescription": "plot",
    "aria-label": KEYS,
  }, [base, under, names, over]);
  const trust = element("p", { class: "ev-trust", "data-testid": "trust" });
  const note = element("p", { class: "ev-trust", hidden: true, "data-testid": "note" });
  const status = element("p", { class: "ev-status", "aria-live": "polite", "data-testid": "summary" });
  host.append(root);

  return {
    root, base, under, names, over, area,

    /** Put the area below what stands in the frame until now. */
    close: () => root.append(area, note, trust, status),

    /** @param {string} words How far the picture can be believed. */
    believe(words) {
      trust.textContent = words;
    },

    /** @param {string} words On where a question is drawn. */
    remark(words) {
      note.textContent = words;
      note.hidden = !words;
    },

    /** @returns {string[]} What is written below the picture. */
    words: () => [note, trust].map((each) => each.textContent).filter(Boolean),

    /** @param {string} words For a screen reader; said once. */
    say(words) {
      if (status.textContent !== words) status.textContent = words;
    },

    /**
     * @param {number} height As the page wishes.
     * @param {boolean} isMap
     */
    fit(height, isMap) {
      const width = root.clientWidth;
      root.toggleAttribute("data-narrow", isNarrow(width));
      root.toggleAttribute("data-wide", isWide(width));
      area.style.height = `${heightFor(height, width, isMap, window.innerHeight)}px`;
    },

    /**
     * @param {import("../state/store.js").State} state
     * @param {string[]} labels
     * @param {boolean} isBusy Whether something is in question, so that points step back.
     * @param {string} question Searched by meaning.
     */
    show(state, labels, isBusy, question) {
      const name = (/** @type {number | null} */ row) => (row === null ? "" : labels[row]);
      root.toggleAttribute("data-dim", isBusy);
      Object.assign(root.dataset, {
        tool: state.tool, pinned: name(state.pinned), hovered: name(state.hovered),
        selected: String(state.selected?.length ?? ""), question,
      });
    },
  };
}
