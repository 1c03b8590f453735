// What follows from what the visitor does: the state changes, and whoever shows it or hears of it is
// told.

import { recolor, showOnly } from "../drawing/stage.js";
import { filled, isEmpty, taken } from "../data/slots.js";
import { questionOf, tellAnalogy } from "./analogy.js";
import { lookAtItem, lookAtQuery } from "./looks.js";
import { hear, settle, wait, wordsOf } from "./question.js";
import { paint, report, say } from "./report.js";
import { around, near } from "./sight.js";
import { reduce } from "./store.js";

/**
 * @typedef {import("./live.js").Live} Live
 * @typedef {import("./store.js").State} State
 */

/** @param {Live} live @param {Record<string, any>} event `isHeard`: it is the page's own wish. */
export function send(live, event) {
  const old = live.state;
  live.state = reduce(old, event);
  if (live.state === old) return;
  const { state, stale, legend, stage, callbacks, shown: { model } } = live;
  const changed = (/** @type {keyof State} */ name) => state[name] !== old[name];
  stale.over ||= changed("hovered") || changed("pointed");
  stale.dock ||= ["hovered", "pinned", "walk", "pointed", "trail", "tab", "asked", "slot"].some((name) => changed(/** @type {keyof State} */ (name)));
  stale.under ||= changed("pinned") || changed("matches") || changed("selected") || changed("hidden")
    || changed("only") || changed("tab") || changed("asked");
  if (changed("hidden")) {
    legend.update(model.coloring, state.hidden);
    recolor(stage, model, state.hidden);
  }
  if (changed("only")) showOnly(stage, model, state.only);
  if (changed("pinned")) say(live, state.pinned);
  if (changed("tab") || (changed("asked") && state.tab === "analogy")) tellAnalogy(live);
  if (changed("selected") && !event.isHeard) callbacks.select(state.selected, model.count);
  report(live);
}

/** @param {Live} live @param {number} row */
export function pin(live, row) {
  send(live, { type: "pin", row });
  tell(live);
}

/** Select a neighbour that the dock lists. @param {Live} live @param {number} row */
export function choose(live, row) {
  send(live, { type: "choose", row });
  tell(live);
}

/** Back or forward through what was selected. @param {Live} live @param {number} by */
export function go(live, by) {
  const old = live.state;
  send(live, { type: "go", by });
  if (live.state !== old) tell(live);
}

/** Tell the page who is pinned. @param {Live} live */
function tell(live) {
  const { state: { pinned }, shown: { model }, callbacks } = live;
  const label = pinned === null ? null : model.items.labels[pinned];
  live.lastWord = label;
  callbacks.pin(label);
}

/** @param {Live} live @param {number} row Found by search: pinned, and brought into the middle. */
export function fly(live, row) {
  if (live.state.pinned !== row) pin(live, row);
  lookAtItem(live, row);
  live.frame.area.focus({ preventScroll: true });
}

/** @param {Live} live @param {number[]} rows Found by search: they become the selection. */
export function gather(live, rows) {
  send(live, { type: "select", rows });
  live.frame.area.focus({ preventScroll: true });
}

/** Hide all but some. @param {Live} live @param {number[] | null} rows Null shows all again. */
export function hideOthers(live, rows) {
  const only = rows && new Uint8Array(live.shown.model.count);
  rows?.forEach((row) => { if (only) only[row] = 1; });
  send(live, { type: "only", only });
}

/** Show another tab of the dock; that of analogies begins with an example. @param {Live} live @param {import("./store.js").Tab} tab */
export function openTab(live, tab) {
  const asked = questionOf(live);
  const [example] = live.shown.props.analogies?.examples ?? [];
  const isNew = tab === "analogy" && isEmpty(asked) && example;
  send(live, { type: "tab", tab, asked: isNew ? taken(asked, example) : asked });
}

/** Put a point where the analogy waits for one. @param {Live} live @param {number} row */
export function takePoint(live, row) {
  const { state: { slot }, shown: { model } } = live;
  send(live, { type: "asked", asked: filled(questionOf(live), slot, model.items.labels[row]) });
}

/** What a click on a point means, or Enter on it. @param {Live} live @param {number} row */
export function pick(live, row) {
  if (live.state.tab === "analogy") takePoint(live, row);
  else pin(live, row);
}

/** Look for an item among those that aren't drawn. @param {Live} live @param {string} text */
export function find(live, text) {
  live.wanted = text;
  live.callbacks.find(text);
  report(live);
}

/** @param {Live} live @param {string | null} text Searched by meaning; null lets go. */
export function ask(live, text) {
  const { question, shown, callbacks } = live;
  if (question.drawn && text === question.drawn.text && !question.waiting) {
    lookAtQuery(live, question.drawn);
    return;
  }
  question.over = live.state.pinned;
  wait(question, text, shown, () => {
    settle(question);
    hear(question, live.shown);
    questionChanged(live);
  });
  if (text !== null) send(live, { type: "tab", tab: "near" });
  callbacks.ask(text);
  questionChanged(live);
}

/** @param {Live} live */
function questionChanged(live) {
  Object.assign(live.stale, { under: true, dock: true });
  say(live, live.state.pinned);
  report(live);
}

/** @param {Live} live @param {number | null} row */
export function hover(live, row) {
  const { cards, state } = live;
  if (row === state.hovered && !cards.isOfQuery()) return;
  live.stale.dock ||= cards.isOfQuery();
  send(live, { type: "hover", row });
  if (row === null) cards.hide();
  else cards.showItem(row, () => near(live, row));
  paint(live);
}

/** @param {Live} live @param {import("../drawing/marks.js").Asked} query */
export function hoverQuery(live, query) {
  if (live.cards.isOfQuery()) return;
  hover(live, null);
  live.cards.showQuery(query);
  live.stale.dock = true;
}

/** Escape: let go of what came last. @param {Live} live */
export function letGo(live) {
  const old = live.state;
  send(live, { type: "escape" });
  if (live.state === old && wordsOf(live.question).text) ask(live, null);
  if (old.pinned !== null && live.state.pinned === null) tell(live);
}

/** Go round the neighbours. @param {Live} live @param {number} by */
export function walk(live, by) {
  send(live, { type: "walk", by, neighborsOf: (/** @type {number} */ row) => around(live, row) });
  const { hovered } = live.state;
  say(live, hovered);
  paint(live);
  if (hovered !== null) live.cards.showItem(hovered, () => near(live, hovered));
}

/** @param {Live} live @param {[number, number][]} corners Of a lasso or box. */
export function outline(live, corners) {
  live.corners = corners;
  live.stale.over = true;
}
