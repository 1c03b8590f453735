// Why in the dock: what the distance to a neighbour is made of, a bar for each feature. Of vectors
// that are too long to travel the page tells it, of the selected item.

import { contributions, largest } from "../data/contributions.js";
import { number, percent, shortened } from "../data/format.js";
import { element } from "./dom.js";
import { makeSlot } from "./slot.js";

const MOST = 6;
const LONGEST = 28;
const [SELECT, WAITS] = ["Select the point to see why.", "…"];

/** @param {import("./dock.js").Doors} doors */
export function makeDockWhy(doors) {
  const to = element("span", { class: "ev-dock-words", "data-testid": "dock-why-of" });
  /** @type {HTMLElement} */
  const bars = element("ul", { class: "ev-shares", "data-testid": "dock-why" });
  const said = element("p", { class: "ev-dock-words", "data-testid": "dock-why-said" });
  /** The item that the visitor compares with another. @type {{of: number | null, with: number | null}} */
  const compared = { of: null, with: null };
  const slot = makeSlot("", "Compare with", {
    model: doors.model, findable: () => false, point() {},
    fill: (label) => {
      const row = doors.model()?.items.labels.indexOf(label) ?? -1;
      compared.with = row < 0 ? null : row;
      doors.compare(compared.with);
    },
  }, "Compare with …");
  /** @type {HTMLElement} */
  const why = element("div", { class: "ev-dock-why" }, [
    element("div", { class: "ev-dock-title" }, [element("span", { text: "Why" }), to]), bars, said,
    slot.field,
  ]);

  return {
    element: why,
    /** @param {import("./dock.js").Subject} subject @param {import("./dock.js").Told} told */
    show({ row, neighbors }, told) {
      const { model: { items: { labels } }, selected } = told;
      if (compared.of !== selected) Object.assign(compared, { of: selected, with: null });
      const other = explained(row, neighbors, told, compared.with);
      const reason = row === null || other === null ? null : reasonOf(told, row, other);
      why.hidden = !reason;
      if (!reason || other === null) return;
      const { listed, rest, words } = reason;
      const lines = listed.map(({ feature, share }) => ({ name: feature, share }));
      if (rest.count) lines.push({ name: rest.count === 1 ? "1 other" : `${number(rest.count)} others`, share: rest.share });
      to.textContent = `distance to ${shortened(labels[other], LONGEST)}`;
      to.title = labels[other];
      said.textContent = words;
      said.hidden = !words;
      fill(bars, lines);
      slot.field.hidden = row === null || row !== selected;
      slot.show(compared.with === null ? "" : labels[compared.with], false);
    },
  };
}

/**
 * Whom the distance leads to: of the selected item, the neighbour that is pointed at, else whom the
 * visitor compares it with, else the nearest; of another that is pointed at, the selected one.
 * @param {number | null} row
 * @param {import("./dock.js").JudgedNeighbor[]} neighbors
 * @param {import("./dock.js").Told} told
 * @param {number | null} compared
 * @returns {number | null}
 */
function explained(row, neighbors, { lit, selected }, compared) {
  if (neighbors.some((each) => each.row === lit)) return lit;
  if (selected !== null && row !== selected) return selected;
  return (row === selected ? compared : null) ?? neighbors[0]?.row ?? null;
}

/**
 * From the vectors, where they came; else as the page told of the selected item.
 * @param {import("./dock.js").Told} told
 * @param {number} row
 * @param {number} other
 * @returns {Omit<import("../data/wire.js").Reason, "row"> | null} Null where nobody can say.
 */
function reasonOf({ vectors, reasons, selected }, row, other) {
  if (vectors) return { ...largest(contributions(vectors, row, other), MOST), words: "" };
  if (!reasons) return null;
  const [from, to] = reasons.row === other ? [other, row] : [row, other]; // as far there as back
  const found = reasons.row === from ? reasons.to.find((each) => each.row === to) : null;
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
