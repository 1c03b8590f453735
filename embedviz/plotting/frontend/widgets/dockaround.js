// How many neighbours are shown, and whether one looks at them closely: a slider and a button.

import { element } from "./dom.js";

/** @param {import("./dock.js").Doors} doors */
export function makeDockAround({ around }) {
  const words = element("span");
  /** @type {HTMLInputElement} */
  const slider = element("input", { type: "range", min: "1", "aria-label": "Neighbours shown", "data-testid": "dock-k" });
  /** @type {HTMLElement} */
  const zoom = element("button", {
    type: "button", class: "ev-chip", text: "Zoom to them", "aria-pressed": "false",
    onclick: () => around({ zoom: zoom.getAttribute("aria-pressed") !== "true" }, true),
  });
  // While it is dragged the plot shows it; the page hears of where it is left.
  slider.addEventListener("input", () => around({ k: slider.valueAsNumber }, false));
  slider.addEventListener("change", () => around({ k: slider.valueAsNumber }, true));

  return {
    title: element("span", { class: "ev-dock-many" }, [words, slider]),
    zoom,
    /** @param {import("./dock.js").Told} told */
    show({ k, zoom: isClose, model }) {
      const most = model.graph.arrays.indices.shape[1];
      const shown = Math.min(k, most);
      slider.max = String(most);
      slider.value = String(shown);
      slider.hidden = most <= 1;
      words.textContent = `${shown} nearest`;
      slider.setAttribute("aria-valuetext", words.textContent);
      zoom.setAttribute("aria-pressed", String(isClose));
    },
  };
}
