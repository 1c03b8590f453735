// The door of the file that works from disk: all parts stand in the page itself.

import { decode } from "./decode.js";
import { makePlot } from "./plot.js";

/** Draw the plot of this page. */
export function start() {
  const host = document.getElementById("embedviz");
  const given = JSON.parse(document.getElementById("embedviz-given").textContent);
  const parts = [...document.querySelectorAll("script[data-part]")].map((script) => decode(
    Uint8Array.from(atob(script.textContent.trim()), (letter) => letter.charCodeAt(0)),
  ));
  const plot = makePlot(host);
  const coming = { plotly: Promise.resolve(globalThis.Plotly), parts: Promise.resolve(parts) };
  const draw = () => plot.update(given, coming, { pin() {}, select() {}, ask() {} });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  draw();
}
