// Why in the dock: what the distance to a neighbour is made of, a bar for each feature. Of vectors
// that are too long to travel the page tells it, of the selected item.

import { contributions, largest } from "../data/contributions.js";
import { percent, shortened } from "../data/format.js";
import { element } from "./dom.js";

const MOST = 6;
const LONGEST = 28;
const [SELECT, WAITS] = ["Select the point to see why.", "…"];

export function makeDockWhy() {
  const to = element("span", { class: "ev-dock-words", "data-testid": "dock-why-of" });
  /** @type {HTMLElement} */
  const bars = element("ul", { class: "ev-shares", "data-testid": "dock-why" });
  const said = element("p", { class: "ev-dock-words", "data-testid": "dock-why-said" });
  /** @type {HTMLElement} */
  const why = element("div", { class: "ev-dock-why" }, [
    element("div", { class: "ev-dock-title" }, [element("span", { text: "Why" }), to]), bars, said,
  ]);

  return {
    element: why,
    /**
     * @param {import("./dock.js").Subject} subject
     * @param {import("./dock.js").Told} told The neighbour that is lit is explained, else the nearest.
     */
    show({ row, neighbors }, told) {
      const neighbor = neighbors.find((each) => each.row === told.lit) ?? neighbors[0];
      const reason = row === null || !neighbor ? null : reasonOf(told, row, neighbor.row);
      why.hidden = !reason;
      if (!reason) return;
      const { listed, rest, words } = reason;
      const lines = listed.map(({ feature, share }) => ({ name: feature, share }));
      if (rest.count) lines.push({ name: rest.count === 1 ? "1 other" : `${rest.count.toLocaleString("en")} others`, share: rest.share });
      const label = told.model.items.labels[neighbor.row];
      to.textContent = `distance to ${shortened(label, LONGEST)}`;
      to.title = label;
      said.textContent = words;
      said.hidden = !words;
      fill(bars, lines);
    },
  };
}

/**
 * From the vectors, where they came; else as the page told of the selected item.
 * @param {import("./dock.js").Told} told
 * @param {number} row
 * @param {number} neighbor
 * @returns {Omit<import("../data/wire.js").Reason, "row"> | null} Null where nobody can say.
 */
function reasonOf({ vectors, reasons, selected }, row, neighbor) {
  if (vectors) return { ...largest(contributions(vectors, row, neighbor), MOST), words: "" };
  if (!reasons) return null;
  const found = reasons.row === row ? reasons.to.find((each) => each.row === neighbor) : null;
  return found ?? { listed: [], rest: { count: 0, share: 0 }, words: row === selected ? WAITS : SELECT };
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
