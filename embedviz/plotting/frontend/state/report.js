// What the plot shows of its state: on its canvases, in its tools and attributes, to a screen reader.

import { paintOver, paintUnder } from "../drawing/painter.js";
import { querySummary, summary } from "../widgets/announce.js";
import { announce, describe, remark } from "../widgets/frame.js";
import { drawnAnalogy } from "./analogy.js";
import { ringPointed, showDock } from "./docked.js";
import { wordsOf } from "./question.js";
import { markedOf, near, viewOf } from "./sight.js";

/** @typedef {import("./live.js").Live} Live */

/** All that is drawn is to be painted anew. @param {Live} live */
export function spoil(live) {
  Object.assign(live.stale, { under: true, over: true });
}

/** Paint what is stale. @param {Live} live */
export function paint(live) {
  const view = viewOf(live);
  if (!view) return;
  const { painter, state, stale, stage, corners, frame } = live;
  if (stale.under && !stage.stopMorph) {
    paintUnder(painter, view, state, markedOf(live));
    live.chosen.place(view.model, view.screen);
    stale.under = false;
  }
  if (stale.over) {
    const neighbors = state.tab === "analogy" ? [] : near(live, state.hovered);
    paintOver(painter, view, state.hovered, neighbors, corners);
    ringPointed(live, view);
    frame.root.toggleAttribute("data-through", state.hovered !== null && Boolean(painter.lens?.holds.has(state.hovered)));
    frame.root.dataset.lit = state.hovered === null ? "" : String(neighbors.length);
    stale.over = false;
  }
  if (stale.dock) {
    showDock(live);
    stale.dock = false;
  }
}

/** @param {Live} live */
export function report(live) {
  const { state, question, toolbar, chosen, frame, wanted, shown: { model, props } } = live;
  const { drawn } = question;
  const { text, isLooking } = wordsOf(question);
  toolbar.update(state, {
    asks: Boolean(props.asks), text, isLooking: isLooking || wanted !== null,
    findable: props.findable ?? 0, sought: props.sought ?? null,
  });
  chosen.update(state, model, Boolean(props.narrows));
  const isBusy = state.matches.length || state.selected || drawnAnalogy(live) || drawn;
  remark(frame, drawn?.note ?? "");
  describe(frame, state, model.items.labels, Boolean(isBusy), drawn?.text ?? "");
}

/** @param {Live} live @param {number | null} row */
export function say(live, row) {
  const { shown: { model: { items, graph } }, question: { drawn }, frame } = live;
  const words = row !== null || !drawn ? [summary(items, graph, near(live, row), row)] : [];
  if (drawn) words.unshift(querySummary(items, graph, drawn.text, drawn.neighbors));
  announce(frame, words.join(". "));
}
