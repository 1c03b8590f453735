// Keys on the plot: arrows go round the neighbours, Enter pins, Escape lets go, / searches.

/**
 * @param {HTMLElement} root
 * @param {HTMLElement} area The plot itself, which takes the focus.
 * @param {{walk: (by: number) => void, pin: () => void, escape: () => void}} doors
 */
export function listenToKeys(root, area, { walk, pin, escape }) {
  /** @type {Record<string, () => void>} */
  const keys = {
    ArrowRight: () => walk(1),
    ArrowDown: () => walk(1),
    ArrowLeft: () => walk(-1),
    ArrowUp: () => walk(-1),
    Enter: pin,
    Escape: escape,
    "/": () => root.querySelector("input")?.focus(),
  };
  area.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  });
}
