// The plot from outside: it waits for its parts, and shows them as soon as all have arrived.

import { modelOf } from "../data/model.js";
import { makeLive } from "../state/live.js";
import { makeFrame } from "../widgets/frame.js";
import { dress, themeOf } from "./theme.js";

/**
 * @typedef {import("./page.js").Given} Given
 * @typedef {import("./page.js").Doors} Doors
 * @typedef {import("../data/decode.js").Part} Part
 * @typedef {{model: import("../data/model.js").Model, given: Given, theme: import("./theme.js").Theme}} Shown
 */

/** @param {HTMLElement} host */
export function makePlot(host) {
  const frame = makeFrame(host);
  /** @type {ReturnType<typeof makeLive> | null} */
  let live = null;
  /** @type {Shown | null} */
  let shown = null;
  let turn = 0;

  return {
    /**
     * @param {Given} given
     * @param {{plotly: Promise<any>, parts: Promise<Part[]>}} coming
     * @param {Doors} doors
     */
    async update(given, coming, doors) {
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
      shown = { model, given, theme };
      live ??= makeLive(host, frame, Plotly, shown);
      await live.show(shown, before, doors, () => mine === turn);
    },

    destroy() {
      turn += 1;
      live?.destroy();
      frame.root.remove();
    },
  };
}
