// What stands above the points: who is in question with its neighbours, what was found or chosen,
// an analogy, names. Two canvases: one for what stays, one for what follows the pointer.

import { placeOf } from "../data/model.js";
import { groupNames, namesInView } from "../data/names.js";
import * as layer from "./layer.js";
import { MOST_MATCH_LABELS, drawAnalogy, drawMatches, drawNeighbors, drawQuery, drawSelection } from "./marks.js";
import { mostNames } from "./room.js";
import { toPixels } from "./screen.js";
import { groupText, makeWriter, moreTexts, nameText } from "./texts.js";

const MOST_NAMES = { plane: 60, scene: 24 };
/** Beside an item in question, fewer. */
const QUIETER = 0.5;

/**
 * @typedef {{model: import("../data/model.js").Model, screen: import("./screen.js").Screen,
 *   theme: import("../host/theme.js").Theme, font: string, isShown: (row: number) => boolean}} View
 * @typedef {{neighbors: import("../data/neighbors.js").JudgedNeighbor[],
 *   analogy: import("../data/analogy.js").Drawn | null, query: import("./marks.js").Asked | null}} Marked
 *   What is in question: `neighbors` are those of the pinned item.
 */

/**
 * @param {layer.Sheet} under
 * @param {layer.Sheet} over
 * @param {layer.Sheet} [quiet] For the names of those who are not in question: they step back
 *   while something is pointed at.
 */
export function makePainter(under, over, quiet = under) {
  const write = makeWriter();
  /** @type {{key: Float32Array[] | null, coloring: import("../data/colors.js").Coloring | null,
   *   names: ReturnType<typeof groupNames>}} */
  let groups = { key: null, coloring: null, names: [] };

  /** @param {import("../data/model.js").Model} model */
  function groupsOf(model) {
    if (groups.key !== model.linear || groups.coloring !== model.coloring) {
      groups = { key: model.linear, coloring: model.coloring, names: groupNames(model) };
    }
    return groups.names;
  }

  return {
    /**
     * What stays under the pointer's own.
     * @param {View} view
     * @param {import("../state/store.js").State} state
     * @param {Marked} marked
     */
    paintUnder(view, state, { neighbors, analogy, query }) {
      const { model, screen } = view;
      const pen = layer.cleared(under, screen.width, screen.height);
      pen.save();
      layer.clip(pen, screen.frame);
      /** @type {import("./texts.js").Text[]} */
      const texts = [];
      /** @type {import("./labels.js").Box[]} */
      const taken = [];
      drawSelection(pen, view, state.selected);
      if (analogy) texts.push(...drawAnalogy(pen, view, analogy, taken));
      if (query) texts.push(...drawQuery(pen, view, query, taken));
      const first = texts.length;
      if (state.pinned !== null) {
        texts.push(...drawNeighbors(pen, view, state.pinned, neighbors, taken));
      }
      const last = texts.length;
      texts.push(...drawMatches(pen, view, state));
      const near = [...neighbors, ...(query?.neighbors ?? [])];
      const without = new Set([
        state.pinned, ...near.map((each) => each.row), ...state.matches.slice(0, MOST_MATCH_LABELS),
      ]);
      const busy = state.pinned !== null || analogy || query;
      if (!busy && screen.kind === "plane") {
        for (const { code, text, place } of groupsOf(model)) {
          if (!state.hidden.has(code)) texts.push(groupText(view, text, code, place));
        }
      }
      const names = namesInView(model, screen, view.isShown, without);
      const written = write(pen, texts, screen.frame, taken);
      const missing = written.slice(first, last).filter((found) => !found).length;
      if (missing && state.pinned !== null) {
        const at = toPixels(screen, placeOf(model, state.pinned));
        write(pen, moreTexts(view, missing, at), screen.frame, taken, 1);
      }
      const room = Math.min(MOST_NAMES[screen.kind], mostNames(screen.width, screen.height));
      const most = Math.round(room * (busy ? QUIETER : 1));
      const others = names.map(({ text, at }) => nameText(view, text, at));
      pen.restore();
      const softly = quiet === under ? pen : layer.cleared(quiet, screen.width, screen.height);
      softly.save();
      layer.clip(softly, screen.frame);
      write(softly, others, screen.frame, taken, most);
      softly.restore();
    },

    /**
     * What follows the pointer.
     * @param {View} view
     * @param {number | null} row
     * @param {import("../data/neighbors.js").JudgedNeighbor[]} neighbors
     * @param {[number, number][]} corners Of a lasso or box being drawn.
     */
    paintOver(view, row, neighbors, corners) {
      const { screen, theme } = view;
      const pen = layer.cleared(over, screen.width, screen.height);
      pen.save();
      layer.clip(pen, screen.frame);
      if (row !== null) {
        /** @type {import("./labels.js").Box[]} */
        const taken = [];
        write(pen, drawNeighbors(pen, view, row, neighbors, taken), screen.frame, taken);
      }
      layer.outline(pen, corners, theme.accent);
      pen.restore();
    },
  };
}
