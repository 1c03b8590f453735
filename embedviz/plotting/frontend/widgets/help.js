// A question mark that says more when it is asked: by a click, a tap or a key.

import { element } from "./dom.js";

/** @param {string} of What it explains. @param {string} [words] */
export function makeHelp(of, words = "") {
  const told = element("p", { text: words });
  const help = element("details", { class: "ev-help" }, [
    element("summary", { text: "?", "aria-label": `About ${of}` }), told,
  ]);
  // It stands over other things: as soon as one does something else, it goes.
  help.addEventListener("focusout", () => help.removeAttribute("open"));
  return {
    /** @type {HTMLElement} */
    element: help,
    /** @param {string} now */
    say(now) {
      told.textContent = now;
    },
  };
}
