// The tabs of the dock: arrows go from one to the next, as tabs do everywhere.

import { element } from "./dom.js";

/** @typedef {import("../state/store.js").Tab} Tab */

/** @type {[Tab, string][]} */
const TITLES = [["near", "Near"], ["analogy", "Analogy"]];

/** @param {(tab: Tab) => void} open */
export function makeDockTabs(open) {
  /** @type {HTMLElement[]} */
  const buttons = TITLES.map(([tab, text]) => element("button", {
    type: "button", role: "tab", class: "ev-tab", text, onclick: () => open(tab),
  }));
  /** @type {HTMLElement} */
  const tabs = element("div", { class: "ev-tabs", role: "tablist", "aria-label": "What the panel tells" }, buttons);
  tabs.addEventListener("keydown", (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by || event.altKey) return;
    const next = (buttons.findIndex((each) => each.tabIndex === 0) + by + buttons.length) % buttons.length;
    buttons[next].focus();
    open(TITLES[next][0]);
    event.preventDefault();
    event.stopPropagation();
  });

  return {
    element: tabs,
    /** @param {Tab} now */
    show(now) {
      TITLES.forEach(([tab], at) => {
        buttons[at].setAttribute("aria-selected", String(tab === now));
        buttons[at].tabIndex = tab === now ? 0 : -1;
      });
    },
  };
}
