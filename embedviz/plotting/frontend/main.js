// The front end in the app: two kinds of mount come here. One brings bytes and shows nothing, the
// other is the plot and says which bytes it wants.

import { makePlot } from "./host/plot.js";
import { put, take, vectorsWhenThere, whenThere } from "./host/shelf.js";
import { asBits } from "./input/select.js";

/** @type {WeakMap<object, ReturnType<typeof makePlot>>} */
const plots = new WeakMap();

/**
 * @typedef {import("./data/wire.js").Answers} Answers
 * @typedef {{data: any, parentElement: HTMLElement,
 *   setStateValue: <Name extends "pinned" | "query" | "analogy" | "k" | "zoom" | "compared">(name: Name, value: Answers[Name]) => void,
 *   setTriggerValue: <Name extends "selected" | "only" | "wanted">(name: Name, value: Answers[Name]) => void}} Mount What Streamlit
 *   hands over; `data` are the bytes of a bundle, or ComponentProps.
 */

/**
 * @param {Mount} mount
 * @param {Promise<any>} plotly
 * @returns {() => void} To let go of it.
 */
export function mount({ data, parentElement, setStateValue, setTriggerValue }, plotly) {
  if (data instanceof Uint8Array) {
    put(parentElement, data);
    return () => take(parentElement);
  }
  /** @type {import("./data/wire.js").ComponentProps} */
  const props = data;
  const plot = plots.get(parentElement) ?? makePlot(parentElement);
  plots.set(parentElement, plot);
  const vectors = props.vectors ? vectorsWhenThere(props.vectors) : undefined;
  plot.update(props, { plotly, parts: whenThere(props.parts), vectors }, {
    pin: (label) => setStateValue("pinned", label),
    ask: (text) => setStateValue("query", text),
    narrow: (rows, count) => setTriggerValue("only", { bits: asBits(rows, count), count }),
    find: (text) => setTriggerValue("wanted", text),
    analogy: (asked) => setStateValue("analogy", asked),
    k: (k) => setStateValue("k", k),
    compare: (label) => setStateValue("compared", label),
    zoom: (isClose) => setStateValue("zoom", isClose),
    select: (rows, count) => {
      setTriggerValue("selected", rows && { bits: asBits(rows, count), count });
    },
  });
  return () => {
    plots.get(parentElement)?.destroy();
    plots.delete(parentElement);
  };
}
