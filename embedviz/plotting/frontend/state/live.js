// The plot from inside: one record of its parts, of what is shown and of what the visitor does with
// it. What follows from the page's word is here, what follows from the visitor's in actions.js.

import { drawDiamond } from "../drawing/marks.js";
import { makeGround } from "../drawing/ground.js";
import { makePainter } from "../drawing/painter.js";
import { clear, draw, growSoon, isDrawn, look, makeStage, resize } from "../drawing/stage.js";
import { DEAF, pinsAnew } from "../host/page.js";
import { handle } from "../input/hands.js";
import { makePicker } from "../input/picker.js";
import { fewerWords, trustShort, trustWords } from "../widgets/announce.js";
import { makeCards, noCards } from "../widgets/cards.js";
import { makeChosen } from "../widgets/chosen.js";
import { makeDock } from "../widgets/dock.js";
import { close, fit } from "../widgets/frame.js";
import { makeLegend } from "../widgets/legend.js";
import { makeQuality } from "../widgets/quality.js";
import { makeToolbar } from "../widgets/toolbar.js";
import { ask, choose, find, fly, gather, go, hideOthers, letGo, openTab, send } from "./actions.js";
import { adoptAnalogy } from "./analogy.js";
import { compare } from "./docked.js";
import { lookAsWanted, lookAtAll, lookAtItem, lookAtQuery } from "./looks.js";
import { takeLit } from "./lit.js";
import { hear, makeQuestion, settle } from "./question.js";
import { paint, report, say, spoil } from "./report.js";
import { isShown } from "./sight.js";
import { reduce, startState } from "./store.js";
import { save, saveTable, share } from "./takeaway.js";
import { wish } from "./wishes.js";

/**
 * @typedef {import("../host/plot.js").Shown} Shown
 * @typedef {import("../host/page.js").Callbacks} Callbacks
 *
 * @typedef {object} Live
 * @property {Shown} shown What the page says.
 * @property {import("./store.js").State} state What the visitor does with it.
 * @property {Callbacks} callbacks
 * @property {string | null | undefined} lastWord What the page last heard is pinned; undefined: nothing.
 * @property {import("../data/slots.js").Asked | null | undefined} lastAsked The analogy it last heard of.
 * @property {string | null} wanted A name that the page looks for.
 * @property {string | null} lit What the page lit last, in which items.
 * @property {{under: boolean, over: boolean, dock: boolean}} stale Which canvases show what was, and whether the dock does.
 * @property {[number, number][]} corners Of a lasso or box being drawn.
 * @property {import("./question.js").Question} question
 * @property {any} Plotly
 * @property {import("../widgets/frame.js").Frame} frame
 * @property {import("../drawing/stage.js").Stage} stage
 * @property {import("../drawing/painter.js").Painter} painter
 * @property {ReturnType<typeof makePicker>} picker
 * @property {import("../widgets/cards.js").Cards} cards
 * @property {import("../widgets/dock.js").Dock | null} dock Instead of cards.
 * @property {import("../data/wire.js").Vectors | null} vectors For the dock; they come after the plot.
 * @property {ReturnType<typeof makeToolbar>} toolbar
 * @property {ReturnType<typeof makeLegend>} legend
 * @property {ReturnType<typeof makeChosen>} chosen
 * @property {ReturnType<typeof makeQuality>} quality
 * @property {import("./wishes.js").Wishes} wishes The visitor's own, which count more than the page's.
 * @property {() => void} letGo Of the page around.
 */

/**
 * @param {import("../widgets/frame.js").Frame} frame
 * @param {any} Plotly
 * @param {Shown} shown
 * @returns {Live}
 */
export function makeLive(frame, Plotly, shown) {
  const { root, area, ground, glow, under, over, names, said } = frame;
  /** @type {Live} */
  const live = {
    shown, state: startState(), callbacks: DEAF, lastWord: undefined, lastAsked: undefined, wanted: null, lit: null,
    stale: { under: true, over: true, dock: true }, corners: [], question: makeQuestion(), Plotly, frame,
    toolbar: makeToolbar(root, {
      send: (event) => send(live, event),
      save: (kind) => save(live, kind),
      share: shown.props.link ? () => share(live) : null,
      reset: () => lookAtAll(live),
      fly: (row) => fly(live, row),
      gather: (rows) => gather(live, rows),
      find: (text) => find(live, text),
      ask: (text) => {
        if (text !== null) area.focus({ preventScroll: true });
        ask(live, text);
      },
      model: () => live.shown.model,
    }),
    legend: makeLegend(root, (event) => send(live, event)),
    chosen: makeChosen(root, area, {
      hideOthers: (rows) => hideOthers(live, rows),
      narrow: (rows) => live.callbacks.narrow(rows, live.shown.model.count),
      save: (rows) => saveTable(live, rows),
      letGo: () => send(live, { type: "select", rows: null }),
    }),
    stage: makeStage(Plotly, frame),
    painter: makePainter(under, over, names, makeGround(ground, glow), said),
    picker: makePicker(),
    cards: shown.props.dock ? noCards()
      : makeCards(area, () => ({ model: live.shown.model, screen: live.stage.screen })),
    dock: null, vectors: null, quality: makeQuality(root), wishes: {},
    letGo: () => {},
  };
  close(frame);
  if (shown.props.dock) live.dock = dockOf(live);
  const ends = [keepLooking(live), handle(live), keepFitting(live)];
  live.letGo = () => ends.forEach((end) => end());
  return live;
}

/** @param {Live} live */
function dockOf(live) {
  const { root, area } = live.frame;
  root.dataset.dock = "";
  return makeDock(root, {
    point: (row) => send(live, { type: "point", row }),
    choose: (row) => choose(live, row),
    go: (by) => go(live, by),
    around: (wishes, isTold) => wish(live, wishes, isTold),
    open: (tab) => openTab(live, tab),
    compare: (row) => compare(live, row),
    ask: (asked) => send(live, { type: "asked", asked }),
    pointOut: (slot) => send(live, { type: "slot", slot }),
    model: () => live.shown.model,
    findable: () => Boolean(live.shown.props.findable),
    letGo: () => {
      letGo(live);
      area.focus({ preventScroll: true });
    },
  });
}

/** @param {Live} live */
export function destroy(live) {
  settle(live.question);
  live.letGo();
  clear(live.stage);
}

/**
 * @param {Live} live
 * @param {Shown} shown
 * @param {Shown | null} before
 * @param {Callbacks} callbacks
 * @param {() => boolean} isLast Whether nothing newer is on its way.
 */
export async function show(live, shown, before, callbacks, isLast) {
  Object.assign(live, { shown, callbacks });
  if (live.vectors?.id !== shown.props.vectors) live.vectors = null;
  live.stale.dock = true;
  live.frame.root.toggleAttribute("data-bare", Boolean(shown.props.bare));
  refit(live);
  const left = live.question.drawn;
  const query = hear(live.question, shown);
  const { graph, places } = shown.model;
  const told = [trustWords(places), fewerWords(graph, shown.props.k)];
  const { fills, said } = shown.props;
  live.frame.trust.textContent = fills ? trustShort(places) : told.join(" ").trim();
  live.quality.say(fills ? [...told, ...said ?? []] : []);
  adopt(live, before);
  if (!before && query) live.question.over = live.state.pinned; // asked of a plot that was there before
  spoil(live);
  const { model, theme, props: { height, bare = false } } = shown;
  const { hidden, only, moves } = live.state;
  const guest = left && query && {
    from: left.place, to: query.place,
    /** @param {import("../drawing/layer.js").Pen} pen @param {number[]} at */
    draw: (pen, at) => drawDiamond(pen, theme, at),
  };
  const shows = (/** @type {number} */ row) => isShown(live, row);
  await draw(live.stage, model, before?.model ?? null, { theme, hidden, only, moves, height, bare, isShown: shows, guest });
  if (!isLast()) return;
  if (before && query && query.text !== left?.text) lookAtQuery(live, query);
  else lookAsWanted(live, before);
  goToWanted(live);
  takeLit(live);
}

/** Go to what the page was asked to find, if it has. @param {Live} live */
function goToWanted(live) {
  const { wanted, shown: { props: { sought, pinned } } } = live;
  if (wanted === null || sought?.text !== wanted) return;
  live.wanted = null;
  if (!sought.why && pinned !== null) {
    send(live, { type: "choose", row: pinned });
    lookAtItem(live, pinned);
  }
  report(live);
}

/**
 * Take what the page says is pinned, unless it hasn't heard yet of the visitor's last word.
 * @param {Live} live
 * @param {Shown | null} before
 */
function adopt(live, before) {
  const { shown: { model, props }, legend } = live;
  if (before?.model.items.id !== model.items.id) {
    live.state = reduce(live.state, { type: "renew", row: props.pinned });
  } else if (pinsAnew(props, before.props, live.lastWord)) {
    live.state = reduce(live.state, { type: "given", row: props.pinned });
  }
  adoptAnalogy(live);
  if (before && before.model.coloring.id !== model.coloring.id) {
    live.state = reduce(live.state, { type: "showAll" });
  }
  legend.update(model.coloring, live.state.hidden);
  say(live, live.state.pinned);
  report(live);
}

/**
 * One look a frame at where the axes or the camera stand: all that a pan or a turn costs us.
 * @param {Live} live
 * @returns {() => void} Ends it.
 */
function keepLooking(live) {
  let looking = requestAnimationFrame(function tick() {
    looking = requestAnimationFrame(tick);
    if (!isDrawn(live.stage)) return;
    if (look(live.stage)) {
      spoil(live);
      growSoon(live.stage, live.shown.model);
    }
    paint(live);
  });
  return () => cancelAnimationFrame(looking);
}

/**
 * Keep the plot's size with its room.
 * @param {Live} live
 * @returns {() => void} Ends it.
 */
function keepFitting(live) {
  const { area } = live.frame;
  const watcher = new ResizeObserver(() => {
    if (!area.clientWidth) return;
    refit(live);
    live.legend.fold();
    resize(live.stage);
  });
  const whenWindowChanges = () => refit(live);
  watcher.observe(area);
  window.addEventListener("resize", whenWindowChanges);
  return () => {
    watcher.disconnect();
    window.removeEventListener("resize", whenWindowChanges);
  };
}

/** @param {Live} live */
function refit({ frame, shown: { model, props } }) {
  fit(frame, props.fills ? null : props.height, model.places.stretch.length > 0);
}
