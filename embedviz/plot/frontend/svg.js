// A pen that draws SVG instead of pixels: it answers to what layer.js asks of a canvas, so the layer
// above the plot is written into a file as lines and letters.

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
 * @returns {any} As much of a canvas as the painter needs.
 */
export function svgCanvas(group) {
  const pen = svgPen(group);
  return { width: 0, height: 0, getContext: () => pen };
}

/** @param {Element} group */
export function svgPen(group) {
  const ruler = document.createElement("canvas").getContext("2d");
  const nothing = () => {};
  let path = "";
  let dash = "";
  const move = (letter) => (x, y) => { path += `${letter}${round(x)} ${round(y)}`; };
  const write = (text, x, y, paint) => {
    const [, weight, size, family] = /^(\d+) ([\d.]+px) (.*)$/.exec(pen.font) ?? [];
    shape("text", {
      x: round(x), y: round(y), "dominant-baseline": "central", "font-weight": weight ?? 400,
      "font-size": size ?? "12px", "font-family": family ?? "sans-serif", ...paint,
    }, group).textContent = text;
  };
  const pen = {
    font: "400 12px sans-serif", fillStyle: "#000", strokeStyle: "#000", lineWidth: 1,
    globalAlpha: 1,
    setTransform: nothing, clearRect: nothing, save: nothing, restore: nothing, clip: nothing,
    scale: nothing,
    beginPath: () => { path = ""; },
    closePath: () => { path += "Z"; },
    moveTo: move("M"),
    lineTo: move("L"),
    arc(x, y, r) {
      path += `M${round(x + r)} ${round(y)}a${r} ${r} 0 1 0 ${-2 * r} 0a${r} ${r} 0 1 0 ${2 * r} 0`;
    },
    rect(x, y, w, h) { path += `M${round(x)} ${round(y)}h${round(w)}v${round(h)}h${round(-w)}Z`; },
    roundRect(x, y, w, h) { pen.rect(x, y, w, h); },
    fillRect(x, y, width, height) {
      shape("rect", { x: round(x), y: round(y), width, height, fill: pen.fillStyle }, group);
    },
    setLineDash(lengths) { dash = lengths.join(" "); },
    stroke() {
      shape("path", {
        d: path, fill: "none", stroke: pen.strokeStyle, "stroke-width": pen.lineWidth,
        ...(dash ? { "stroke-dasharray": dash } : {}),
      }, group);
    },
    fill() { shape("path", { d: path, fill: pen.fillStyle, opacity: pen.globalAlpha }, group); },
    measureText(text) {
      ruler.font = pen.font;
      return ruler.measureText(text);
    },
    strokeText(text, x, y) {
      write(text, x, y, {
        fill: "none", stroke: pen.strokeStyle, "stroke-width": pen.lineWidth, "stroke-linejoin": "round",
      });
    },
    fillText(text, x, y) { write(text, x, y, { fill: pen.fillStyle }); },
  };
  return pen;
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 100) / 100;
}
