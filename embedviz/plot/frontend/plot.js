// The plot: puts the pieces together. The stage has the points and axes, the painter draws all that
// changes above them, and one state says what is pinned, hovered, found and selected.

import { querySummary, summary, trustWords } from "./announce.js";
import { cardContent, makeCard, queryContent } from "./card.js";
import { take } from "./export.js";
import { makeFrame } from "./frame.js";
import { handle } from "./hands.js";
import { makeLegend } from "./legend.js";
import { drawDiamond } from "./marks.js";
import { modelOf, placeOf } from "./model.js";
import { judged, neighborsOf } from "./neighbors.js";
import { lookWanted, pinsAnew } from "./page.js";
import { makePainter } from "./painter.js";
import { makePicker } from "./picker.js";
import { askedOver, isAnswered, nearQuery, placeOfQuery } from "./query.js";
import { toPixels } from "./screen.js";
import { makeStage } from "./stage.js";
import { reduce, startState } from "./store.js";
import { dress, groundOf, themeOf } from "./theme.js";
import { makeToolbar } from "./toolbar.js";

/** How much of the whole is shown at least: around a pinned item, around one that was found. */
const [CLOSE, FOUND] = [0.005, 0.06];
/** Pixels from the middle of a question that are it; milliseconds after which no answer comes. */
const [ON_QUERY, PATIENCE] = [10, 30000];
/**
 * @typedef {import("./page.js").Given} Given
 * @typedef {import("./page.js").Doors} Doors
 */

/** @param {HTMLElement} host */
export function makePlot(host) {
  const frame = makeFrame(host);
  const { root, base, under, over, area } = frame;
  const toolbar = makeToolbar(root, { send, reset, save, fly, ask, model: () => model });
  const legend = makeLegend(root, send);
  frame.close();
  const card = makeCard(area);
  const painter = makePainter(under, over);
  const picker = makePicker();
  const stage = makeStage(base, under, root);

  let state = startState();
  /** @type {import("./model.js").Model | null} */
  let model = null;
  /** @type {Given | null} */
  let given = null;
  /** @type {Doors} */
  let doors = { pin() {}, select() {}, ask() {} };
  let Plotly = null;
  let theme = null;
  let stale = { under: true, over: true };
  let corners = [];
  let turn = 0;
  /** @type {string | null | undefined} What the page was last told is pinned. */
  let told;
  /** @type {import("./query.js").Asked | null} What was asked and isn't answered yet. */
  let asked = null;
  /** @type {import("./marks.js").Shown | null} */
  let query = null;
  let isOverQuery = false;
  let patience = 0;

  const isShown = (row) => !state.hidden.size || !model.coloring.codes
    || !state.hidden.has(model.coloring.codes[row]);
  const around = (row) => neighborsOf(model.graph, row, given.k).map((each) => each.row);
  const near = (row) => (row === null ? []
    : judged(neighborsOf(model.graph, row, given.k), row, model.seen));
  const view = () => ({ model, screen: stage.screen(), theme, font: theme.font, isShown });
  const isReady = () => Boolean(model && stage.screen());

  /**
   * @param {Given} data
   * @param {{plotly: Promise<any>, parts: Promise<any[]>}} coming
   * @param {Doors} newDoors
   */
  async function update(data, coming, newDoors) {
    turn += 1;
    const mine = turn;
    const [loaded, [items, graph, places, color]] = await Promise.all([coming.plotly, coming.parts]);
    if (mine !== turn) return;
    [Plotly, doors] = [loaded, newDoors];
    const [before, old] = [model, given];
    const ground = themeOf(host, items.themes);
    if (ground.name !== theme?.name) theme = ground;
    dress(root, theme);
    model = modelOf({ items, graph, places, color }, theme, before);
    given = data;
    fit();
    const left = query;
    question();
    frame.believe(trustWords(places));
    adopt(before, old);
    stale = { under: true, over: true };
    const { hidden, moves } = state;
    const guest = left && query && {
      from: left.place, to: query.place,
      draw: (pen, at) => drawDiamond(pen, theme, at),
    };
    const how = { theme, hidden, moves, height: data.height, isShown, guest };
    await stage.draw(Plotly, model, before, how);
    if (mine !== turn) return;
    if (before && query && query.text !== left?.text) flyToQuery();
    else follow(before, old);
  }

  function fit() {
    frame.fit(given.height, model.places.stretch.length > 0);
  }

  /** Take what the page says is pinned, unless it hasn't heard yet of the visitor's last word. */
  function adopt(before, old) {
    if (before?.items.id !== model.items.id) {
      state = reduce(state, { type: "renew", row: given.pinned });
    } else if (pinsAnew(given, old, told)) {
      state = reduce(state, { type: "given", row: given.pinned });
    }
    if (before && before.coloring.id !== model.coloring.id) {
      state = reduce(state, { type: "showAll" });
    }
    legend.update(model.coloring, state.hidden);
    say(state.pinned);
    show();
  }

  /** Look where the page wants one to look, when it says so anew. */
  function follow(before, old) {
    const isMoved = before?.places.id !== model.places.id;
    const wanted = lookWanted(given, old, isMoved, around);
    if (wanted === "everything") reset();
    else if (wanted) stage.lookAt(model.linear, wanted, CLOSE);
  }

  function reset() {
    if (model) stage.showAll(model.axes.length);
  }

  /** @param {number} row Found by search: pinned, and brought into the middle. */
  function fly(row) {
    if (state.pinned !== row) pin(row);
    stage.lookAt(model.linear, [row, ...around(row)], FOUND);
    area.focus({ preventScroll: true });
  }

  function flyToQuery() {
    stage.lookAt(model.linear, query.neighbors.map((each) => each.row), FOUND, [query.place]);
  }

  /** Work out what question is drawn: none that the visitor has let go of. */
  function question() {
    if (asked && isAnswered(asked, given.query)) settle();
    const shown = asked?.text === null ? null : given.query;
    query = shown ? {
      text: shown.text, note: shown.note, place: placeOfQuery(shown, model),
      neighbors: nearQuery(shown, model),
    } : null;
    frame.remark(query?.note ?? "");
  }

  /** @param {string | null} text A question to the page; null lets go of it. */
  function ask(text) {
    if (!model) return;
    if (text !== null) area.focus({ preventScroll: true });
    if (text === (query?.text ?? null) && !asked) {
      if (query) flyToQuery();
      return;
    }
    asked = askedOver(text, given.query);
    doors.ask(text);
    clearTimeout(patience);
    patience = setTimeout(() => { settle(); show(); }, PATIENCE);
    question();
    stale.under = true;
    say(state.pinned);
    show();
  }

  function settle() {
    clearTimeout(patience);
    asked = null;
  }

  function pin(row) {
    send({ type: "pin", row });
    tell();
  }

  function tell() {
    told = state.pinned === null ? null : model.items.labels[state.pinned];
    doors.pin(told);
  }

  function send(event) {
    const old = state;
    state = reduce(state, event);
    if (state === old || !model) return;
    const changed = (name) => state[name] !== old[name];
    stale.over ||= changed("hovered");
    stale.under ||= ["pinned", "matches", "selected", "hidden"].some(changed);
    if (changed("hidden")) {
      legend.update(model.coloring, state.hidden);
      stage.recolor(model.coloring, state.hidden);
    }
    if (changed("pinned")) say(state.pinned);
    if (changed("selected")) doors.select(state.selected, model.count);
    show();
  }

  function show() {
    const text = asked?.text ?? query?.text ?? "";
    toolbar.update(state, { asks: Boolean(given.asks), text, isLooking: Boolean(asked?.text) });
    const isBusy = state.pinned !== null || state.matches.length || state.selected || given.analogy
      || query;
    frame.show(state, model.items.labels, Boolean(isBusy), query?.text ?? "");
  }

  function say(row) {
    const { items, graph } = model;
    const words = row !== null || !query ? [summary(items, graph, near(row), row)] : [];
    if (query) words.unshift(querySummary(items, graph, query.text, query.neighbors));
    frame.say(words.join(". "));
  }

  function hover(row) {
    if (row === state.hovered && !isOverQuery) return;
    isOverQuery = false;
    send({ type: "hover", row });
    paint();
    if (row === null) card.hide();
    else showCard(row);
  }

  function showQueryCard() {
    card.show(() => {
      const screen = stage.screen();
      const lit = [query.place, ...query.neighbors.map((each) => placeOf(model, each.row))];
      return {
        content: queryContent(model, query), lit: lit.map((place) => toPixels(screen, place)),
        box: screen,
      };
    });
  }

  function showCard(row) {
    card.show(() => {
      const neighbors = near(row);
      const screen = stage.screen();
      const lit = [row, ...neighbors.map((each) => each.row)];
      return {
        content: cardContent(model, row, neighbors),
        lit: lit.map((each) => toPixels(screen, placeOf(model, each))),
        box: screen,
      };
    });
  }

  /** @returns {import("./painter.js").Marked} What is in question. */
  function marked() {
    return { neighbors: near(state.pinned), analogy: given.analogy, query };
  }

  function paint() {
    if (!isReady()) return;
    if (stale.under && !stage.isMoving()) {
      painter.paintUnder(view(), state, marked());
      stale.under = false;
    }
    if (stale.over) {
      const neighbors = near(state.hovered);
      painter.paintOver(view(), state.hovered, neighbors, corners);
      root.dataset.lit = state.hovered === null ? "" : String(neighbors.length);
      stale.over = false;
    }
  }

  // One look a frame at where the axes or the camera stand: all that a pan or a turn costs us.
  let looking = requestAnimationFrame(function tick() {
    looking = requestAnimationFrame(tick);
    if (!model || !stage.isDrawn()) return;
    if (stage.look()) {
      stale = { under: true, over: true };
      stage.growSoon(model);
    }
    paint();
  });

  const stopListening = handle(root, area, {
    state: () => state,
    isReady,
    view,
    send,
    rowAt: (x, y) => picker.pick(stage.screen(), model.linear, x, y, isShown),
    hover,
    pin,
    letGo() {
      const [old, { pinned }] = [state, state];
      send({ type: "escape" });
      if (state === old && (query || asked)) ask(null);
      if (pinned !== null && state.pinned === null) tell();
    },
    walk(by) {
      send({ type: "walk", by, neighborsOf: around });
      say(state.hovered);
      paint();
      showCard(state.hovered);
    },
    draw(drawn) {
      corners = drawn;
      stale.over = true;
    },
    hideCard: () => card.hide(true),
    isOnQuery(x, y) {
      if (!query) return false;
      const [qx, qy] = toPixels(stage.screen(), query.place);
      return Math.hypot(qx - x, qy - y) < ON_QUERY;
    },
    hoverQuery() {
      if (isOverQuery) return;
      hover(null);
      isOverQuery = true;
      showQueryCard();
    },
  });
  const watcher = new ResizeObserver(() => {
    if (!area.clientWidth || !model) return;
    fit();
    legend.fold();
    stage.resize();
  });
  watcher.observe(area);

  /** @param {"png" | "svg"} kind */
  async function save(kind) {
    if (!isReady()) return;
    const paint = (canvas) => makePainter(canvas, over).paintUnder(view(), state, marked());
    const shown = {
      base, theme, ground: groundOf(host), coloring: model.coloring, hidden: state.hidden,
      words: frame.words(), paint,
    };
    await take(kind, Plotly, shown);
  }

  return {
    update,
    destroy() {
      turn += 1;
      settle();
      cancelAnimationFrame(looking);
      stopListening();
      watcher.disconnect();
      stage.clear();
      root.remove();
    },
  };
}
