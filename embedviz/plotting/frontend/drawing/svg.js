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
 * @returns {import("./layer.js").Sheet} As much of a canvas as the painter needs.
 */
export function svgCanvas(group) {
  const pen = new SvgPen(group);
  return { width: 0, height: 0, getContext: () => pen };
}

export class SvgPen {
  font = "400 12px sans-serif";
  lineWidth = 1;
  globalAlpha = 1;
  /** @type {CanvasFillStrokeStyles["fillStyle"]} */
  fillStyle = "#000";
  /** @type {CanvasFillStrokeStyles["strokeStyle"]} */
  strokeStyle = "#000";
  /** @type {CanvasLineJoin} */
  lineJoin = "round";
  /** @type {CanvasTextBaseline} */
  textBaseline = "middle";
  /** @type {CanvasTextAlign} */
  textAlign = "left";
  letterSpacing = "0px";
  imageSmoothingEnabled = true;
  /** @type {ImageSmoothingQuality} */
  imageSmoothingQuality = "high";
  #ruler = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  #group;
  #path = "";
  #dash = "";

  /** @param {Element} group Takes the shapes. */
  constructor(group) {
    this.#group = group;
  }

  // What pixels need and shapes don't.
  /** @param {...any} _all */
  setTransform(..._all) {}

  /** @param {...any} _all */
  clearRect(..._all) {}

  /** @param {...any} _all */
  scale(..._all) {}

  save() {}

  restore() {}

  clip() {}

  beginPath() {
    this.#path = "";
  }

  closePath() {
    this.#path += "Z";
  }

  /** @param {number} x @param {number} y */
  moveTo(x, y) {
    this.#path += `M${round(x)} ${round(y)}`;
  }

  /** @param {number} x @param {number} y */
  lineTo(x, y) {
    this.#path += `L${round(x)} ${round(y)}`;
  }

  /** @param {number} x @param {number} y @param {number} r @param {number} _from @param {number} _to */
  arc(x, y, r, _from, _to) {
    this.#path += `M${round(x + r)} ${round(y)}a${r} ${r} 0 1 0 ${-2 * r} 0a${r} ${r} 0 1 0 ${2 * r} 0`;
  }

  /** @param {number} x @param {number} y @param {number} w @param {number} h */
  rect(x, y, w, h) {
    this.#path += `M${round(x)} ${round(y)}h${round(w)}v${round(h)}h${round(-w)}Z`;
  }

  /** @param {number} x @param {number} y @param {number} w @param {number} h @param {number} _radius */
  roundRect(x, y, w, h, _radius) {
    this.rect(x, y, w, h);
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  fillRect(x, y, width, height) {
    shape("rect", { x: round(x), y: round(y), width, height, fill: this.fillStyle }, this.#group);
  }

  /** @param {HTMLCanvasElement} canvas @param {number} x @param {number} y @param {number} width @param {number} height */
  drawImage(canvas, x, y, width, height) {
    const href = canvas.toDataURL("image/png");
    const place = { x: round(x), y: round(y), width: round(width), height: round(height) };
    shape("image", { ...place, href, opacity: this.globalAlpha, preserveAspectRatio: "none" }, this.#group);
  }

  /** @param {number[]} lengths */
  setLineDash(lengths) {
    this.#dash = lengths.join(" ");
  }

  stroke() {
    shape("path", {
      d: this.#path, fill: "none", stroke: this.strokeStyle, "stroke-width": this.lineWidth,
      opacity: this.globalAlpha, ...(this.#dash ? { "stroke-dasharray": this.#dash } : {}),
    }, this.#group);
  }

  fill() {
    shape("path", { d: this.#path, fill: this.fillStyle, opacity: this.globalAlpha }, this.#group);
  }

  /** @param {string} text */
  measureText(text) {
    this.#ruler.font = this.font;
    this.#ruler.letterSpacing = this.letterSpacing;
    return this.#ruler.measureText(text);
  }

  /** @param {string} text @param {number} x @param {number} y */
  strokeText(text, x, y) {
    this.#write(text, x, y, {
      fill: "none", stroke: this.strokeStyle, "stroke-width": this.lineWidth, "stroke-linejoin": "round",
    });
  }

  /** @param {string} text @param {number} x @param {number} y @param {number} [most] */
  fillText(text, x, y, most = Infinity) {
    const isLong = this.measureText(text).width > most;
    const narrowed = isLong ? { textLength: round(most), lengthAdjust: "spacingAndGlyphs" } : {};
    this.#write(text, x, y, { fill: this.fillStyle, ...narrowed });
  }

  /** @param {string} text @param {number} x @param {number} y @param {Record<string, any>} paint */
  #write(text, x, y, paint) {
    const [, weight, size, family] = /^(\d+) ([\d.]+px) (.*)$/.exec(this.font) ?? [];
    shape("text", {
      x: round(x), y: round(y), "dominant-baseline": "central", "font-weight": weight ?? 400,
      "font-size": size ?? "12px", "font-family": family ?? "sans-serif", "letter-spacing": this.letterSpacing, ...paint,
    }, this.#group).textContent = text;
  }
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 100) / 100;
}
