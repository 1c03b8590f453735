// The door: the only file that knows what Streamlit hands over. Two kinds of mount come here: one
// brings bytes and shows nothing, the other is the plot and says which bytes it wants.

import { makePlot } from "./plot.js";
import { loadPlotly } from "./plotly.js";
import { put, take, whenThere } from "./shelf.js";
import { asBits } from "./select.js";

/** @type {WeakMap<object, ReturnType<typeof makePlot>>} */
const plots = new WeakMap();

/** @param {any} arguments_ */
export default function main({ data, parentElement, setStateValue, setTriggerValue }) {
  if (data instanceof Uint8Array) {
    put(parentElement, data);
    return () => take(parentElement);
  }
  if (data.preload) {
    loadPlotly(new URL(data.preload, import.meta.url).href);
    return undefined;
  }
  let plot = plots.get(parentElement);
  if (!plot) {
    plot = makePlot(parentElement);
    plots.set(parentElement, plot);
  }
  const plotly = loadPlotly(new URL(data.plotly, import.meta.url).href);
  plot.update(data, { plotly, parts: whenThere(data.parts) }, {
    pin: (label) => setStateValue("pinned", label),
    select: (rows, count) => {
      setTriggerValue("selected", rows && { bits: asBits(rows, count), count });
    },
  });
  return () => {
    plots.get(parentElement)?.destroy();
    plots.delete(parentElement);
  };
}
