// From the pointer to events: what it is over, a click, a box or a lasso. A press that moves is
// Plotly's: it pans, zooms or turns.

import { boxCorners } from "./select.js";

const STILL = 4;
const SHORT = 600;

/**
 * @param {HTMLElement} area Holds the plot.
 * @param {{tool: () => string, over: (x: number, y: number) => void, leave: () => void,
 *   click: (x: number, y: number) => void, press: (isDown: boolean) => void,
 *   draw: (corners: [number, number][]) => void, enclose: (corners: [number, number][]) => void}} doors
 * @returns {() => void} Lets go of the page.
 */
export function listen(area, doors) {
  /** @type {{x: number, y: number, when: number, corners: [number, number][] | null} | null} */
  let pressed = null;
  /** @type {[number, number] | null} */
  let next = null;

  const isInside = (/** @type {PointerEvent} */ event) => (
    event.target instanceof Node && area.contains(event.target)
  );
  const where = (/** @type {PointerEvent} */ event) => {
    const box = area.getBoundingClientRect();
    return /** @type {[number, number]} */ ([event.clientX - box.left, event.clientY - box.top]);
  };

  /** @param {PointerEvent} event */
  function move(event) {
    const at = where(event);
    if (pressed?.corners) {
      pressed.corners = extended(pressed.corners, at);
      doors.draw(pressed.corners);
      return;
    }
    if (pressed || event.buttons) return;
    // One look for each frame is all that can be seen.
    if (!next) requestAnimationFrame(look);
    next = at;
  }

  function look() {
    const last = next;
    next = null;
    if (last) doors.over(...last);
  }

  /**
   * @param {[number, number][]} corners
   * @param {[number, number]} at
   * @returns {[number, number][]}
   */
  function extended(corners, at) {
    if (doors.tool() === "box") return boxCorners(corners[0], at);
    corners.push(at);
    return corners;
  }

  /** @param {PointerEvent} event */
  function down(event) {
    if (event.button !== 0 || !isInside(event)) return;
    const at = where(event);
    const drawing = doors.tool() !== "pan";
    pressed = { x: at[0], y: at[1], when: event.timeStamp, corners: drawing ? [at] : null };
    doors.press(true);
  }

  /** @param {PointerEvent} event */
  function up(event) {
    if (!pressed) return;
    const [x, y] = where(event);
    const { corners } = pressed;
    const still = Math.hypot(x - pressed.x, y - pressed.y) < STILL;
    const short = event.timeStamp - pressed.when < SHORT;
    pressed = null;
    doors.press(false);
    if (still && short) doors.click(x, y);
    else if (corners && corners.length > 2) doors.enclose(corners);
    doors.draw([]);
  }

  /** The browser has taken the press for itself, to scroll the page: it was no click. */
  function cancel() {
    if (!pressed) return;
    pressed = null;
    doors.press(false);
    doors.draw([]);
  }

  function leave() {
    next = null;
    doors.leave();
  }

  area.addEventListener("pointermove", move);
  area.addEventListener("pointerleave", leave);
  area.addEventListener("pointerdown", down, true);
  // Plotly puts a sheet over the whole page while it drags: the release is only heard up here.
  addEventListener("pointermove", outside, true);
  addEventListener("pointerup", up, true);
  addEventListener("pointercancel", cancel, true);

  /** @param {PointerEvent} event */
  function outside(event) {
    if (pressed?.corners && !isInside(event)) move(event);
  }

  return () => {
    removeEventListener("pointermove", outside, true);
    removeEventListener("pointerup", up, true);
    removeEventListener("pointercancel", cancel, true);
  };
}
