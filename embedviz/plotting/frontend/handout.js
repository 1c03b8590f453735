// The door of the lessons' handout: each plot stands there as an image, which can be printed, and
// comes alive where one reads. A browser has room for few plots of WebGL at a time.

import { DEAF } from "./host/page.js";
import { makePlot } from "./host/plot.js";
import { hosts, loadPlotly, unpacked, writtenIn } from "./standalone.js";

/** Plots within so much of a screen above and below what is seen are alive. */
const NEAR = "40%";

/** Draw all that this page shows, then let the plots near the reader live. */
export async function start() {
  await drawCharts();
  for (const host of hosts()) await drawStill(host);
  document.body.dataset.drawn = "";
  /** @type {Map<Element, ReturnType<typeof makePlot>>} */
  const alive = new Map();
  const watcher = new IntersectionObserver((seen) => {
    for (const { target, isIntersecting } of seen) {
      if (!isIntersecting) {
        alive.get(target)?.destroy();
        alive.delete(target);
      } else if (!alive.has(target)) {
        alive.set(target, draw(/** @type {HTMLElement} */ (target)).plot);
      }
    }
  }, { rootMargin: NEAR });
  for (const host of hosts()) watcher.observe(host);
}

/** @param {HTMLElement} host */
function draw(host) {
  const { props, coming } = writtenIn(host);
  const plot = makePlot(host);
  return { plot, drawn: plot.update(props, coming, DEAF) };
}

/** @param {HTMLElement} host The image behind it gets what the plot looks like. */
async function drawStill(host) {
  const { plot, drawn } = draw(host);
  await drawn;
  host.style.minHeight = `${host.offsetHeight}px`; // nothing moves when the plot comes and goes
  imageOf(host).src = await plot.image();
  plot.destroy();
}

/** @param {HTMLElement} host */
function imageOf(host) {
  return /** @type {HTMLImageElement} */ (host.querySelector("img"));
}

/** Draw the Plotly figures of this page as images. */
async function drawCharts() {
  const Plotly = await loadPlotly();
  const figures = JSON.parse(new TextDecoder().decode(await unpacked("#charts")));
  for (const [number, figure] of figures.entries()) {
    const image = /** @type {HTMLImageElement} */ (document.querySelector(`[data-chart="${number}"]`));
    const { width, height } = figure.layout;
    image.src = await Plotly.toImage(figure, { format: "svg", width, height });
  }
}
