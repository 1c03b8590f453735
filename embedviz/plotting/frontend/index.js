// The door: the only file that knows what Streamlit hands over. Two kinds of mount come here: one
// brings bytes and shows nothing, the other is the plot and says which bytes it wants.

import "./data/decode.js"; // the shelf's: asked for here, it comes together with it
import { loadPlotly } from "./host/plotly.js";
import { put, take, vectorsWhenThere, whenThere } from "./host/shelf.js";
import { asBits } from "./input/select.js";

/** All that plot.js is made of, so that one name need not lead to the next; a test holds this. */
export const PIECES = Object.entries({
  data: "align amounts analogy camera colors contributions facts format model names neighbors query ranks search table",
  drawing: "density depth export figure ground labels layer lens marks morph painter pointed room screen sprites stage svg texts zoom",
  host: "page plot theme",
  input: "grid hands keyboard picker pointer select touch",
  state: "actions docked live looks question report sight store takeaway trail",
  widgets: "announce card cards chosen dock dockhead docklist dockwhy dom frame legend searchbox thumbnail toolbar",
}).flatMap(([folder, names]) => names.split(" ").map((name) => `./${folder}/${name}.js`));

/** @type {Promise<typeof import("./host/plot.js")> | undefined} */
let asked;
/** @type {WeakMap<object, Promise<ReturnType<typeof import("./host/plot.js").makePlot>>>} */
const plots = new WeakMap();

/** Not a plain import: Plotly's megabytes are asked for first, these many small files meanwhile. */
function pieces() {
  if (!asked) {
    for (const piece of PIECES) {
      const link = document.createElement("link");
      link.rel = "modulepreload";
      link.fetchPriority = "low";
      link.href = new URL(piece, import.meta.url).href;
      document.head.append(link);
    }
    asked = import("./host/plot.js");
  }
  return asked;
}

/**
 * @typedef {import("./data/wire.js").Answers} Answers
 * @param {{data: any, parentElement: HTMLElement,
 *   setStateValue: <Name extends "pinned" | "query">(name: Name, value: Answers[Name]) => void,
 *   setTriggerValue: (name: "selected" | "only", value: Answers["selected"]) => void}} mount `data` are the
 *   bytes of a bundle, the address of Plotly alone, or ComponentProps.
 */
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
  /** @type {import("./data/wire.js").ComponentProps} */
  const props = data;
  const plotly = loadPlotly(new URL(props.plotly, import.meta.url).href);
  let plot = plots.get(parentElement);
  if (!plot) {
    plot = pieces().then(({ makePlot }) => makePlot(parentElement));
    plots.set(parentElement, plot);
  }
  const coming = {
    plotly, parts: whenThere(props.parts), vectors: props.vectors ? vectorsWhenThere(props.vectors) : undefined,
  };
  plot.then((made) => made.update(props, coming, {
    pin: (label) => setStateValue("pinned", label),
    ask: (text) => setStateValue("query", text),
    narrow: (rows, count) => setTriggerValue("only", { bits: asBits(rows, count), count }),
    select: (rows, count) => {
      setTriggerValue("selected", rows && { bits: asBits(rows, count), count });
    },
  }));
  return () => {
    plots.get(parentElement)?.then((made) => made.destroy());
    plots.delete(parentElement);
  };
}
