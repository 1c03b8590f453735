// A finger scrolls the page, until a tap has shown that it means the plot; then it moves the picture
// until another part of the page is tapped.

/**
 * @param {HTMLElement} area
 * @param {() => boolean} isDrawing Whether the finger draws a box or a lasso.
 */
export function shareTouches(area, isDrawing) {
  area.addEventListener("touchstart", (event) => {
    const isOurs = isDrawing() || event.touches.length > 1 || area.matches(":focus-within");
    // Unheard by Plotly, which would keep it from the page.
    if (!isOurs) event.stopPropagation();
  }, { capture: true, passive: true });
}
