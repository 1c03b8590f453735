// The door of the page that works from disk: all that is drawn stands in the page itself, compressed.

import { decode } from "./data/decode.js";
import { followNotebook } from "./host/notebook.js";
import { DEAF } from "./host/page.js";
import { makePlot } from "./host/plot.js";

/**
 * @typedef {import("./data/wire.js").Parts} Parts
 * @typedef {import("./data/wire.js").StandaloneProps} Props
 * @typedef {import("./data/wire.js").Vectors} Vectors
 * @typedef {{props: Props, coming: {plotly: Promise<any>, parts: Promise<Parts>, vectors?: Promise<Vectors>}}} Written
 */

/** @type {typeof globalThis & {Plotly?: any}} Plotly's own file makes it a global. */
const page = globalThis;
/** @type {Promise<any> | undefined} */
let plotly;

/** Draw the plot of this page. */
export function start() {
  const [host] = hosts();
  if (!host) throw new Error("This page has lost its plot.");
  const { props, coming } = writtenIn(host);
  const plot = makePlot(host);
  const draw = () => plot.update(props, coming, DEAF);
  const blocked = /** @type {HTMLElement | null} */ (document.querySelector("[data-blocked]"));
  if (blocked) {
    blocked.hidden = true;
    coming.plotly.catch(() => { blocked.hidden = false; });
  }
  followNotebook(props.theme === "auto", draw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  draw();
}

/** @returns {HTMLElement[]} The places of this page's plots. */
export function hosts() {
  return [...document.querySelectorAll("[data-plot]")].map((each) => /** @type {HTMLElement} */ (each));
}

/** @param {HTMLElement} host @returns {Written} What the page holds of its plot. */
export function writtenIn(host) {
  /** @type {Props} */
  const props = JSON.parse(host.dataset.plot ?? "");
  const part = async (/** @type {string} */ id) => decode(await unpacked(`[data-part="${id}"]`));
  return {
    props,
    coming: {
      plotly: loadPlotly(),
      parts: Promise.all(props.parts.map(part)).then((all) => /** @type {Parts} */ (all)),
      vectors: props.vectors ? part(props.vectors).then((all) => /** @type {Vectors} */ (all)) : undefined,
    },
  };
}

/** @returns {Promise<any>} Plotly, loaded once. */
export function loadPlotly() {
  plotly ??= run();
  return plotly;
}

async function run() {
  const script = document.createElement("script");
  script.textContent = new TextDecoder().decode(await unpacked("#embedviz-plotly"));
  document.head.append(script); // which runs it
  if (!page.Plotly) throw new Error("This page may not run scripts.");
  return page.Plotly;
}

/**
 * @param {string} selector Of a script that holds bytes, compressed, as letters.
 * @returns {Promise<Uint8Array>}
 */
export async function unpacked(selector) {
  const letters = document.querySelector(selector)?.textContent ?? "";
  const bytes = Uint8Array.from(atob(letters.trim()), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
