// The plot from outside: it waits for its parts, and shows them as soon as all have arrived.

import { modelOf } from "../data/model.js";
import { takeVectors } from "../state/docked.js";
import { destroy, makeLive, show } from "../state/live.js";
import { imageOf } from "../state/takeaway.js";
import { makeFrame } from "../widgets/frame.js";
import { dress, themeOf } from "./theme.js";

/**
 * @typedef {import("./page.js").Props} Props
 * @typedef {import("./page.js").Callbacks} Callbacks
 * @typedef {import("../data/wire.js").Parts} Parts
 * @typedef {import("../data/wire.js").Vectors} Vectors
 * @typedef {{model: import("../data/model.js").Model, props: Props, theme: import("./theme.js").Theme}} Shown
 */

/** @param {HTMLElement} host */
export function makePlot(host) {
  const frame = makeFrame(host);
  /** @type {import("../state/live.js").Live | null} */
  let live = null;
  /** @type {Shown | null} */
  let shown = null;
  let turn = 0;

  return {
    /**
     * @param {Props} props
     * @param {{plotly: Promise<any>, parts: Promise<Parts>, vectors?: Promise<Vectors>}} coming
     * @param {Callbacks} callbacks
     */
    async update(props, coming, callbacks) {
      turn += 1;
      const mine = turn;
      const [Plotly, parts] = await Promise.all([coming.plotly, coming.parts]);
      if (mine !== turn) return;
      const [items, graph, places, color] = parts;
      const before = shown;
      const ground = themeOf(host, items.themes);
      const isSame = ground.name === before?.theme.name && ground.type === before.theme.type;
      const theme = isSame && before ? before.theme : ground;
      dress(frame.root, theme);
      const model = modelOf({ items, graph, places, color }, theme, before?.model ?? null);
      shown = { model, props: { ...props, ...live?.wishes }, theme };
      const drawn = live ??= makeLive(frame, Plotly, shown);
      await show(drawn, shown, before, callbacks, () => mine === turn);
      const vectors = await coming.vectors;
      if (vectors && mine === turn) takeVectors(drawn, vectors);
    },

    /** @returns {Promise<string>} The address of an image of what is drawn. */
    async image() {
      if (!live) throw new Error("Nothing is drawn yet.");
      return imageOf(live);
    },

    destroy() {
      turn += 1;
      if (live) destroy(live);
      frame.root.remove();
    },
  };
}
