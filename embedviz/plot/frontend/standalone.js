// The door of the file that works from disk: all parts stand in the page itself, compressed.

import { decode } from "./decode.js";
import { followNotebook } from "./notebook.js";
import { makePlot } from "./plot.js";

/** Draw the plot of this page. */
export function start() {
  const host = document.getElementById("embedviz");
  const given = JSON.parse(document.getElementById("embedviz-given").textContent);
  const parts = [...document.querySelectorAll("script[data-part]")].map(
    async (script) => decode(new Uint8Array(await unpacked(script).arrayBuffer())),
  );
  const plot = makePlot(host);
  const coming = { plotly: plotly(), parts: Promise.all(parts) };
  const draw = () => plot.update(given, coming, { pin: () => {}, select: () => {} });
  followNotebook(given.theme === "auto", draw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  draw();
}

/** @returns {Promise<any>} Plotly */
async function plotly() {
  const script = document.createElement("script");
  script.textContent = await unpacked(document.getElementById("embedviz-plotly")).text();
  document.head.append(script); // which runs it
  return globalThis.Plotly;
}

/**
 * @param {Element} script Holds bytes, compressed, as letters.
 * @returns {Response}
 */
function unpacked(script) {
  const bytes = Uint8Array.from(atob(script.textContent.trim()), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream);
}
