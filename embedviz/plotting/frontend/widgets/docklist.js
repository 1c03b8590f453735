// The neighbours in the dock: a row each, nearest first, with its distance and whether the picture
// keeps it. One row is a stop of the Tab key; arrows go on from there.

import { classWords } from "../data/classes.js";
import { numbers, shortened } from "../data/format.js";
import { asBars, farWords, whereDrawn } from "../data/ranks.js";
import { makeDockAround } from "./dockaround.js";
import { element } from "./dom.js";
import { drawImage, makeImage } from "./thumbnail.js";

const IMAGE = 32;
const LONGEST = 90;

/**
 * @typedef {import("../data/neighbors.js").JudgedNeighbor} JudgedNeighbor
 * @typedef {ReturnType<typeof makeRow>} Row
 */

/** @param {import("./dock.js").Doors} doors */
export function makeDockList(doors) {
  const { point, choose } = doors;
  const around = makeDockAround(doors);
  const unit = element("span", { class: "ev-dock-words" });
  /** @type {HTMLElement} */
  const list = element("ul", { class: "ev-rows", "aria-label": "Nearest neighbours" });
  /** @type {Row[]} */
  const rows = [];
  /** @type {JudgedNeighbor[]} */
  let neighbors = [];
  const inside = (/** @type {EventTarget | null} */ target) => rows.findIndex(({ button }) => button.contains(/** @type {Node} */ (target)));
  const at = (/** @type {Event} */ event) => neighbors[inside(event.target)]?.row ?? null;
  for (const kind of ["pointermove", "focusin"]) list.addEventListener(kind, (event) => point(at(event)));
  for (const kind of ["pointerleave", "focusout"]) list.addEventListener(kind, () => point(null));
  list.addEventListener("click", (event) => {
    const row = at(event);
    if (row === null) return;
    if (inside(document.activeElement) > 0) rows[0].button.focus({ preventScroll: true });
    list.scrollTop = 0;
    choose(row);
  });
  list.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const next = by && rows[inside(event.target) + by];
    if (!by) return;
    event.preventDefault();
    if (next && !next.element.hidden) next.button.focus();
  });

  return {
    element: element("div", { class: "ev-dock-near" }, [
      element("div", { class: "ev-dock-title" }, [around.title, around.zoom]), unit, list,
    ]),
    /** @param {import("./dock.js").Subject} subject @param {import("./dock.js").Told} told */
    show(subject, told) {
      const { model, selected, lit } = told;
      around.show(told);
      neighbors = subject.neighbors;
      const { graph: { metric, unit: of }, axes } = model;
      const classes = classWords(model.coloring, neighbors.map(({ row }) => row));
      unit.textContent = [`${metric} distance${of ? `, ${of}` : ""}`, classes].filter(Boolean).join(" · ");
      while (rows.length < neighbors.length) {
        rows.push(makeRow(rows.length));
        list.append(rows[rows.length - 1].element);
      }
      const far = numbers(neighbors.map((each) => each.distance));
      const where = whereDrawn(axes);
      const bars = asBars(neighbors.map((each) => each.distance));
      rows.forEach((row, n) => {
        row.element.hidden = n >= neighbors.length;
        if (n < neighbors.length) {
          fill(row, model, neighbors[n], { far: far[n], bar: bars[n], where });
          mark(row, neighbors[n].row, lit, selected);
        }
      });
    },
  };
}

/** @param {number} rank */
function makeRow(rank) {
  const [name, far, where] = ["name", "far", "where"].map((part) => element("span", { class: `ev-row-${part}` }));
  const bar = element("span", { class: "ev-row-bar" }, [element("i")]);
  const image = makeImage();
  /** @type {HTMLElement} */
  const button = element("button", {
    type: "button", class: "ev-row", tabindex: rank ? "-1" : "0", "data-testid": "dock-row",
  }, [image, name, far, bar, where]);
  /** @type {HTMLElement} */
  const li = element("li", {}, [button]);
  return { element: li, button, name, far, where, bar: bar.firstElementChild, image };
}

/**
 * @param {Row} row
 * @param {import("../data/model.js").Model} model
 * @param {JudgedNeighbor} neighbor
 * @param {{far: string, bar: number, where: string}} told `where` is such as "on the map".
 */
function fill({ button, name, far, where, bar, image }, { items, graph }, neighbor, told) {
  const label = items.labels[neighbor.row];
  const { images } = items.arrays;
  name.textContent = shortened(label, LONGEST);
  far.textContent = told.far;
  const away = farWords(neighbor, told.where);
  where.textContent = away || "✓";
  bar.style.width = `${(100 * told.bar).toFixed(1)}%`;
  image.hidden = !images;
  if (images) drawImage(image, images, neighbor.row, IMAGE);
  const unit = graph.unit ? ` ${graph.unit}` : "";
  button.setAttribute("aria-label", `${label}, ${told.far}${unit}, ${away || `near ${told.where}`}`);
}

/** @param {Row} row @param {number} item @param {number | null} lit @param {number | null} selected */
function mark({ button }, item, lit, selected) {
  button.toggleAttribute("data-lit", item === lit);
  button.toggleAttribute("data-selected", item === selected);
}
