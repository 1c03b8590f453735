// From the pointer to events: what it is over, a click, a box or a lasso. A press that moves is
// Plotly's: it pans, zooms or turns.

import { boxCorners } from "./select.js";

const STILL = 4;
const SHORT = 600;

/**
 * @typedef {[number, number]} Place
 * @typedef {{tool: () => string, over: (x: number, y: number) => void, leave: () => void,
 *   click: (x: number, y: number) => void, press: (isDown: boolean) => void,
 *   draw: (corners: Place[]) => void, enclose: (corners: Place[]) => void}} Callbacks
 * @typedef {{x: number, y: number, when: number, corners: Place[] | null}} Press
 * @typedef {{area: HTMLElement, callbacks: Callbacks, pressed: Press | null, next: Place | null}} Pointer
 *   `next` is where it will be looked at.
 */

/**
 * @param {HTMLElement} area Holds the plot.
 * @param {Callbacks} callbacks
 * @returns {() => void} Lets go of the page.
 */
export function listen(area, callbacks) {
  /** @type {Pointer} */
  const pointer = { area, callbacks, pressed: null, next: null };
  area.addEventListener("pointermove", (event) => move(pointer, event));
  area.addEventListener("pointerleave", () => leave(pointer));
  area.addEventListener("pointerdown", (event) => down(pointer, event), true);
  // Plotly puts a sheet over the whole page while it drags: the release is only heard up here.
  const away = new AbortController();
  const above = { capture: true, signal: away.signal };
  addEventListener("pointermove", (event) => {
    if (pointer.pressed?.corners && !isInside(area, event)) move(pointer, event);
  }, above);
  addEventListener("pointerup", (event) => up(pointer, event), above);
  addEventListener("pointercancel", () => cancel(pointer), above);
  return () => away.abort();
}

/** @param {HTMLElement} area @param {PointerEvent} event */
function isInside(area, event) {
  return event.target instanceof Node && area.contains(event.target);
}

/** @param {HTMLElement} area @param {PointerEvent} event @returns {Place} */
function placeIn(area, event) {
  const box = area.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}

/** @param {Pointer} pointer @param {PointerEvent} event */
function move(pointer, event) {
  const { area, callbacks, pressed } = pointer;
  const at = placeIn(area, event);
  if (pressed?.corners) {
    pressed.corners = extended(pressed.corners, at, callbacks.tool() === "box");
    callbacks.draw(pressed.corners);
    return;
  }
  if (pressed || event.buttons) return;
  // One look for each frame is all that can be seen.
  if (!pointer.next) requestAnimationFrame(() => look(pointer));
  pointer.next = at;
}

/** @param {Pointer} pointer */
function look(pointer) {
  const last = pointer.next;
  pointer.next = null;
  if (last) pointer.callbacks.over(...last);
}

/** @param {Place[]} corners @param {Place} at @param {boolean} isBox @returns {Place[]} */
function extended(corners, at, isBox) {
  if (isBox) return boxCorners(corners[0], at);
  corners.push(at);
  return corners;
}

/** @param {Pointer} pointer @param {PointerEvent} event */
function down(pointer, event) {
  const { area, callbacks } = pointer;
  if (event.button !== 0 || !isInside(area, event)) return;
  const [x, y] = placeIn(area, event);
  pointer.pressed = { x, y, when: event.timeStamp, corners: callbacks.tool() === "pan" ? null : [[x, y]] };
  callbacks.press(true);
}

/** @param {Pointer} pointer @param {PointerEvent} event */
function up(pointer, event) {
  const { area, callbacks, pressed } = pointer;
  if (!pressed) return;
  const [x, y] = placeIn(area, event);
  // A lasso ends where it began, and is no click for that.
  const isStill = [...pressed.corners ?? [], [x, y]].every(([across, down]) => Math.hypot(across - pressed.x, down - pressed.y) < STILL);
  const isShort = event.timeStamp - pressed.when < SHORT;
  pointer.pressed = null;
  callbacks.press(false);
  if (isStill && isShort) callbacks.click(x, y);
  else if (pressed.corners && pressed.corners.length > 2) callbacks.enclose(pressed.corners);
  callbacks.draw([]);
}

/** The browser has taken the press for itself, to scroll the page: it was no click. @param {Pointer} pointer */
function cancel(pointer) {
  if (!pointer.pressed) return;
  pointer.pressed = null;
  pointer.callbacks.press(false);
  pointer.callbacks.draw([]);
}

/** @param {Pointer} pointer */
function leave(pointer) {
  pointer.next = null;
  pointer.callbacks.leave();
}
