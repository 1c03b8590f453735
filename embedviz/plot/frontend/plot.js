// The plot: puts the pieces together. The stage has the points and axes, the painter draws all that
// changes above them, and one state says what is pinned, hovered, found and selected.

import { summary, trustWords } from "./announce.js";
import { cardContent, makeCard } from "./card.js";
import { element } from "./dom.js";
import { download, pngOf, svgOf } from "./export.js";
import { listenToKeys } from "./keyboard.js";
import { makeLegend } from "./legend.js";
import { modelOf, placeOf } from "./model.js";
import { judged, neighborsOf } from "./neighbors.js";
import { makePainter } from "./painter.js";
import { makePicker } from "./picker.js";
import { listen } from "./pointer.js";
import { allToPixels, toPixels } from "./screen.js";
import { rowsInside } from "./select.js";
import { makeStage } from "./stage.js";
import { reduce, startState } from "./store.js";
import { dress, themeOf } from "./theme.js";
import { makeToolbar } from "./toolbar.js";

/** How much of the whole is shown at least: around a pinned item, around one that was found. */
const [CLOSE, FOUND] = [0.005, 0.06];
const [LOWEST_MAP, MAP_SHAPE] = [240, 0.6];
const KEYS = "Arrows walk the neighbours, Enter pins, Escape lets go, slash searches";

/**
 * @typedef {{pinned: number | null, heard?: string | null, k: number, zoom: boolean,
 *   height: number, analogy: any}} Given What the page says.
 * @typedef {{pin: (label: string | null) => void,
 *   select: (rows: number[] | null, count: number) => void}} Doors What the page is told.
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
    "aria-label": KEYS,
  }, [base, under, over]);
  const trust = element("p", { class: "ev-trust", "data-testid": "trust" });
  const status = element("p", { class: "ev-status", "aria-live": "polite", "data-testid": "summary" });
  root.append(area, trust, status);
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
  let doors = { pin: () => {}, select: () => {} };
  let Plotly = null;
  let theme = null;
  let stale = { under: true, over: true };
  let corners = [];
  let turn = 0;
  /** @type {string | null | undefined} What the page was last told is pinned. */
  let told;

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
    trust.textContent = trustWords(places);
    adopt(before, old);
    stale = { under: true, over: true };
    const { hidden, moves } = state;
    await stage.draw(Plotly, model, before, { theme, hidden, moves, height: data.height, isShown });
    if (mine === turn) follow(before, old);
  }

  /** A map has a shape of its own: on a narrow screen it needs less height. */
  function fit() {
    const isMap = model.places.stretch.length > 0;
    const most = isMap ? Math.max(LOWEST_MAP, root.clientWidth * MAP_SHAPE) : Infinity;
    area.style.height = `${Math.round(Math.min(given.height, most))}px`;
  }

  /** Take what the page says is pinned, unless it hasn't heard yet of the visitor's last word. */
  function adopt(before, old) {
    if (before?.items.id !== model.items.id) {
      state = reduce(state, { type: "renew", row: given.pinned });
    } else if (given.pinned !== old.pinned && (told === undefined || told === given.heard)) {
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
    const { zoom, analogy, pinned, k } = given;
    const isNew = pinned !== old?.pinned || k !== old?.k || before?.places.id !== model.places.id
      || JSON.stringify(analogy) !== JSON.stringify(old?.analogy);
    if (zoom === (old?.zoom ?? false) && !(zoom && isNew)) return;
    const asked = analogy
      ? [analogy.a, analogy.b, analogy.c, ...analogy.answers]
      : pinned !== null && [pinned, ...around(pinned)];
    if (zoom && asked) stage.lookAt(model.linear, asked, CLOSE);
    else reset();
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

  /** Say in attributes what styles go by. */
  function show() {
    toolbar.update(state);
    const name = (row) => (row === null ? "" : model.items.labels[row]);
    const isBusy = state.pinned !== null || state.matches.length || state.selected || given.analogy;
    root.toggleAttribute("data-dim", Boolean(isBusy));
    Object.assign(root.dataset, {
      tool: state.tool, pinned: name(state.pinned), hovered: name(state.hovered),
      selected: String(state.selected?.length ?? ""),
    });
  }

  function say(row) {
    const text = summary(model.items, model.graph, near(row), row);
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
      const screen = stage.screen();
      const lit = [row, ...neighbors.map((each) => each.row)];
      return {
        content: cardContent(model, row, neighbors),
        lit: lit.map((each) => toPixels(screen, placeOf(model, each))),
        box: screen,
      };
    });
  }

  function paint() {
    if (!isReady()) return;
    if (stale.under && !stage.isMoving()) {
      painter.paintUnder(view(), state, { neighbors: near(state.pinned), analogy: given.analogy });
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
  let frame = requestAnimationFrame(function tick() {
    frame = requestAnimationFrame(tick);
    if (!model || !stage.isDrawn()) return;
    if (stage.look()) {
      stale = { under: true, over: true };
      stage.growSoon(model);
    }
    paint();
  });

  const stopListening = listen(area, {
    tool: () => state.tool,
    over: (x, y) => {
      if (!isReady() || state.tool !== "pan") return;
      const row = picker.pick(stage.screen(), model.linear, x, y, isShown);
      hover(row < 0 ? null : row);
    },
    leave: () => hover(null),
    click: (x, y) => {
      if (!isReady()) return;
      const row = picker.pick(stage.screen(), model.linear, x, y, isShown);
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
      const { xs, ys } = allToPixels(stage.screen(), model.linear);
      const rows = rowsInside(drawn, xs, ys, isShown);
      send({ type: "select", rows: rows.length ? rows : null });
      send({ type: "tool", tool: "pan" });
    },
  });
  listenToKeys(root, area, {
    walk: (by) => {
      if (!isReady()) return;
      send({ type: "walk", by, neighborsOf: around });
      say(state.hovered);
      paint();
      showCard(state.hovered);
    },
    pin: () => {
      if (state.hovered !== null) pin(state.hovered);
    },
    escape: () => {
      const { pinned } = state;
      send({ type: "escape" });
      card.hide(true);
      if (pinned !== null && state.pinned === null) tell();
    },
  });
  const watcher = new ResizeObserver(() => {
    if (!area.clientWidth || !model) return;
    fit();
    stage.resize();
  });
  watcher.observe(area);

  /** @param {"png" | "svg"} kind */
  async function save(kind) {
    if (!isReady()) return;
    const ground = getComputedStyle(host).getPropertyValue("--st-background-color").trim();
    const marked = { neighbors: near(state.pinned), analogy: given.analogy };
    const paint = (canvas) => makePainter(canvas, over).paintUnder(view(), state, marked);
    const shown = {
      base, theme, ground: ground || "#ffffff", coloring: model.coloring, hidden: state.hidden,
      words: trust.textContent, paint,
    };
    const address = await (kind === "png" ? pngOf : svgOf)(Plotly, shown);
    download(address, `embedviz.${kind}`);
  }

  return {
    update,
    destroy() {
      turn += 1;
      cancelAnimationFrame(frame);
      stopListening();
      watcher.disconnect();
      stage.clear();
      root.remove();
    },
  };
}
