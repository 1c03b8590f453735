// The card of the point under the pointer: its facts and picture, its neighbours, and whether the
// picture shows them near.

import { factText, numbers, shortened } from "../data/format.js";
import { quoted } from "../data/query.js";
import { keptWords, ordinal } from "../data/ranks.js";
import { element } from "./dom.js";
import { drawImage, makeImage } from "./thumbnail.js";

const REST = 125;
const STAY = 260;
const PIXEL = 9;
const [AROUND, GAP] = [180, 20];

/**
 * @typedef {import("../data/wire.js").Items} Items
 * @typedef {import("../data/neighbors.js").JudgedNeighbor} JudgedNeighbor
 */

/** @param {HTMLElement} parent */
export function makeCard(parent) {
  const card = element("div", { class: "ev-card", hidden: true, "data-testid": "card" });
  parent.append(card);
  let timer = 0;

  return {
    element: card,
    /**
     * @param {() => {content: Node[], lit: number[][], box: {width: number, height: number}} | null} make
     *   `lit` are the pixels of the point and of all that is lit with it.
     */
    show(make) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const made = make();
        if (!made) return;
        const { content, lit, box } = made;
        card.replaceChildren(...content);
        card.hidden = false;
        place(card, lit, box);
      }, REST);
    },
    hide(now = false) {
      clearTimeout(timer);
      timer = setTimeout(() => { card.hidden = true; }, now ? 0 : STAY);
    },
  };
}

/**
 * Put the card beside its point and whatever is lit around it, on the side with more room.
 * @param {HTMLElement} card
 * @param {number[][]} lit
 * @param {{width: number, height: number}} box
 */
function place(card, lit, { width, height }) {
  const [w, h] = [card.offsetWidth, card.offsetHeight];
  const [x, y] = lit[0];
  const around = lit.map((each) => each[0]).filter((each) => Math.abs(each - x) < AROUND);
  const [right, left] = [Math.max(...around) + GAP, Math.min(...around) - GAP - w];
  const at = width - right - w >= Math.min(0, left) ? right : left;
  card.style.left = `${Math.max(2, Math.min(at, width - w - 2))}px`;
  card.style.top = `${Math.max(2, Math.min(y - h / 2, height - h - 2))}px`;
}

/**
 * @param {import("../data/model.js").Model} model
 * @param {number} row
 * @param {JudgedNeighbor[]} neighbors
 * @returns {Node[]}
 */
export function cardContent(model, row, neighbors) {
  const { items, graph, places } = model;
  const parts = [element("strong", { text: items.labels[row] })];
  const { images } = items.arrays;
  if (images) {
    const image = makeImage();
    drawImage(image, images, row, PIXEL * images.shape[2]);
    parts.push(image);
  }
  if (items.facts.length) parts.push(factList(items, row));
  if (neighbors.length) parts.push(neighborList(items, graph, neighbors));
  if (places.arrays.overlap) {
    parts.push(element("p", { class: "ev-quiet", text: keptWords(places, row) }));
  }
  return parts;
}

/**
 * @param {import("../data/model.js").Model} model
 * @param {import("../drawing/marks.js").Asked} query
 * @returns {Node[]}
 */
export function queryContent({ items, graph }, { text, note, neighbors }) {
  const parts = [element("strong", { text: quoted(shortened(text, 160)) })];
  if (neighbors.length) parts.push(neighborList(items, graph, neighbors));
  if (note) parts.push(element("p", { class: "ev-quiet", text: note }));
  return parts;
}

/** @param {Items} items @param {number} row */
function factList(items, row) {
  return element("dl", {}, items.facts.flatMap((fact, at) => [
    element("dt", { text: fact.title }),
    element("dd", { text: shortened(factText(fact, items.arrays[`fact${at}`], row)) }),
  ]));
}

/** @param {Items} items @param {import("../data/wire.js").Graph} graph @param {JudgedNeighbor[]} neighbors */
function neighborList(items, graph, neighbors) {
  const unit = graph.unit ? ` ${graph.unit}` : "";
  const far = numbers(neighbors.map((each) => each.distance));
  return element("ol", { "data-testid": "neighbors" }, neighbors.map((each, n) => {
    const words = each.near ? "near" : `${ordinal(each.rank)} nearest here`;
    return element("li", {}, [
      element("span", { class: "ev-name", text: shortened(items.labels[each.row], 30) }),
      element("span", { text: `${far[n]}${unit}` }),
      element("span", { class: each.near ? "ev-near" : "ev-torn", text: words }),
    ]);
  }));
}
