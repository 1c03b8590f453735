// The door of the file that works from disk: all parts stand in the page itself, compressed.

import { decode } from "./data/decode.js";
import { followNotebook } from "./host/notebook.js";
import { DEAF } from "./host/page.js";
import { makePlot } from "./host/plot.js";

/** @type {typeof globalThis & {Plotly?: any}} Plotly's own file makes it a global. */
const page = globalThis;

/** Draw the plot of this page. */
export function start() {
  const [host, written] = ["embedviz", "embedviz-given"].map((id) => document.getElementById(id));
  if (!host || !written) throw new Error("This page has lost its plot.");
  /** @type {import("./data/wire.js").FileProps} */
  const props = JSON.parse(written.textContent ?? "");
  const parts = [...document.querySelectorAll("script[data-part]")].map(
    async (script) => decode(new Uint8Array(await unpacked(script).arrayBuffer())),
  );
  const plot = makePlot(host);
  const coming = {
    plotly: plotly(),
    parts: Promise.all(parts).then((all) => /** @type {import("./data/wire.js").Parts} */ (all)),
  };
  const draw = () => plot.update(props, coming, DEAF);
  followNotebook(props.theme === "auto", draw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  draw();
}

/** @returns {Promise<any>} Plotly */
async function plotly() {
  const packed = document.getElementById("embedviz-plotly");
  const script = document.createElement("script");
  script.textContent = packed && await unpacked(packed).text();
  document.head.append(script); // which runs it
  return page.Plotly;
}

/**
 * @param {Element} script Holds bytes, compressed, as letters.
 * @returns {Response}
 */
function unpacked(script) {
  const bytes = Uint8Array.from(atob((script.textContent ?? "").trim()), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream);
}
