// The dock's tab "Analogy": a is to b as c is to ...? Three slots, the answers, what changes, and
// whether all of it is drawn in its true shape.

import { SLOTS, isEmpty, isSame, isWhole } from "../data/slots.js";
import { makeAnswers } from "./answers.js";
import { element } from "./dom.js";
import { makeHelp } from "./help.js";
import { makeSlot } from "./slot.js";

const WORDS = { a: "", b: "is to", c: "as" };
const FLAT = "A flat slice through the three items of the question: in it, the parallelogram is to scale.";
const OFF = "Answers lie above or below the slice, so trust their numbers, not their place.";
/** Vectors of so many numbers are their own plane: nothing lies off it. */
const PLANE = 2;
const LEFT_OUT = "The question's own items are left out: one of them would almost always come first.";

/**
 * @typedef {import("../data/slots.js").Asked} Asked
 * @typedef {import("../data/slots.js").Slot} Slot
 * @typedef {object} ToldAnalogy
 * @property {import("../data/wire.js").Analogies} analogies
 * @property {Asked} asked
 * @property {Slot | null} slot That takes the next point.
 * @property {import("../data/wire.js").AnalogyAnswer[]} answers
 * @property {boolean} isWaiting
 *
 * @typedef {{ask: (asked: Asked) => void, pointOut: (slot: Slot) => void,
 *   point: (row: number | null) => void, choose: (row: number) => void,
 *   model: () => import("../data/model.js").Model | null, findable: () => boolean}} Doors
 */

/** @param {Doors} doors */
export function makeDockAnalogy(doors) {
  /** @type {ToldAnalogy | null} */
  let told = null;
  const ask = (/** @type {Partial<Asked>} */ change) => {
    if (told) doors.ask({ ...told.asked, ...change });
  };
  const question = makeQuestion(doors, ask);
  const problem = element("p", { role: "status", class: "ev-problem" });
  const found = makeFound(doors);
  const options = makeOptions(ask);
  const chips = makeChips(ask);

  return {
    /** @type {HTMLElement} */
    element: element("div", { class: "ev-analogy", role: "tabpanel", "aria-label": "Analogy" }, [
      question.element, problem, found.element, options.element, chips.element,
    ]),
    /** @param {ToldAnalogy} now @param {import("../data/model.js").Model} model */
    show(now, { items, places }) {
      if (told && isAlike(told, now)) return; // as on every hover
      told = now;
      question.show(now);
      write(problem, now.isWaiting ? "" : now.analogies.problem);
      found.show(now, items);
      options.show(now, places.from);
      chips.show(now);
    },
  };
}

/**
 * The slots, and below them the best answer.
 * @param {Doors} doors
 * @param {(change: Partial<Asked>) => void} ask
 */
function makeQuestion(doors, ask) {
  const slots = SLOTS.map((slot) => makeSlot(WORDS[slot], slot, {
    model: doors.model, findable: doors.findable,
    fill: (text) => ask({ [slot]: text }), point: () => doors.pointOut(slot),
  }));
  const best = element("span", { class: "ev-best", "aria-live": "polite", "data-testid": "best" });
  return {
    element: element("div", { class: "ev-slots", role: "group", "aria-label": "a is to b as c is to what?" }, [
      ...slots.flatMap((slot) => slot.elements), element("span", { class: "ev-slot-words", text: "is to" }), best,
    ]),
    /** @param {ToldAnalogy} told */
    show({ asked, slot, answers, isWaiting }) {
      const waits = slot ?? SLOTS.find((each) => !asked[each]);
      slots.forEach((each, at) => each.show(asked[SLOTS[at]], SLOTS[at] === waits));
      best.textContent = isWaiting && !answers.length ? "…" : answers[0]?.label ?? "?";
      best.toggleAttribute("data-answered", answers.length > 0);
    },
  };
}

/** What is answered: the list, that it failed, what changes. @param {Doors} doors */
function makeFound(doors) {
  const [failed, said] = ["ev-failed", "ev-dock-words"].map((name) => element("p", { class: name }));
  const answers = makeAnswers(doors);
  const score = element("span", { class: "ev-dock-words" });
  /** @type {HTMLElement} */
  const found = element("div", { class: "ev-answered" }, [
    failed, element("div", { class: "ev-dock-title" }, [
      element("span", { text: "Answers" }), makeHelp("the answers", LEFT_OUT).element, score,
    ]), answers.element, said,
  ]);
  return {
    element: found,
    /** @param {ToldAnalogy} told @param {import("../data/wire.js").Items} items */
    show(told, items) {
      found.hidden = !told.answers.length;
      write(failed, told.analogies.failed);
      write(said, told.analogies.said);
      score.textContent = told.analogies.score;
      answers.show(told.answers, items);
    },
  };
}

/** True shape, and the method. @param {(change: Partial<Asked>) => void} ask */
function makeOptions(ask) {
  const plane = element("input", { type: "checkbox", role: "switch", onchange: () => ask({ plane: plane.checked }) });
  const help = makeHelp("the true shape");
  const shape = element("div", { class: "ev-shape" }, [
    element("label", {}, [plane, element("span", { text: "True shape" })]), help.element,
  ]);
  const method = element("select", { "aria-label": "Answered by", onchange: () => ask({ method: method.value }) });
  return {
    element: element("div", { class: "ev-options" }, [shape, method]),
    /** @param {ToldAnalogy} told @param {number} dimensions Of the vectors. */
    show({ asked, analogies: { methods } }, dimensions) {
      help.say(dimensions === PLANE ? FLAT : `${FLAT} ${OFF}`);
      shape.toggleAttribute("data-off", !isWhole(asked));
      plane.disabled = !isWhole(asked);
      plane.checked = asked.plane;
      if (method.children.length !== methods.length) {
        method.replaceChildren(...methods.map(({ name, title }) => element("option", { value: name, text: title })));
        method.title = methods.map(({ title, help }) => `${title}: ${help}.`).join("\n");
      }
      method.value = asked.method;
    },
  };
}

/** Questions to start from, and an empty one. @param {(change: Partial<Asked>) => void} ask */
function makeChips(ask) {
  const clear = element("button", {
    type: "button", class: "ev-chip", text: "Clear", onclick: () => ask({ a: "", b: "", c: "" }),
  });
  const examples = element("div", { class: "ev-chips", role: "group", "aria-label": "Examples" });
  return {
    element: element("div", { class: "ev-chips" }, [examples, clear]),
    /** @param {ToldAnalogy} told */
    show(told) {
      fillExamples(examples, told, ask);
      clear.hidden = isEmpty(told.asked);
    },
  };
}

/** @param {HTMLElement} paragraph @param {string} words */
function write(paragraph, words) {
  paragraph.textContent = words;
  paragraph.hidden = !words;
}

/**
 * @param {HTMLElement} chips
 * @param {ToldAnalogy} told
 * @param {(change: Partial<Asked>) => void} ask
 */
function fillExamples(chips, { analogies: { examples }, asked }, ask) {
  const titles = examples.map((each) => each.title).join();
  if (chips.dataset.titles !== titles) { // not at each change: the focus would be lost
    chips.dataset.titles = titles;
    chips.replaceChildren(...examples.map(({ title, a, b, c }) => element("button", {
      type: "button", class: "ev-chip", text: title, onclick: () => ask({ a, b, c }),
    })));
  }
  examples.forEach((each, at) => {
    chips.children[at].setAttribute("aria-pressed", String(SLOTS.every((slot) => asked[slot] === each[slot])));
  });
}

/** @param {ToldAnalogy} one @param {ToldAnalogy} other */
function isAlike(one, other) {
  return one.analogies === other.analogies && isSame(one.asked, other.asked) && one.slot === other.slot
    && one.isWaiting === other.isWaiting && one.answers.length === other.answers.length;
}
