// A question mark that says more when it is asked: by a click, a tap or a key.

import { element } from "./dom.js";

/** @param {string} words @param {string} of What it explains. @returns {HTMLElement} */
export function makeHelp(words, of) {
  return element("details", { class: "ev-help" }, [
    element("summary", { text: "?", "aria-label": `About ${of}` }), element("p", { text: words }),
  ]);
}
