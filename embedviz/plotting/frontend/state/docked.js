// What the dock tells of: a question or an item that is pointed at, else the selected one.

import { placeOf } from "../data/model.js";
import { quoted } from "../data/query.js";
import { paintPointed } from "../drawing/pointed.js";
import { answersOf, isWaiting, questionOf } from "./analogy.js";
import { isLookedAt } from "./question.js";
import { near } from "./sight.js";
import { stepped } from "./trail.js";

/**
 * @typedef {import("./live.js").Live} Live
 * @typedef {import("../widgets/dock.js").Subject} Subject
 */

/** @param {Live} live @returns {Subject | null} */
function subjectOf(live) {
  const { state: { hovered, pinned, walk }, question, cards } = live;
  const { drawn } = question;
  const row = walk ? walk.from : hovered ?? (isLookedAt(question, pinned) ? null : pinned);
  if (drawn && (cards.isOfQuery() || row === null)) {
    return { row: null, name: quoted(drawn.text), note: drawn.note, neighbors: drawn.neighbors };
  }
  if (row === null) return null;
  const { labels } = live.shown.model.items;
  return { row, name: labels[row], note: "", neighbors: near(live, row) };
}

/** @param {Live} live @returns {import("../widgets/dockanalogy.js").ToldAnalogy | null} */
function analogyOf(live) {
  const { state: { slot }, shown: { props: { analogies } } } = live;
  return analogies ? {
    analogies, slot, asked: questionOf(live), answers: answersOf(live), isWaiting: isWaiting(live),
  } : null;
}

/** @param {Live} live */
export function showDock(live) {
  const { dock, state: { hovered, pinned, pointed, walk, trail, tab }, vectors, shown: { model, props: { k, zoom, reasons = null } } } = live;
  dock?.show({
    tab, analogy: analogyOf(live), subject: tab === "near" ? subjectOf(live) : null, model, vectors, reasons, k, zoom, selected: pinned, lit: pointed ?? (walk ? hovered : null),
    hasBack: Boolean(stepped(trail, -1, pinned)), hasForward: Boolean(stepped(trail, 1, pinned)),
  });
}

/** Ring the neighbour that is pointed at in the dock. @param {Live} live @param {import("../drawing/painter.js").View} view */
export function ringPointed(live, view) {
  const { state: { pointed, tab }, painter, question: { drawn } } = live;
  if (pointed !== null && tab === "analogy") {
    paintPointed(painter, view, null, pointed);
    return;
  }
  const subject = pointed === null ? null : subjectOf(live);
  if (pointed === null || !subject?.neighbors.some((each) => each.row === pointed)) return;
  const from = subject.row === null ? drawn?.place ?? null : placeOf(view.model, subject.row);
  const lens = painter.lens?.holds.has(pointed) ? painter.lens : null;
  paintPointed(painter, lens ? { ...view, screen: lens.screen } : view, from, pointed);
}

/**
 * Compare the selected item with another; where the vectors aren't here, the page says why.
 * @param {Live} live
 * @param {number | null} row
 */
export function compare(live, row) {
  const { vectors, callbacks, shown: { model } } = live;
  live.stale.dock = true;
  if (!vectors) callbacks.compare(row === null ? null : model.items.labels[row]);
}

/**
 * Take the vectors that came after the plot.
 * @param {Live} live
 * @param {import("../data/wire.js").Vectors | null} vectors
 */
export function takeVectors(live, vectors) {
  live.vectors = vectors;
  live.stale.dock = true;
}
