// A pen that draws SVG instead of pixels: it answers to what layer.js asks of a canvas, so the layer
// above the plot is written into a file as lines and letters.

/** @typedef {ReturnType<typeof svgPen>} SvgPen */

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} name
 * @param {Record<string, any>} values
 * @param {Element} [parent]
 * @returns {SVGElement}
 */
export function shape(name, values, parent) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(values)) made.setAttribute(key, String(value));
  parent?.append(made);
  return /** @type {any} */ (made);
}

/**
 * @param {Element} group Takes the shapes.
 * @returns {import("./layer.js").Sheet} As much of a canvas as the painter needs.
 */
export function svgCanvas(group) {
  const pen = svgPen(group);
  return { width: 0, height: 0, getContext: () => pen };
}

/** @param {Element} group */
export function svgPen(group) {
  const ruler = /** @type {CanvasRenderingContext2D} */ (
    document.createElement("canvas").getContext("2d")
  );
  /** @param {...any} _all What pixels need and shapes don't. */
  const nothing = (..._all) => {};
  let path = "";
  let dash = "";
  /** @param {string} letter @returns {(x: number, y: number) => void} */
  const move = (letter) => (x, y) => { path += `${letter}${round(x)} ${round(y)}`; };
  /** @param {string} text @param {number} x @param {number} y @param {Record<string, any>} paint */
  const write = (text, x, y, paint) => {
    const [, weight, size, family] = /^(\d+) ([\d.]+px) (.*)$/.exec(pen.font) ?? [];
    shape("text", {
      x: round(x), y: round(y), "dominant-baseline": "central", "font-weight": weight ?? 400,
      "font-size": size ?? "12px", "font-family": family ?? "sans-serif", ...paint,
    }, group).textContent = text;
  };
  const pen = {
    font: "400 12px sans-serif", lineWidth: 1, globalAlpha: 1,
    fillStyle: /** @type {CanvasFillStrokeStyles["fillStyle"]} */ ("#000"),
    strokeStyle: /** @type {CanvasFillStrokeStyles["strokeStyle"]} */ ("#000"),
    lineJoin: /** @type {CanvasLineJoin} */ ("round"),
    textBaseline: /** @type {CanvasTextBaseline} */ ("middle"),
    textAlign: /** @type {CanvasTextAlign} */ ("left"),
    setTransform: nothing, clearRect: nothing, save: nothing, restore: nothing, clip: nothing,
    scale: nothing,
    beginPath: () => { path = ""; },
    closePath: () => { path += "Z"; },
    moveTo: move("M"),
    lineTo: move("L"),
    /** @param {number} x @param {number} y @param {number} r @param {number} _from @param {number} _to */
    arc(x, y, r, _from, _to) {
      path += `M${round(x + r)} ${round(y)}a${r} ${r} 0 1 0 ${-2 * r} 0a${r} ${r} 0 1 0 ${2 * r} 0`;
    },
    /** @param {number} x @param {number} y @param {number} w @param {number} h */
    rect(x, y, w, h) { path += `M${round(x)} ${round(y)}h${round(w)}v${round(h)}h${round(-w)}Z`; },
    /** @param {number} x @param {number} y @param {number} w @param {number} h @param {number} _radius */
    roundRect(x, y, w, h, _radius) { pen.rect(x, y, w, h); },
    /** @param {number} x @param {number} y @param {number} width @param {number} height */
    fillRect(x, y, width, height) {
      shape("rect", { x: round(x), y: round(y), width, height, fill: pen.fillStyle }, group);
    },
    /** @param {number[]} lengths */
    setLineDash(lengths) { dash = lengths.join(" "); },
    stroke() {
      shape("path", {
        d: path, fill: "none", stroke: pen.strokeStyle, "stroke-width": pen.lineWidth,
        ...(dash ? { "stroke-dasharray": dash } : {}),
      }, group);
    },
    fill() { shape("path", { d: path, fill: pen.fillStyle, opacity: pen.globalAlpha }, group); },
    /** @param {string} text */
    measureText(text) {
      ruler.font = pen.font;
      return ruler.measureText(text);
    },
    /** @param {string} text @param {number} x @param {number} y */
    strokeText(text, x, y) {
      write(text, x, y, {
        fill: "none", stroke: pen.strokeStyle, "stroke-width": pen.lineWidth, "stroke-linejoin": "round",
      });
    },
    /** @param {string} text @param {number} x @param {number} y @param {number} [_most] */
    fillText(text, x, y, _most) { write(text, x, y, { fill: pen.fillStyle }); },
  };
  return pen;
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 100) / 100;
}
