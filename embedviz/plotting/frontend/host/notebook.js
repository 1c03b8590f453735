// The plot in the frame of a notebook's output: as high as it needs, on the notebook's own ground.

const SETTLED = 250; // ms; a notebook that changes its theme paints for a while

/**
 * Follow the notebook around this page; do nothing where there is none, or it may not be looked at.
 * @param {boolean} onItsGround Whether the plot takes light or dark from the notebook.
 * @param {() => void} draw
 */
export function followNotebook(onItsGround, draw) {
  const frame = frameAround();
  if (!frame) return;
  const fit = () => { frame.style.height = `${document.body.offsetHeight}px`; };
  new ResizeObserver(fit).observe(document.body);
  if (!onItsGround) return;
  const root = document.documentElement;
  const dress = () => {
    const ground = groundAround(frame);
    if (!ground || ground === root.style.getPropertyValue("--st-background-color")) return;
    root.style.setProperty("--st-background-color", ground);
    draw();
  };
  dress();
  const watch = new MutationObserver(() => setTimeout(dress, SETTLED));
  const around = frame.ownerDocument;
  for (const each of [around.documentElement, around.body]) watch.observe(each, { attributes: true });
}

/** @returns {HTMLElement | null} */
function frameAround() {
  try {
    return /** @type {HTMLElement | null} */ (window.frameElement);
  } catch {
    return null; // the page around is a stranger
  }
}

/**
 * @param {HTMLElement} frame
 * @returns {string} The colour that is seen behind the frame; "" if nobody around it paints one.
 */
function groundAround(frame) {
  for (let each = frame.parentElement; each; each = each.parentElement) {
    const color = getComputedStyle(each).backgroundColor;
    if (/^rgb\(/.test(color)) return color;
  }
  return "";
}
