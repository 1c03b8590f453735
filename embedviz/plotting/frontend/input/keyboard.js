// Keys on the plot: arrows go round the neighbours, Enter pins, Escape lets go; / searches from
// anywhere on the page.

/** Where a letter is one that is typed. */
const TYPING = "input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable='']"
  + ", [contenteditable=true]";

/**
 * @param {HTMLElement} area The plot itself, which takes the focus.
 * @param {{walk: (by: number) => void, pin: () => void, escape: () => void}} doors
 */
export function listenToKeys(area, { walk, pin, escape }) {
  /** @type {Record<string, () => void>} */
  const keys = {
    ArrowRight: () => walk(1),
    ArrowDown: () => walk(1),
    ArrowLeft: () => walk(-1),
    ArrowUp: () => walk(-1),
    Enter: pin,
    Escape: escape,
  };
  area.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  });
}

/**
 * Of several plots on a page, one that is seen takes the slash.
 * @param {HTMLElement} root
 * @returns {() => void} Lets go of the page.
 */
export function listenForSlash(root) {
  const away = new AbortController();
  document.addEventListener("keydown", (event) => {
    const field = root.querySelector("input");
    if (event.key !== "/" || event.defaultPrevented || !field || !isSeen(field)) return;
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
    event.preventDefault();
    field.focus();
  }, { signal: away.signal });
  return () => away.abort();
}

/** @param {KeyboardEvent} event */
function isTyping(event) {
  const [target] = event.composedPath();
  return target instanceof Element && Boolean(target.closest(TYPING));
}

/** @param {HTMLElement} field @returns {boolean} Whether it is in the window. */
function isSeen(field) {
  const { top, bottom, width } = field.getBoundingClientRect();
  return width > 0 && bottom > 0 && top < innerHeight;
}
