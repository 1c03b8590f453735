// The plot: puts the pieces together. Plotly draws the points and axes, the painter all that
// changes; the state says what is pinned, hovered, searched and selected.

import { pairsOf } from "./align.js";
import { summary } from "./announce.js";
import { cardContent, makeCard } from "./card.js";
import { markerColors } from "./colors.js";
import { element } from "./dom.js";
import { download, pictureOf } from "./export.js";
import { CONFIG, layoutOf, pointsTrace } from "./figure.js";
import { percent } from "./format.js";
import { listenToKeys } from "./keyboard.js";
import { makeLegend } from "./legend.js";
import { modelOf, placeOf } from "./model.js";
import { mayMove, morph, snapshot } from "./morph.js";
import { judged, neighborsOf } from "./neighbors.js";
import { makePainter } from "./painter.js";
import { makePicker } from "./picker.js";
import { listen } from "./pointer.js";
import { allToPixels, screenOf, signature, toPixels } from "./screen.js";
import { rowsInside } from "./select.js";
import { reduce, startState } from "./store.js";
import { dress, themeOf } from "./theme.js";
import { makeToolbar } from "./toolbar.js";
import { asLayout, everything, rangesAround } from "./zoom.js";

/**
 * @typedef {{pinned: number | null, heard: string | null, k: number, zoom: boolean, height: number, analogy: any}} Given
 * @typedef {{pin: (label: string | null) => void,
 *   select: (rows: number[] | null, count: number) => void}} Doors
 */

/** @param {HTMLElement} host */
export function makePlot(host) {
  const root = element("section", { class: "ev-plot", "aria-label": "Plot" });
  host.append(root);
  const toolbar = makeToolbar(root, { send, reset, save, fly, model: () => model });
  const legend = makeLegend(root, send);
  const base = element("div", { class: "ev-base" });
  const [under, over] = ["under", "over"].map((name) => element("canvas", { class: `ev-${name}` }));
  const area = element("div", {
    class: "ev-area", tabindex: "0", role: "application", "aria-roledescription": "plot",
    "aria-label": "Arrows walk the neighbours, Enter pins, Escape lets go, slash searches",
  }, [base, under, over]);
  const trust = element("p", { class: "ev-trust", "data-testid": "trust" });
  const status = element("p", { class: "ev-status", "aria-live": "polite", "data-testid": "summary" });
  root.append(area, trust, status);
  const card = makeCard(area);
  const painter = makePainter(under, over);
  const picker = makePicker();

  let state = startState();
  /** @type {import("./model.js").Model | null} */
  let model = null;
  /** @type {Given | null} */
  let given = null;
  /** @type {Doors} */
  let doors = { pin: () => {}, select: () => {} };
  let Plotly = null;
  let theme = null;
  let screen = null;
  let seenFrom = "";
  let stale = { under: true, over: true };
  let corners = [];
  let stopMorph = null;
  let turn = 0;
  /** @type {string | null | undefined} */
  let told;

  const isShown = (row) => !state.hidden.size || !model.coloring.codes
    || !state.hidden.has(model.coloring.codes[row]);
  const view = () => ({ model, screen, theme, font: theme.font, isShown });
  const near = (row) => (row === null ? []
    : judged(neighborsOf(model.graph, row, given.k), row, model.seen));

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
    Plotly = loaded;
    doors = newDoors;
    const [before, old] = [model, given];
    const ground = themeOf(host, items.themes);
    if (ground.name !== theme?.name) theme = ground;
    dress(root, theme);
    model = modelOf({ items, graph, places, color }, theme, before);
    given = data;
    area.style.height = `${data.height}px`;
    adopt(before, old);
    trust.textContent = trustWords(model);
    stale = { under: true, over: true };
    await draw(before);
    if (mine === turn) follow(before, old);
  }

  /** Take what the page says is pinned, unless it hasn't heard yet of the visitor's last click. */
  function adopt(before, old) {
    if (before?.items.id !== model.items.id) {
      state = reduce(state, { type: "renew", row: given.pinned });
    } else if (given.pinned !== old.pinned && (told === undefined || told === given.heard)) {
      state = reduce(state, { type: "given", row: given.pinned });
    }
    if (before && before.coloring.title !== model.coloring.title) {
      state = reduce(state, { type: "showAll" });
    }
    legend.update(model.coloring, state.hidden);
    say(state.pinned);
    show();
  }

  /** Let Plotly draw what it draws; nothing, if only things of the layer above have changed. */
  async function draw(before) {
    const drawn = base.dataset.drawn;
    const now = [model.places.id, model.items.id, model.coloring.title, model.coloring.kind,
      theme.name, given.height].join();
    if (before && drawn === now && before.coloring === model.coloring) return;
    const from = before && before.linear !== model.linear && screen ? snapshot(before, screen) : null;
    stopMorph?.();
    if (from) root.dataset.moving = "";
    const trace = pointsTrace(model.axes, model.coloring, state.hidden);
    const layout = layoutOf(model.places, theme, theme.font);
    const anew = !before || before.axes.length !== model.axes.length;
    await Plotly[anew ? "newPlot" : "react"](base, [trace], layout, CONFIG);
    base.dataset.drawn = now;
    refresh();
    if (from && state.moves && mayMove() && screen) move(before, from);
    else delete root.dataset.moving;
  }

  function move(before, from) {
    const pairs = pairsOf(model.items.labels, before.items.labels);
    root.dataset.moving = "";
    stopMorph = morph(under, { from, model, screen, pairs, isShown }, () => {
      stopMorph = null;
      delete root.dataset.moving;
      stale.under = true;
    });
  }

  /** Go where the page wants to look, when it says so anew. */
  function follow(before, old) {
    const asked = given.zoom !== (old?.zoom ?? false)
      || (given.zoom && (given.pinned !== old?.pinned || given.k !== old?.k
        || JSON.stringify(given.analogy) !== JSON.stringify(old?.analogy)
        || before?.places.id !== model.places.id));
    if (!asked) return;
    const { analogy, pinned } = given;
    if (given.zoom && analogy) lookAt([analogy.a, analogy.b, analogy.c, ...analogy.answers], 0.02);
    else if (given.zoom && pinned !== null) lookAt(withNeighbors(pinned), 0.02);
    else reset();
  }

  function withNeighbors(row) {
    return [row, ...neighborsOf(model.graph, row, given.k).map((each) => each.row)];
  }

  function lookAt(rows, least) {
    Plotly.relayout(base, asLayout(rangesAround(model.linear, rows, least)));
  }

  function reset() {
    if (model) Plotly.relayout(base, everything(model.axes.length));
  }

  /** @param {number} row Found by search: pinned and brought into the middle. */
  function fly(row) {
    if (state.pinned !== row) pin(row);
    lookAt(withNeighbors(row), 0.08);
    area.focus({ preventScroll: true });
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
    stale.over ||= state.hovered !== old.hovered;
    stale.under ||= ["pinned", "matches", "selected", "hidden"].some((name) => state[name] !== old[name]);
    if (state.hidden !== old.hidden) {
      legend.update(model.coloring, state.hidden);
      const { colorscale } = markerColors(model.coloring, state.hidden);
      Plotly.restyle(base, { "marker.colorscale": [colorscale] });
    }
    if (state.pinned !== old.pinned) say(state.pinned);
    if (state.selected !== old.selected) doors.select(state.selected, model.count);
    show();
  }

  /** Say in attributes what styles and tests go by. */
  function show() {
    toolbar.update(state);
    root.dataset.tool = state.tool;
    const dim = state.pinned !== null || state.matches.length || state.selected || given?.analogy;
    root.toggleAttribute("data-dim", Boolean(dim));
    root.dataset.pinned = state.pinned === null ? "" : model.items.labels[state.pinned];
    root.dataset.hovered = state.hovered === null ? "" : model.items.labels[state.hovered];
    root.dataset.selected = String(state.selected?.length ?? "");
  }

  function say(row) {
    const text = summary(model.items, model.graph, row === null ? [] : near(row), row);
    if (status.textContent !== text) status.textContent = text;
  }

  function hover(row) {
    if (row === state.hovered) return;
    send({ type: "hover", row });
    paint();
    if (row === null) card.hide();
    else showCard(row);
  }

  function showCard(row) {
    card.show(() => {
      const neighbors = near(row);
      const lit = [row, ...neighbors.map((each) => each.row)];
      return {
        content: cardContent(model, row, neighbors),
        lit: lit.map((each) => toPixels(screen, placeOf(model, each))),
        box: screen,
      };
    });
  }

  function refresh() {
    const now = screenOf(base);
    if (!now) return;
    const from = signature(now);
    if (from === seenFrom && screen) return;
    [screen, seenFrom] = [now, from];
    stale = { under: true, over: true };
  }

  function paint() {
    if (!screen || !model) return;
    if (stale.under && !stopMorph) {
      const marked = { neighbors: near(state.pinned), analogy: given.analogy };
      painter.paintUnder(view(), state, marked);
      stale.under = false;
    }
    if (stale.over) {
      const row = state.hovered === state.pinned ? null : state.hovered;
      painter.paintOver(view(), row, near(row), corners);
      root.dataset.lit = state.hovered === null ? "" : String(near(state.hovered).length);
      stale.over = false;
    }
  }

  // One look a frame at where the axes or the camera stand: all that a pan or a turn costs us.
  let frame = requestAnimationFrame(function tick() {
    frame = requestAnimationFrame(tick);
    if (!model || !base._fullLayout) return;
    refresh();
    paint();
  });

  const stopListening = listen(area, {
    tool: () => state.tool,
    over: (x, y) => {
      if (!screen || !model || state.tool !== "pan") return;
      const row = picker.pick(screen, model.linear, x, y, isShown);
      hover(row < 0 ? null : row);
    },
    leave: () => hover(null),
    click: (x, y) => {
      if (!screen || !model) return;
      const row = picker.pick(screen, model.linear, x, y, isShown);
      if (row >= 0) pin(row);
      else if (state.selected) send({ type: "select", rows: null });
      else if (state.pinned !== null) pin(state.pinned);
    },
    press: (isDown) => {
      if (isDown) card.hide(true);
    },
    draw: (drawn) => {
      corners = drawn;
      stale.over = true;
    },
    enclose: (drawn) => {
      const { xs, ys } = allToPixels(screen, model.linear);
      const rows = rowsInside(drawn, xs, ys, isShown);
      send({ type: "select", rows: rows.length ? rows : null });
      send({ type: "tool", tool: "pan" });
    },
  });
  listenToKeys(root, area, {
    walk: (by) => {
      if (!model) return;
      send({
        type: "walk", by,
        neighborsOf: (row) => neighborsOf(model.graph, row, given.k).map((each) => each.row),
      });
      if (state.hovered === null) return;
      say(state.hovered);
      paint();
      showCard(state.hovered);
    },
    pin: () => { if (state.hovered !== null) pin(state.hovered); },
    escape: () => {
      const { pinned } = state;
      send({ type: "escape" });
      card.hide(true);
      if (pinned !== null && state.pinned === null) tell();
    },
  });
  const watcher = new ResizeObserver(() => {
    if (Plotly && base._fullLayout && area.clientWidth) Plotly.Plots.resize(base);
  });
  watcher.observe(area);

  async function save(kind) {
    if (!model) return;
    const ground = getComputedStyle(host).getPropertyValue("--st-background-color").trim();
    const shown = { base, under, theme, ground: ground || "#ffffff", coloring: model.coloring,
      words: trust.textContent };
    download(await pictureOf(Plotly, shown, kind), `embedviz.${kind}`);
  }

  return {
    update,
    destroy() {
      turn += 1;
      cancelAnimationFrame(frame);
      stopListening();
      stopMorph?.();
      watcher.disconnect();
      if (Plotly) Plotly.purge(base);
      root.remove();
    },
  };
}

/** @param {import("./model.js").Model} model */
function trustWords({ places }) {
  if (places.kept === null) return "";
  const of = (places.kept * places.k).toFixed(places.kept * places.k < 1 ? 1 : 0);
  return `This picture keeps ${percent(places.kept)} of true neighbours: of the ${places.k} that are `
    + `nearest in ${places.from.toLocaleString("en-US")} dimensions, about ${of} are among the `
    + `${places.k} nearest here. Broken lines lead to those it tears off.`;
}
