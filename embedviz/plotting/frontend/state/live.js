// The plot from inside: the stage has the points and axes, the painter draws all that changes above
// them, and one state says what is pinned, hovered, found and selected.

import { withCamera } from "../data/camera.js";
import { take } from "../drawing/export.js";
import { drawDiamond } from "../drawing/marks.js";
import { makePainter } from "../drawing/painter.js";
import { makeStage } from "../drawing/stage.js";
import { pinsAnew } from "../host/page.js";
import { groundOf } from "../host/theme.js";
import { handle } from "../input/hands.js";
import { makePicker } from "../input/picker.js";
import { querySummary, summary, trustWords } from "../widgets/announce.js";
import { makeCards } from "../widgets/cards.js";
import { makeLegend } from "../widgets/legend.js";
import { makeToolbar } from "../widgets/toolbar.js";
import { makeLooks } from "./looks.js";
import { makeQuestion } from "./question.js";
import { makeSight } from "./sight.js";
import { reduce, startState } from "./store.js";

/**
 * @typedef {import("../host/plot.js").Shown} Shown
 * @typedef {import("./store.js").State} State
 */

/**
 * @param {HTMLElement} host
 * @param {ReturnType<typeof import("../widgets/frame.js").makeFrame>} frame
 * @param {any} Plotly
 * @param {Shown} first
 */
export function makeLive(host, frame, Plotly, first) {
  const { root, base, under, names, over, area } = frame;
  let now = first;
  let state = startState();
  /** @type {import("../host/page.js").Doors} */
  let doors = { pin() {}, select() {}, ask() {} };
  let stale = { under: true, over: true };
  /** @type {[number, number][]} */
  let corners = [];
  /** @type {string | null | undefined} What the page was last told is pinned. */
  let told;

  const question = makeQuestion({
    changed: asked, fly: (query) => looks.atQuery(query), tell: (text) => doors.ask(text),
  });
  const toolbar = makeToolbar(root, {
    send, save, fly, share: first.given.link ? share : null, reset: () => looks.atAll(),
    model: () => now.model,
    ask(text) {
      if (text !== null) area.focus({ preventScroll: true });
      question.ask(text, now);
    },
  });
  const legend = makeLegend(root, send);
  frame.close();
  const painter = makePainter(under, over, names);
  const picker = makePicker();
  const stage = makeStage(Plotly, base, under, root);
  const cards = makeCards(area, () => ({ model: now.model, screen: stage.screen() }));

  const { isShown, around, near, view } = makeSight(() => now, () => state, stage.screen);
  const looks = makeLooks(stage, () => now, around);
  /** @returns {import("../drawing/painter.js").Marked} What is in question. */
  const marked = () => ({
    neighbors: near(state.pinned), analogy: now.given.analogy, query: question.shown(),
  });

  /**
   * @param {Shown} shown
   * @param {Shown | null} before
   * @param {import("../host/page.js").Doors} newDoors
   * @param {() => boolean} isLast Whether nothing newer is on its way.
   */
  async function show(shown, before, newDoors, isLast) {
    [now, doors] = [shown, newDoors];
    fit();
    const left = question.shown();
    const query = question.hear(now);
    frame.believe(trustWords(now.model.places));
    adopt(before);
    stale = { under: true, over: true };
    const guest = left && query && {
      from: left.place, to: query.place,
      /** @param {import("../drawing/layer.js").Pen} pen @param {number[]} at */
      draw: (pen, at) => drawDiamond(pen, now.theme, at),
    };
    const { model, theme, given: { height } } = now;
    const { hidden, moves } = state;
    await stage.draw(model, before?.model ?? null, { theme, hidden, moves, height, isShown, guest });
    if (!isLast()) return;
    if (before && query && query.text !== left?.text) looks.atQuery(query);
    else looks.asWanted(before);
  }

  function fit() {
    frame.fit(now.given.height, now.model.places.stretch.length > 0);
  }

  /**
   * Take what the page says is pinned, unless it hasn't heard yet of the visitor's last word.
   * @param {Shown | null} before
   */
  function adopt(before) {
    const { model, given } = now;
    if (before?.model.items.id !== model.items.id) {
      state = reduce(state, { type: "renew", row: given.pinned });
    } else if (pinsAnew(given, before.given, told)) {
      state = reduce(state, { type: "given", row: given.pinned });
    }
    if (before && before.model.coloring.id !== model.coloring.id) {
      state = reduce(state, { type: "showAll" });
    }
    legend.update(model.coloring, state.hidden);
    say(state.pinned);
    tellFrame();
  }

  /** @param {number} row Found by search: pinned, and brought into the middle. */
  function fly(row) {
    if (state.pinned !== row) pin(row);
    looks.atItem(row);
    area.focus({ preventScroll: true });
  }

  /** The visitor asked, or let go of what was asked. */
  function asked() {
    stale.under = true;
    say(state.pinned);
    tellFrame();
  }

  /** @param {number} row */
  function pin(row) {
    send({ type: "pin", row });
    tell();
  }

  function tell() {
    told = state.pinned === null ? null : now.model.items.labels[state.pinned];
    doors.pin(told ?? null);
  }

  /** @param {Record<string, any>} event */
  function send(event) {
    const old = state;
    state = reduce(state, event);
    if (state === old) return;
    const changed = (/** @type {keyof State} */ name) => state[name] !== old[name];
    stale.over ||= changed("hovered");
    stale.under ||= changed("pinned") || changed("matches") || changed("selected") || changed("hidden");
    if (changed("hidden")) {
      legend.update(now.model.coloring, state.hidden);
      stage.recolor(now.model.coloring, state.hidden);
    }
    if (changed("pinned")) say(state.pinned);
    if (changed("selected")) doors.select(state.selected, now.model.count);
    tellFrame();
  }

  function tellFrame() {
    const query = question.shown();
    const { text, isLooking } = question.words();
    toolbar.update(state, { asks: Boolean(now.given.asks), text, isLooking });
    const isBusy = state.pinned !== null || state.matches.length || state.selected
      || now.given.analogy || query;
    frame.remark(query?.note ?? "");
    frame.show(state, now.model.items.labels, Boolean(isBusy), query?.text ?? "");
  }

  /** @param {number | null} row */
  function say(row) {
    const { items, graph } = now.model;
    const query = question.shown();
    const words = row !== null || !query ? [summary(items, graph, near(row), row)] : [];
    if (query) words.unshift(querySummary(items, graph, query.text, query.neighbors));
    frame.say(words.join(". "));
  }

  /** @param {number | null} row */
  function hover(row) {
    if (row === state.hovered && !cards.isOfQuery()) return;
    send({ type: "hover", row });
    paint();
    if (row === null) cards.hide();
    else cards.showItem(row, near);
  }

  function paint() {
    const seen = view();
    if (!seen) return;
    if (stale.under && !stage.isMoving()) {
      painter.paintUnder(seen, state, marked());
      stale.under = false;
    }
    if (stale.over) {
      const neighbors = near(state.hovered);
      painter.paintOver(seen, state.hovered, neighbors, corners);
      root.dataset.lit = state.hovered === null ? "" : String(neighbors.length);
      stale.over = false;
    }
  }

  // One look a frame at where the axes or the camera stand: all that a pan or a turn costs us.
  let looking = requestAnimationFrame(function tick() {
    looking = requestAnimationFrame(tick);
    if (!stage.isDrawn()) return;
    if (stage.look()) {
      stale = { under: true, over: true };
      stage.growSoon(now.model);
    }
    paint();
  });

  const stopListening = handle(root, area, {
    state: () => state,
    query: question.shown,
    view,
    send,
    rowAt: (screen, x, y) => picker.pick(screen, now.model.linear, x, y, isShown),
    hover,
    hoverQuery(query) {
      if (cards.isOfQuery()) return;
      hover(null);
      cards.showQuery(query);
    },
    hideCard: () => cards.hide(true),
    pin,
    letGo() {
      const old = state;
      send({ type: "escape" });
      if (state === old && question.words().text) question.ask(null, now);
      if (old.pinned !== null && state.pinned === null) tell();
    },
    walk(by) {
      send({ type: "walk", by, neighborsOf: around });
      say(state.hovered);
      paint();
      if (state.hovered !== null) cards.showItem(state.hovered, near);
    },
    draw(drawn) {
      corners = drawn;
      stale.over = true;
    },
  });
  function refit() {
    if (!area.clientWidth) return;
    fit();
    legend.fold();
    stage.resize();
  }
  const watcher = new ResizeObserver(refit);
  watcher.observe(area);
  window.addEventListener("resize", fit);

  /** @returns {Promise<string>} What became of it, in words. */
  async function share() {
    const address = withCamera(location.href, now.given.link ?? "camera", stage.camera());
    // The address too: a page that came without https may not write to the clipboard.
    history.replaceState(history.state, "", address);
    try {
      await navigator.clipboard.writeText(address);
      return "Copied";
    } catch {
      return "In the address";
    }
  }

  /** @param {"png" | "svg"} kind */
  async function save(kind) {
    const seen = view();
    if (!seen) return;
    await take(kind, Plotly, {
      base, theme: now.theme, ground: groundOf(host), coloring: now.model.coloring,
      hidden: state.hidden, words: frame.words(),
      paint: (canvas) => makePainter(canvas, over).paintUnder(seen, state, marked()),
    });
  }

  return {
    show,
    destroy() {
      question.settle();
      cancelAnimationFrame(looking);
      stopListening();
      watcher.disconnect();
      window.removeEventListener("resize", fit);
      stage.clear();
    },
  };
}
