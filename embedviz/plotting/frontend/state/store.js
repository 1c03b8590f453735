// What the plot is doing: one state and the events that change it (pure).

import { NOTHING_ASKED } from "../data/slots.js";
import { NO_TRAIL, stepped, visited } from "./trail.js";

/**
 * @typedef {"near" | "analogy"} Tab Of the dock.
 * @typedef {{pinned: number | null, hovered: number | null, walk: {from: number, step: number} | null,
 *   query: string, matches: number[], tool: "pan" | "box" | "lasso", selected: number[] | null,
 *   only: Uint8Array | null, hidden: Set<number>, moves: boolean, pointed: number | null,
 *   trail: import("./trail.js").Trail, tab: Tab, asked: import("../data/slots.js").Asked,
 *   slot: import("../data/slots.js").Slot | null}} State
 *   `pointed` is the neighbour that is pointed at in the dock, `asked` the analogy, of which `slot`
 *   takes the next point; `only` has a 1 for each item that is shown, where others are hidden.
 */

/** @returns {State} */
export function startState() {
  return {
    pinned: null, hovered: null, walk: null, query: "", matches: [], tool: "pan", selected: null,
    only: null, hidden: new Set(), moves: true, pointed: null, trail: NO_TRAIL,
    tab: "near", asked: NOTHING_ASKED, slot: null,
  };
}

/**
 * @param {State} state
 * @param {Record<string, any>} event
 * @returns {State} The same object where nothing changes.
 */
export function reduce(state, event) {
  const change = CHANGES[event.type]?.(state, event);
  if (!change) return state;
  const same = Object.entries(change).every(([name, value]) => state[/** @type {keyof State} */ (name)] === value);
  return same ? state : { ...state, ...change };
}

/** @type {Record<string, (state: State, event: any) => Partial<State> | null>} */
const CHANGES = {
  hover: (_, { row }) => ({ hovered: row, walk: null }),
  pin: (state, { row }) => ({ ...selecting(state, state.pinned === row ? null : row), tab: "near" }),
  given: (state, { row }) => selecting(state, row),
  choose: (state, { row }) => ({ ...selecting(state, row), hovered: null, tab: "near" }),
  go: (state, { by }) => {
    const next = stepped(state.trail, by, state.pinned);
    return next && { pinned: next.row, trail: next.trail, hovered: null, walk: null, tab: "near" };
  },
  tab: (state, { tab, asked = state.asked }) => ({ tab, asked, slot: null, walk: null, pointed: null }),
  asked: (_, { asked }) => ({ asked, slot: null, pointed: null }),
  slot: (_, { slot }) => ({ slot }),
  point: (_, { row }) => ({ pointed: row }),
  walk: walked,
  search: (_, { query, matches }) => ({ query, matches }),
  tool: (_, { tool }) => ({ tool }),
  select: (state, { rows }) => ({ selected: rows, only: rows && state.only }),
  only: (_, { only }) => ({ only }),
  toggle: (state, { code }) => ({ hidden: toggled(state.hidden, code) }),
  isolate: (state, { code, count }) => ({ hidden: isolated(state.hidden, code, count) }),
  showAll: () => ({ hidden: new Set() }),
  moves: (_, { moves }) => ({ moves }),
  // Escape lets go of one thing at a time, what came last first.
  escape: (state) => {
    if (state.tool !== "pan") return { tool: "pan" };
    if (state.query) return { query: "", matches: [] };
    if (state.only) return { only: null };
    if (state.selected) return { selected: null };
    if (state.tab === "analogy") return state.slot ? { slot: null } : { tab: "near" };
    return { pinned: null, hovered: null, walk: null };
  },
  // Other points: rows mean other items now.
  renew: (state, { row }) => ({
    ...startState(), pinned: row, moves: state.moves, tool: state.tool, trail: visited(NO_TRAIL, row),
    tab: state.tab, asked: state.asked, slot: state.slot,
  }),
};

/** @param {State} state @param {number | null} row */
function selecting({ trail }, row) {
  return { pinned: row, walk: null, trail: visited(trail, row) };
}

/**
 * Go round the neighbours of the pinned item, or of where one is.
 * @param {State} state
 * @param {{by: number, neighborsOf: (row: number) => number[]}} event
 */
function walked(state, { by, neighborsOf }) {
  const from = state.walk?.from ?? state.pinned ?? state.hovered ?? 0;
  const around = neighborsOf(from);
  if (!around.length) return null;
  const step = state.walk ? state.walk.step + by : by > 0 ? 0 : around.length - 1;
  const at = ((step % around.length) + around.length) % around.length;
  return { hovered: around[at], walk: { from, step: at } };
}

/** @param {Set<number>} set @param {number} code */
function toggled(set, code) {
  const next = new Set(set);
  if (!next.delete(code)) next.add(code);
  return next;
}

/** @param {Set<number>} hidden @param {number} code @param {number} count */
function isolated(hidden, code, count) {
  const others = Array.from({ length: count }, (_, each) => each).filter((each) => each !== code);
  const alone = !hidden.has(code) && others.every((each) => hidden.has(each));
  return alone ? new Set() : new Set(others);
}
