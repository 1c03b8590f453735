// How far the picture can be believed: a few words, all of it behind a "?".

import { element } from "./dom.js";

/** Pixels between the "?" and what it opens. */
const GAP = 8;

/** @param {HTMLElement} root */
export function makeQuality(root) {
  /** @type {HTMLElement} */
  const all = element("div", { class: "ev-told", popover: "auto", "data-testid": "told" });
  /** @type {HTMLButtonElement} */
  const button = element("button", {
    type: "button", class: "ev-ask-why", text: "?", "aria-label": "How far this picture can be believed", hidden: true,
  });
  button.popoverTargetElement = all;
  all.addEventListener("beforetoggle", () => {
    const { top, right } = button.getBoundingClientRect();
    all.style.bottom = `${window.innerHeight - top + GAP}px`;
    all.style.right = `${Math.max(GAP, window.innerWidth - right)}px`;
  });
  root.append(button, all);

  return {
    /** @param {string[]} paragraphs */
    say(paragraphs) {
      const said = paragraphs.filter(Boolean);
      button.hidden = !said.length;
      all.replaceChildren(...said.map((text) => element("p", { text })));
    },
  };
}
