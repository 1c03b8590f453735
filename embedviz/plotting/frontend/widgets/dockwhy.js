// Why in the dock: what the distance to a neighbour is made of, a bar for each feature.

import { contributions, largest } from "../data/contributions.js";
import { percent, shortened } from "../data/format.js";
import { element } from "./dom.js";

const MOST = 6;
const LONGEST = 28;

export function makeDockWhy() {
  const to = element("span", { class: "ev-dock-words", "data-testid": "dock-why-of" });
  /** @type {HTMLElement} */
  const bars = element("ul", { class: "ev-shares", "data-testid": "dock-why" });
  /** @type {HTMLElement} */
  const why = element("div", { class: "ev-dock-why" }, [
    element("div", { class: "ev-dock-title" }, [element("span", { text: "Why" }), to]), bars,
  ]);

  return {
    element: why,
    /**
     * @param {import("./dock.js").Subject} subject
     * @param {import("./dock.js").Told} told The neighbour that is lit is explained, else the nearest.
     */
    show({ row, neighbors }, { model, vectors, lit }) {
      const neighbor = neighbors.find((each) => each.row === lit) ?? neighbors[0];
      why.hidden = row === null || !neighbor || !vectors;
      if (row === null || !neighbor || !vectors) return;
      const { listed, rest } = largest(contributions(vectors, row, neighbor.row), MOST);
      const lines = listed.map(({ feature, share }) => ({ name: feature, share }));
      if (rest.count) lines.push({ name: rest.count === 1 ? "1 other" : `${rest.count} others`, share: rest.share });
      const label = model.items.labels[neighbor.row];
      to.textContent = `distance to ${shortened(label, LONGEST)}`;
      to.title = label;
      fill(bars, lines);
    },
  };
}

/** @param {HTMLElement} bars @param {{name: string, share: number}[]} lines */
function fill(bars, lines) {
  while (bars.children.length > lines.length) bars.lastElementChild?.remove();
  while (bars.children.length < lines.length) bars.append(makeLine());
  lines.forEach(({ name, share }, at) => {
    const [title, bar, words] = /** @type {HTMLCollectionOf<HTMLElement>} */ (bars.children[at].children);
    title.textContent = title.title = name;
    /** @type {HTMLElement} */ (bar.firstElementChild).style.width = `${(100 * share).toFixed(1)}%`;
    words.textContent = percent(share);
  });
}

function makeLine() {
  const bar = element("span", { class: "ev-row-bar" }, [element("i")]);
  return element("li", {}, [element("span", { class: "ev-share-name" }), bar, element("span", { class: "ev-row-far" })]);
}
