// Drawing on the canvas above the plot: lines, rings, arrows, texts. Each function draws one kind
// of thing; canvas text is never markup.

const HEAD = 9;
const HALO = 4;

/**
 * @typedef {CanvasRenderingContext2D | import("./svg.js").SvgPen} Pen
 * @typedef {{width: number, height: number, getContext: (kind: "2d") => Pen | null}} Sheet A canvas,
 *   or what stands in for one.
 * @typedef {{color: string, width?: number, dash?: number[], halo?: string}} LineStyle
 * @typedef {{color: string, radius: number, fill?: string, width?: number, halo?: string}} RingStyle
 */

/** @param {Sheet} canvas @returns {Pen} */
export function penOf(canvas) {
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("This browser draws no canvas.");
  return pen;
}

/**
 * @param {Sheet} canvas
 * @param {number} width
 * @param {number} height
 * @returns {Pen} Cleared, in CSS pixels.
 */
export function cleared(canvas, width, height) {
  const ratio = Math.min(globalThis.devicePixelRatio || 1, 3);
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
  }
  const pen = penOf(canvas);
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  return pen;
}

/** Keep all drawing inside the frame. @param {Pen} pen @param {number[]} frame */
export function clip(pen, [left, top, right, bottom]) {
  pen.beginPath();
  pen.rect(left, top, right - left, bottom - top);
  pen.clip();
}

/** @param {Pen} pen @param {number[]} from @param {number[]} to @param {LineStyle} style */
export function line(pen, from, to, { color, width = 1.6, dash = [], halo = "" }) {
  pen.beginPath();
  pen.moveTo(from[0], from[1]);
  pen.lineTo(to[0], to[1]);
  if (halo) {
    pen.setLineDash([]);
    stroke(pen, halo, width + 2.5);
  }
  pen.setLineDash(dash);
  stroke(pen, color, width);
  pen.setLineDash([]);
}

/** @param {Pen} pen @param {string} color @param {number} width */
export function stroke(pen, color, width) {
  pen.strokeStyle = color;
  pen.lineWidth = width;
  pen.stroke();
}

/**
 * A line with a head, stopping a little before what it points at.
 * @param {Pen} pen
 * @param {number[]} from
 * @param {number[]} to
 * @param {LineStyle} style
 */
export function arrow(pen, from, to, style) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  if (length < 2) return;
  const back = Math.min(8, length / 3);
  const end = [to[0] - (dx / length) * back, to[1] - (dy / length) * back];
  line(pen, from, end, style);
  const angle = Math.atan2(dy, dx);
  pen.beginPath();
  pen.moveTo(end[0] + Math.cos(angle) * 2, end[1] + Math.sin(angle) * 2);
  for (const turn of [Math.PI - 0.42, Math.PI + 0.42]) {
    pen.lineTo(end[0] + HEAD * Math.cos(angle + turn), end[1] + HEAD * Math.sin(angle + turn));
  }
  pen.closePath();
  pen.fillStyle = style.color;
  pen.fill();
}

/** @param {Pen} pen @param {number[]} at @param {RingStyle} style */
export function ring(pen, [x, y], { color, radius, fill = "", width = 2, halo = "" }) {
  if (halo) {
    pen.beginPath();
    pen.arc(x, y, radius + width / 2 + 1, 0, 7);
    stroke(pen, halo, 2);
  }
  pen.beginPath();
  pen.arc(x, y, radius, 0, 7);
  if (fill) {
    pen.fillStyle = fill;
    pen.fill();
  }
  stroke(pen, color, width);
}

/**
 * A square on its corner: what is no item of the data.
 * @param {Pen} pen
 * @param {number[]} at
 * @param {{color: string, radius: number, fill: string, halo: string}} style
 */
export function diamond(pen, [x, y], { color, radius, fill, halo }) {
  const corners = [[0, -radius], [radius, 0], [0, radius], [-radius, 0]];
  pen.beginPath();
  corners.forEach(([dx, dy], at) => (at ? pen.lineTo(x + dx, y + dy) : pen.moveTo(x + dx, y + dy)));
  pen.closePath();
  stroke(pen, halo, 7);
  pen.fillStyle = fill;
  pen.fill();
  stroke(pen, color, 3);
}

/** @param {Pen} pen @param {number[]} at @param {{color: string, radius: number}} style */
export function cross(pen, [x, y], { color, radius }) {
  for (const turn of [1, -1]) {
    pen.beginPath();
    pen.moveTo(x - radius, y - turn * radius);
    pen.lineTo(x + radius, y + turn * radius);
    stroke(pen, color, 2);
  }
}

/**
 * A text in its box, with a halo that parts it from the points below.
 * @param {Pen} pen
 * @param {string} text
 * @param {import("./labels.js").Box} box
 * @param {{font: string, color: string, halo: string, spacing?: number}} style
 */
export function label(pen, text, [left, top, , bottom], { font, color, halo, spacing = 0 }) {
  pen.font = font;
  pen.letterSpacing = `${spacing}px`;
  pen.textBaseline = "middle";
  pen.textAlign = "left";
  const middle = (top + bottom) / 2 + 0.5;
  pen.lineJoin = "round";
  pen.strokeStyle = halo;
  pen.lineWidth = HALO;
  pen.strokeText(text, left, middle);
  pen.fillStyle = color;
  pen.fillText(text, left, middle);
  pen.letterSpacing = "0px";
}

/** @param {Pen} pen @param {[number, number][]} corners Of a box or lasso. @param {string} color */
export function outline(pen, corners, color) {
  if (corners.length < 2) return;
  pen.beginPath();
  corners.forEach(([x, y], at) => (at ? pen.lineTo(x, y) : pen.moveTo(x, y)));
  pen.closePath();
  pen.globalAlpha = 0.12;
  pen.fillStyle = color;
  pen.fill();
  pen.globalAlpha = 1;
  pen.setLineDash([5, 4]);
  stroke(pen, color, 1.5);
  pen.setLineDash([]);
}
