// The door: the only file that knows what Streamlit hands over. Two kinds of mount come here: one
// brings bytes and shows nothing, the other is the plot and says which bytes it wants.

import { loadPlotly } from "./plotly.js";
import { put, take, whenThere } from "./shelf.js";
import { asBits } from "./select.js";
import "./decode.js"; // the shelf's: asked for here, it comes together with it

/** All that plot.js is made of, so that one name need not lead to the next; a test holds this. */
const PIECES = `align analogy announce camera card cards colors dom export figure format frame
  grid hands keyboard labels layer legend live looks marks model morph names
  neighbors page painter picker plot pointer query question room screen search
  searchbox select sight stage store svg texts theme toolbar touch zoom`.split(/\s+/);

/** @type {Promise<typeof import("./plot.js")> | undefined} */
let asked;
/** @type {WeakMap<object, Promise<ReturnType<typeof import("./plot.js").makePlot>>>} */
const plots = new WeakMap();

/** Not a plain import: Plotly's megabytes are asked for first, these many small files meanwhile. */
function pieces() {
  if (!asked) {
    for (const name of PIECES) {
      const link = document.createElement("link");
      link.rel = "modulepreload";
      link.fetchPriority = "low";
      link.href = new URL(`${name}.js`, import.meta.url).href;
      document.head.append(link);
    }
    asked = import("./plot.js");
  }
  return asked;
}

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
  const plotly = loadPlotly(new URL(data.plotly, import.meta.url).href);
  let plot = plots.get(parentElement);
  if (!plot) {
    plot = pieces().then(({ makePlot }) => makePlot(parentElement));
    plots.set(parentElement, plot);
  }
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
