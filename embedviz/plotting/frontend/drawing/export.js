// The picture as it is shown, to take away: Plotly's points and axes, the layer above them, what the
// colours say, how far it can be believed.

import { SvgPen, shape, svgCanvas } from "./svg.js";

const SCALE = 2;
const MARGIN = 10;
const ROW = 30;

/**
 * @typedef {import("./layer.js").Pen} Pen
 * @typedef {{base: any, theme: import("../host/theme.js").Theme, ground: string, words: string[],
 *   coloring: import("../data/colors.js").Coloring, hidden: Set<number>,
 *   paintBelow: (canvas: import("./layer.js").Sheet) => void,
 *   paint: (canvas: import("./layer.js").Sheet) => void}} Shown `paint` draws the layer above the points.
 */

/**
 * Hand it to the visitor as a file.
 * @param {"png" | "svg"} kind
 * @param {any} Plotly
 * @param {Shown} shown
 */
export async function take(kind, Plotly, shown) {
  const address = await (kind === "png" ? pngOf : svgOf)(Plotly, shown);
  download(address, `embedviz.${kind}`);
}

/**
 * @param {any} Plotly
 * @param {Shown} shown
 * @returns {Promise<string>} The address of a PNG.
 */
async function pngOf(Plotly, shown) {
  const { width, height } = shown.base._fullLayout;
  const whole = height + ROW + shown.words.length * ROW;
  const scene = sceneOf(shown.base);
  const points = new Image();
  points.src = scene?.image ?? await Plotly.toImage(plane(shown.base), { format: "png", width, height, scale: SCALE });
  await points.decode();
  const [canvas, above] = [document.createElement("canvas"), document.createElement("canvas")];
  [canvas.width, canvas.height] = [width * SCALE, whole * SCALE];
  shown.paint(above);
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("This browser draws no canvas.");
  pen.scale(SCALE, SCALE);
  pen.fillStyle = shown.ground;
  pen.fillRect(0, 0, width, whole);
  pen.save();
  pen.translate(0, ROW);
  shown.paintBelow({ width, height, getContext: () => pen });
  pen.restore();
  pen.globalAlpha = scene?.opacity ?? 1;
  pen.drawImage(points, scene?.x ?? 0, ROW + (scene?.y ?? 0), scene?.width ?? width, scene?.height ?? height);
  pen.globalAlpha = 1;
  pen.drawImage(above, 0, ROW, width, height);
  drawRows(pen, shown, width, height);
  return canvas.toDataURL("image/png");
}

/**
 * Points that WebGL draws are a picture within; axes, lines and letters are shapes.
 * @param {any} Plotly
 * @param {Shown} shown
 * @returns {Promise<string>} The address of an SVG.
 */
export async function svgOf(Plotly, shown) {
  const { width, height } = shown.base._fullLayout;
  const whole = height + ROW + shown.words.length * ROW;
  const svg = shape("svg", {
    xmlns: "http://www.w3.org/2000/svg", width, height: whole,
    viewBox: `0 0 ${width} ${whole}`,
  });
  shape("rect", { width, height: whole, fill: shown.ground }, svg);
  shown.paintBelow(svgCanvas(shape("svg", { y: ROW, width, height }, svg)));
  const scene = sceneOf(shown.base);
  if (scene) {
    const { image, ...place } = scene;
    shape("image", { ...place, y: ROW + scene.y, href: image }, svg);
  } else {
    const points = await Plotly.toImage(plane(shown.base), { format: "svg", width, height, imageDataOnly: true });
    const drawn = new DOMParser().parseFromString(points, "image/svg+xml").documentElement;
    drawn.setAttribute("y", String(ROW));
    svg.append(drawn);
  }
  shown.paint(svgCanvas(shape("svg", { y: ROW, width, height }, svg)));
  drawRows(new SvgPen(svg), shown, width, height);
  const text = new XMLSerializer().serializeToString(svg);
  return URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
}

/**
 * A scene as it is on the screen. For a file Plotly would draw another one, which knows no depth.
 * @param {any} base Plotly's element.
 * @returns {{image: string, x: number, y: number, width: number, height: number, opacity: number} | null}
 */
function sceneOf(base) {
  const scene = base._fullLayout.scene?._scene;
  if (!scene) return null;
  const [inner, outer] = [scene.container, base].map((each) => each.getBoundingClientRect());
  const place = { x: inner.x - outer.x, y: inner.y - outer.y, width: inner.width, height: inner.height };
  return { image: scene.toImage("png"), opacity: opacityOf(base), ...place };
}

/**
 * @param {any} base Plotly's element.
 * @returns {{data: any[], layout: any}} Its points as strong as the page shows them: they step back for
 *   what is asked about, and aren't seen where images stand for them.
 */
function plane(base) {
  const share = opacityOf(base);
  const data = base.data.map((/** @type {any} */ trace) => (
    { ...trace, marker: { ...trace.marker, opacity: share * trace.marker.opacity } }
  ));
  return { data, layout: base.layout };
}

/** @param {any} base Plotly's element. @returns {number} */
function opacityOf(base) {
  const points = base.querySelector(".gl-container");
  return points ? Number(getComputedStyle(points).opacity) : 1;
}

/**
 * The legend above the plot, the sentences below it.
 * @param {Pen} pen
 * @param {Shown} shown
 * @param {number} width
 * @param {number} height
 */
function drawRows(pen, { coloring, hidden, theme, words }, width, height) {
  pen.textBaseline = "middle";
  pen.font = `400 13px ${theme.font}`;
  let x = MARGIN;
  const write = (/** @type {string} */ text, /** @type {string} */ color) => {
    pen.fillStyle = color;
    pen.fillText(text, x, ROW / 2);
    x += pen.measureText(text).width + 14;
  };
  if (coloring.title) write(coloring.title, theme.muted);
  coloring.names.forEach((name, code) => {
    if (hidden.has(code) || x > width - 90) return;
    pen.beginPath();
    pen.arc(x + 4, ROW / 2, 5, 0, 7);
    pen.fillStyle = coloring.hues[code];
    pen.fill();
    x += 14;
    write(name, theme.ink);
  });
  pen.fillStyle = theme.muted;
  pen.font = `400 12px ${theme.font}`;
  words.forEach((each, at) => {
    pen.fillText(each, MARGIN, height + (1.5 + at) * ROW, width - 2 * MARGIN);
  });
}

/** @param {string} address @param {string} name */
export function download(address, name) {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
}
