// The door of the file that works from disk: all parts stand in the page itself.

import { decode } from "./decode.js";
import { makePlot } from "./plot.js";

/** @type {typeof globalThis & {Plotly?: any}} Plotly stands in the page, before this. */
const page = globalThis;

/** Draw the plot of this page. */
export function start() {
  const [host, written] = ["embedviz", "embedviz-given"].map((id) => document.getElementById(id));
  if (!host || !written) throw new Error("This page has lost its plot.");
  const given = JSON.parse(written.textContent ?? "");
  const parts = [...document.querySelectorAll("script[data-part]")].map((script) => decode(
    Uint8Array.from(atob((script.textContent ?? "").trim()), (letter) => letter.charCodeAt(0)),
  ));
  const plot = makePlot(host);
  const coming = { plotly: Promise.resolve(page.Plotly), parts: Promise.resolve(parts) };
  const draw = () => plot.update(given, coming, { pin() {}, select() {}, ask() {} });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  draw();
}
