// Where one looks: at what the page wants, at what was found, at all of it.

import { targetsOf } from "../data/analogy.js";
import { lookWanted } from "../host/page.js";

/** How much of the whole is shown at least: around a pinned item, around one that was found. */
const [CLOSE, FOUND] = [0.005, 0.06];

/**
 * @param {ReturnType<typeof import("../drawing/stage.js").makeStage>} stage
 * @param {() => import("../host/plot.js").Shown} now
 * @param {(row: number) => number[]} around The neighbours of a row.
 */
export function makeLooks(stage, now, around) {
  function atAll() {
    stage.showAll(now().model.axes.length);
  }

  return {
    atAll,

    /** @param {number} row */
    atItem: (row) => stage.lookAt(now().model.linear, [row, ...around(row)], FOUND),

    /** @param {import("../drawing/marks.js").Asked} query */
    atQuery({ neighbors, place }) {
      stage.lookAt(now().model.linear, neighbors.map((each) => each.row), FOUND, [place]);
    },

    /** @param {import("../host/plot.js").Shown | null} before Where the page wants, when it says so anew. */
    asWanted(before) {
      const { given, model } = now();
      if (!before && stage.lookFrom(given.camera, model.axes.length)) return;
      const isMoved = before?.model.places.id !== model.places.id;
      const wanted = lookWanted(given, before?.given ?? null, isMoved, around);
      if (wanted === "everything") atAll();
      else if (wanted) stage.lookAt(model.linear, wanted, CLOSE, targetsOf(given.analogy, model.linear));
    },
  };
}
