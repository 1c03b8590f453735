// The stage: what Streamlit hands over, and what is done here at once, without asking it: notes,
// keys, the light that points. What changes the page is told to it.

import { makeDrawer } from "./drawer.js";
import { KEYS, focusOf, meaningOf } from "./keys.js";
import { makeLight } from "./light.js";
import { merged } from "./memory.js";

/**
 * @typedef {{presenting: boolean, choices: number, title: string, notes: string, done: string[]}} Given
 * @typedef {(name: string, value: any) => void} Tell
 */

/** @type {WeakMap<object, ReturnType<typeof makeStage>>} */
const stages = new WeakMap();
/** A new one comes before the old one goes, where Streamlit draws the page anew. */
let count = 0;

/** @param {any} arguments_ */
export default function main({ data, parentElement, setTriggerValue }) {
  let stage = stages.get(parentElement);
  if (!stage) {
    stage = makeStage();
    stages.set(parentElement, stage);
  }
  stage.update(data, setTriggerValue);
  return () => {
    stages.get(parentElement)?.destroy();
    stages.delete(parentElement);
  };
}

function makeStage() {
  const drawer = makeDrawer();
  const light = makeLight();
  /** @type {Given} */
  let given = { presenting: false, choices: 0, title: "", notes: "", done: [] };
  /** @type {Tell} */
  let tell = () => {};
  let hasRemembered = false;

  /** @type {Record<string, () => void>} */
  const here = {
    notes: () => drawer.toggle("notes", given.title, given.notes.split(/\n{2,}/)),
    keys: () => drawer.toggle("keys", "Keys", KEYS),
    light: () => light.toggle(),
    full: fill,
    leave: () => {
      if (drawer.close() || light.off()) return;
      if (given.presenting) tell("press", "leave");
    },
    blur: () => /** @type {HTMLElement} */ (document.activeElement)?.blur(),
  };

  /** @param {KeyboardEvent} event */
  function hear(event) {
    if (event.defaultPrevented || event.repeat) return;
    const meaning = meaningOf(event, focusOf(event.composedPath()[0]), given);
    if (!meaning) return;
    event.preventDefault();
    if (here[meaning]) here[meaning]();
    else tell("press", meaning);
  }

  document.addEventListener("keydown", hear);
  count += 1;
  return {
    /** @param {Given} now @param {Tell} how */
    update(now, how) {
      [given, tell] = [now, how];
      document.documentElement.dataset.stage = given.presenting ? "on" : "off";
      if (!given.presenting) light.off();
      drawer.refresh("notes", given.title, given.notes.split(/\n{2,}/));
      const all = merged(given.done);
      if (!hasRemembered && all.length > given.done.length) tell("done", all);
      hasRemembered = true;
    },
    destroy() {
      document.removeEventListener("keydown", hear);
      count -= 1;
      if (!count) delete document.documentElement.dataset.stage;
      drawer.destroy();
      light.off();
    },
  };
}

function fill() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.().catch(() => {});
}
