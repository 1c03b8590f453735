import assert from "node:assert/strict";
import { test } from "node:test";

import { adoptAnalogy, answersOf, drawnAnalogy, isWaiting, tellAnalogy } from "../../embedviz/plotting/frontend/state/analogy.js";
import { reduce, startState } from "../../embedviz/plotting/frontend/state/store.js";

const WHOLE = { a: "man", b: "king", c: "woman", method: "3cosadd", plane: false };
const EMPTY = { ...WHOLE, a: "", b: "", c: "" };
const ANSWERS = [{ label: "queen", row: 3, far: "0.5", bar: 1 }, { label: "gone", row: null, far: "0.6", bar: 1 }];
const page = (asked, heard = null, answers = []) => ({ props: { analogies: { examples: [], asked, heard, answers } } });

/** A plot of four words that is told this by its page. */
function live(analogies) {
  const told = [];
  return {
    told, state: startState(), lastAsked: undefined, callbacks: { analogy: (asked) => told.push(asked) },
    shown: { ...analogies, model: { items: { labels: ["man", "king", "woman", "queen"] } } },
  };
}

test("an analogy of a link opens its tab; without one nothing is asked", () => {
  const linked = live(page(WHOLE, null, ANSWERS));
  adoptAnalogy(linked);
  assert.deepEqual([linked.state.tab, linked.state.asked], ["analogy", WHOLE]);
  assert.deepEqual(drawnAnalogy(linked), { a: 0, b: 1, c: 2, answers: [3], notes: ["0.5"] });
  const plain = live(page(EMPTY));
  adoptAnalogy(plain);
  assert.deepEqual([plain.state.tab, drawnAnalogy(plain)], ["near", null]);
});

test("a page that hasn't heard the last click doesn't undo it", () => {
  const now = live(page(EMPTY));
  now.state = reduce(now.state, { type: "tab", tab: "analogy", asked: WHOLE });
  tellAnalogy(now);
  Object.assign(now.shown, page(EMPTY, EMPTY));
  adoptAnalogy(now);
  assert.deepEqual(now.state.asked, WHOLE);
  assert.ok(isWaiting(now));
  assert.deepEqual(drawnAnalogy(now).answers, []);
  Object.assign(now.shown, page({ ...WHOLE, c: "" }, WHOLE)); // it knows no such c
  adoptAnalogy(now);
  assert.deepEqual(now.state.asked, { ...WHOLE, c: "" });
});

test("answers stand while the same question goes to its plane, and not beside another", () => {
  const now = live(page(WHOLE, null, ANSWERS));
  adoptAnalogy(now);
  now.state = reduce(now.state, { type: "asked", asked: { ...WHOLE, plane: true } });
  assert.equal(answersOf(now).length, 2);
  now.state = reduce(now.state, { type: "asked", asked: { ...WHOLE, c: "queen" } });
  assert.equal(answersOf(now).length, 0);
});

test("with another tab open the page hears that nothing is asked, and selecting opens that of the item", () => {
  const now = live(page(WHOLE));
  adoptAnalogy(now);
  now.state = reduce(now.state, { type: "pin", row: 1 });
  tellAnalogy(now);
  assert.deepEqual([now.state.tab, now.told.at(-1)], ["near", null]);
  assert.deepEqual(now.state.asked, WHOLE); // it is there again when the tab is opened
});
