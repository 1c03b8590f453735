// What is taken away: a link to what is seen, or the plot as a file or an image.

import { withCamera } from "../data/camera.js";
import { csvOf } from "../data/table.js";
import { download, svgOf, take } from "../drawing/export.js";
import { copyGround } from "../drawing/ground.js";
import { penOf } from "../drawing/layer.js";
import { makePainter, paintUnder } from "../drawing/painter.js";
import { cameraOf, look } from "../drawing/stage.js";
import { groundOf } from "../host/theme.js";
import { wordsBelow } from "../widgets/frame.js";
import { markedOf, viewOf } from "./sight.js";

/** @typedef {import("./live.js").Live} Live */

/** @param {Live} live @returns {Promise<string>} What became of it, in words. */
export async function share({ shown, stage }) {
  const address = withCamera(location.href, shown.props.link ?? "camera", cameraOf(stage));
  // The address too: a page that came without https may not write to the clipboard.
  history.replaceState(history.state, "", address);
  try {
    await navigator.clipboard.writeText(address);
    return "Copied";
  } catch {
    return "It is in the address bar";
  }
}

/** @param {Live} live @param {number[]} rows Of the items whose facts are taken. */
export function saveTable({ shown: { model: { items, places } } }, rows) {
  const file = new Blob([csvOf(items, rows, places)], { type: "text/csv" });
  download(URL.createObjectURL(file), `${items.items} selected.csv`);
}

/** @param {Live} live @param {"png" | "svg"} kind */
export async function save(live, kind) {
  const view = viewOf(live);
  if (view) await take(kind, live.Plotly, shownOf(live, view));
}

/** @param {Live} live @returns {Promise<string>} The address of an SVG of what is seen. */
export async function imageOf(live) {
  look(live.stage); // the axes may have moved since the last frame
  const view = viewOf(live);
  if (!view) throw new Error("Nothing is drawn yet.");
  return svgOf(live.Plotly, shownOf(live, view));
}

/**
 * @param {Live} live
 * @param {import("../drawing/painter.js").View} view
 * @returns {import("../drawing/export.js").Shown}
 */
function shownOf(live, view) {
  const { frame, painter: { ground }, state, shown: { model, theme } } = live;
  const heaps = ground ? Number(getComputedStyle(ground.glow).opacity) : 1;
  return {
    base: frame.base, theme, ground: groundOf(frame.root), coloring: model.coloring,
    hidden: state.hidden, words: wordsBelow(frame),
    paintBelow: (canvas) => { if (ground) copyGround(penOf(canvas), ground, view); },
    paint: (canvas) => paintUnder({ ...makePainter(canvas, frame.over), heaps }, view, state, markedOf(live)),
  };
}
