// What is selected, said at the selection itself, with what can be done with it.

import { classWords } from "../data/classes.js";
import { number } from "../data/format.js";
import { toPixels } from "../drawing/screen.js";
import { element } from "./dom.js";

const GAP = 10;
/** Of a selection so many items tell where it lies. */
const MOST_ASKED = 400;

/**
 * @typedef {import("../data/model.js").Model} Model
 * @typedef {{hideOthers: (rows: number[] | null) => void, narrow: (rows: number[]) => void,
 *   save: (rows: number[]) => void, letGo: () => void}} Doors `hideOthers` of null shows them again.
 */

/**
 * @param {HTMLElement} root
 * @param {HTMLElement} area The plot: the bar stands over it, but takes the pointer for itself.
 * @param {Doors} doors
 */
export function makeChosen(root, area, doors) {
  /** @type {number[]} */
  let rows = [];
  let isAlone = false;
  const told = element("strong");
  const classes = element("span", { class: "ev-classes" });
  const narrow = button("Work with only these", () => doors.narrow(rows),
    "Leave out everything else: vectors, neighbours and plot are computed anew from these");
  const alone = button("", () => doors.hideOthers(isAlone ? null : rows), "Their places and neighbours stay as they are");
  const bar = element("div", { class: "ev-chosen", role: "toolbar", "aria-label": "Selection", hidden: true }, [
    told, classes, narrow, alone,
    button("CSV", () => doors.save(rows), "Download their rows, names, facts and places as a table"),
    button("×", doors.letGo, "Let go of the selection"),
  ]);
  root.append(bar);

  return {
    /** @param {import("../state/store.js").State} state @param {Model} model @param {boolean} narrows Whether the page can work with some only. */
    update({ selected, only }, { items, count, coloring }, narrows) {
      bar.hidden = !selected;
      if (!selected) return;
      rows = selected;
      isAlone = Boolean(only);
      classes.textContent = classWords(coloring, rows);
      told.textContent = `${number(rows.length)} ${rows.length === 1 ? items.item : items.items}`;
      narrow.hidden = !narrows || rows.length < 2 || rows.length === count;
      alone.textContent = isAlone ? "Show all again" : "Hide the others";
      alone.hidden = rows.length === count && !isAlone;
    },

    /** Stand beside the selection. @param {Model} model @param {import("../drawing/screen.js").Screen} screen */
    place({ linear }, screen) {
      if (bar.hidden) return;
      const step = Math.ceil(rows.length / MOST_ASKED);
      const places = rows.filter((_, at) => at % step === 0).map((row) => toPixels(screen, linear.map((axis) => axis[row])));
      const [left, top] = beside(places, [bar.offsetWidth, bar.offsetHeight], screen.frame);
      bar.style.transform = `translate(${area.offsetLeft + left}px, ${area.offsetTop + top}px)`;
    },
  };
}

/**
 * @param {number[][]} places In pixels.
 * @param {number[]} size Of the bar.
 * @param {number[]} frame It stays in there.
 * @returns {number[]} Left and top: above the places, else below, else over their upper edge.
 */
export function beside(places, [width, height], [left, top, right, bottom]) {
  const inside = places.filter(([x, y]) => x >= left && x <= right && y >= top && y <= bottom);
  const seen = inside.length ? inside : [[(left + right) / 2, top]];
  const [xs, ys] = [0, 1].map((axis) => seen.map((place) => place[axis]));
  const [west, east, north, south] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const x = Math.max(left, Math.min((west + east - width) / 2, right - width));
  const above = north - GAP - height;
  const below = south + GAP;
  const y = above >= top ? above : below + height <= bottom ? below : top + GAP;
  return [x, y];
}

/** @param {string} text @param {() => void} onclick @param {string} title */
function button(text, onclick, title) {
  return element("button", { type: "button", text, title, onclick, "aria-label": text === "×" ? title : null });
}
