// The door: the only file that knows what Streamlit hands over. Two kinds of mount come here: one
// brings bytes and shows nothing, the other is the plot and says which bytes it wants.

import { loadPlotly } from "./plotly.js";
import { put, take, whenThere } from "./shelf.js";
import { asBits } from "./select.js";

/** @type {WeakMap<object, Promise<ReturnType<typeof import("./plot.js").makePlot>>>} */
const plots = new WeakMap();

// Not a plain import: Plotly's megabytes are asked for first, these many small files meanwhile.
const pieces = () => import("./plot.js");

/** @param {any} arguments_ */
export default function main({ data, parentElement, setStateValue, setTriggerValue }) {
  if (data instanceof Uint8Array) {
    put(parentElement, data);
    return () => take(parentElement);
  }
  if (data.preload) {
    loadPlotly(new URL(data.preload, import.meta.url).href);
    pieces();
    return undefined;
  }
  let plot = plots.get(parentElement);
  if (!plot) {
    plot = pieces().then(({ makePlot }) => makePlot(parentElement));
    plots.set(parentElement, plot);
  }
  const plotly = loadPlotly(new URL(data.plotly, import.meta.url).href);
  const coming = { plotly, parts: whenThere(data.parts) };
  plot.then((made) => made.update(data, coming, {
    pin: (label) => setStateValue("pinned", label),
    ask: (text) => setStateValue("query", text),
    select: (rows, count) => {
      setTriggerValue("selected", rows && { bits: asBits(rows, count), count });
    },
  }));
  return () => {
    plots.get(parentElement)?.then((made) => made.destroy());
    plots.delete(parentElement);
  };
}
