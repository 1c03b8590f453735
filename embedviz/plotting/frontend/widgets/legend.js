// What the colours say: a button for each group (a click leaves it alone; on its dot, or with a
// modifier, by keys too, it is hidden), or the scale of the numbers.

import { number, numbers, shortened } from "../data/format.js";
import { inOneRow } from "../drawing/room.js";
import { element } from "./dom.js";

const STOPS = 5;
const GAP = 4;
const MOST = 10;

/**
 * @param {HTMLElement} parent
 * @param {(event: Record<string, any>) => void} send
 */
export function makeLegend(parent, send) {
  const legend = element("div", { class: "ev-legend", role: "group", "aria-label": "Legend" });
  parent.append(legend);
  /** @type {import("../data/colors.js").Coloring | null} */
  let shown = null;
  let isOpen = false;
  const more = element("button", {
    type: "button", class: "ev-more", onclick: () => { isOpen = !isOpen; fold(); },
  });

  /** Leave one row of the most frequent groups; the others wait behind a button. */
  function fold() {
    if (shown?.kind !== "groups") return;
    /** @type {HTMLElement[]} */
    const entries = [...legend.querySelectorAll(".ev-entry")];
    more.hidden = false;
    more.textContent = "+ 88 more";
    entries.forEach((each) => { each.hidden = false; });
    const [title] = /** @type {HTMLCollectionOf<HTMLElement>} */ (legend.children);
    const room = legend.clientWidth - title.offsetWidth - 2 * GAP;
    const widths = entries.map((each) => each.offsetWidth + GAP);
    const row = inOneRow(widths, shown.counts, room, more.offsetWidth + GAP, MOST);
    const hidden = entries.length - row.size;
    entries.forEach((each, code) => { each.hidden = !isOpen && !row.has(code); });
    more.hidden = !hidden;
    more.textContent = isOpen ? "Fewer" : `+ ${hidden} more`;
    more.setAttribute("aria-expanded", String(isOpen));
  }

  return {
    fold,
    /** @param {import("../data/colors.js").Coloring} coloring @param {Set<number>} hidden */
    update(coloring, hidden) {
      if (shown !== coloring) {
        shown = coloring;
        legend.hidden = coloring.kind === "same";
        const title = element("span", { class: "ev-quiet", text: coloring.title });
        const rest = coloring.kind === "groups"
          ? coloring.names.map((name, code) => entry(name, code, coloring, send))
          : coloring.scale ? [scaleBar({ ...coloring, scale: coloring.scale })] : [];
        legend.replaceChildren(title, ...rest, more);
        more.hidden = true;
        isOpen = false;
        fold();
      }
      legend.querySelectorAll(".ev-entry").forEach((/** @type {Element} */ button, /** @type {number} */ code) => {
        button.setAttribute("aria-pressed", String(!hidden.has(code)));
      });
    },
  };
}

/**
 * @param {string} name
 * @param {number} code
 * @param {import("../data/colors.js").Coloring} coloring
 * @param {(event: Record<string, any>) => void} send
 */
function entry(name, code, coloring, send) {
  const dot = element("i", { class: "ev-swatch" });
  dot.style.background = coloring.hues[code];
  const swatch = element("span", { class: "ev-eye", title: "Hide these, or show them again" }, [dot]);
  return element("button", {
    type: "button",
    class: "ev-entry",
    "data-code": String(code),
    title: "Click: show only these; again: all. Click the dot, or hold Alt, Ctrl or Shift: hide these. The same with Enter.",
    // Not every browser makes a click of a key with a modifier.
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "Enter" || !hasModifier(event)) return;
      event.preventDefault();
      send({ type: "toggle", code });
    },
    onclick: (/** @type {MouseEvent} */ event) => {
      const isOnDot = event.target instanceof Node && swatch.contains(event.target);
      if (isOnDot || hasModifier(event)) send({ type: "toggle", code });
      else send({ type: "isolate", code, count: coloring.names.length });
    },
  }, [
    swatch,
    element("span", { text: shortened(name, 28) }),
    element("span", { class: "ev-count", text: number(coloring.counts[code]) }),
  ]);
}

/** @param {MouseEvent | KeyboardEvent} event */
function hasModifier({ shiftKey, altKey, ctrlKey, metaKey }) {
  return shiftKey || altKey || ctrlKey || metaKey;
}

/**
 * @param {{scale: [number, string][], low: number, high: number,
 *   ticks: [number[], string[]] | null}} numbers
 */
function scaleBar({ scale, low, high, ticks }) {
  const stops = scale.map(([share, color]) => `${color} ${100 * share}%`).join(", ");
  const bar = element("div", { class: "ev-scale" });
  const strip = element("div", { class: "ev-strip" });
  strip.style.background = `linear-gradient(to right, ${stops})`;
  bar.append(strip);
  const [places, texts] = ticks ?? evenTicks(low, high);
  places.forEach((place, at) => {
    const mark = element("span", { text: texts[at] });
    mark.style.left = `${(100 * (place - low)) / (high - low)}%`;
    bar.append(mark);
  });
  return bar;
}

/** @param {number} low @param {number} high @returns {[number[], string[]]} Round numbers between two ends. */
function evenTicks(low, high) {
  const rough = (high - low) / STOPS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((each) => each * power >= rough) ?? 10);
  const places = [];
  for (let at = Math.ceil(low / step); at * step <= high; at += 1) places.push(at * step);
  return [places, numbers(places.map((place) => Number(place.toPrecision(6))))];
}
