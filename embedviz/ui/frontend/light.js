// A light that follows the pointer, so that the back row sees what is meant.

export function makeLight() {
  /** @type {HTMLElement | null} */
  let spot = null;

  /** @param {PointerEvent} event */
  function follow({ clientX, clientY }) {
    if (spot) spot.style.transform = `translate(${clientX}px, ${clientY}px)`;
  }

  function off() {
    if (!spot) return false;
    removeEventListener("pointermove", follow);
    spot.remove();
    spot = null;
    return true;
  }

  return {
    off,
    toggle() {
      if (off()) return;
      spot = document.createElement("div");
      spot.className = "ev-light";
      spot.style.transform = `translate(${innerWidth / 2}px, ${innerHeight / 2}px)`;
      document.body.append(spot);
      addEventListener("pointermove", follow);
    },
  };
}
