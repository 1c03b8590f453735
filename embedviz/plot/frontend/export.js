// The picture as it is shown, to take away: Plotly's points and axes, and the layer above them.

const SCALE = 2;
const MARGIN = 10;
const LEGEND_HEIGHT = 30;

/**
 * @param {any} Plotly
 * @param {{base: any, under: HTMLCanvasElement, theme: Record<string, string>, ground: string,
 *   coloring: import("./colors.js").Coloring, words: string}} shown
 * @param {"png" | "svg"} kind
 * @returns {Promise<string>} An address of the picture.
 */
export async function pictureOf(Plotly, shown, kind) {
  const { width, height } = shown.base._fullLayout;
  const points = await Plotly.toImage(shown.base, { format: "png", width, height, scale: SCALE });
  if (kind === "svg") return svgOf(shown, points, width, height);
  const canvas = document.createElement("canvas");
  canvas.width = width * SCALE;
  canvas.height = (height + 2 * LEGEND_HEIGHT) * SCALE;
  const pen = canvas.getContext("2d");
  pen.scale(SCALE, SCALE);
  pen.fillStyle = shown.ground;
  pen.fillRect(0, 0, width, height + 2 * LEGEND_HEIGHT);
  drawLegend(pen, shown, width);
  pen.drawImage(await loaded(points), 0, LEGEND_HEIGHT, width, height);
  pen.drawImage(shown.under, 0, LEGEND_HEIGHT, width, height);
  pen.fillStyle = shown.theme.muted;
  pen.font = `12px ${shown.theme.font}`;
  pen.fillText(shown.words, MARGIN, height + 1.6 * LEGEND_HEIGHT, width - 2 * MARGIN);
  return canvas.toDataURL("image/png");
}

/** Groups and their colours, or the ends of the scale, in one row. */
function drawLegend(pen, { coloring, theme }, width) {
  pen.font = `13px ${theme.font}`;
  pen.textBaseline = "middle";
  let x = MARGIN;
  const write = (text, color) => {
    pen.fillStyle = color;
    pen.fillText(text, x, LEGEND_HEIGHT / 2);
    x += pen.measureText(text).width + 14;
  };
  write(coloring.title, theme.muted);
  coloring.names.forEach((name, code) => {
    if (x > width - 90) return;
    pen.beginPath();
    pen.arc(x + 4, LEGEND_HEIGHT / 2, 5, 0, 7);
    pen.fillStyle = coloring.hues[code];
    pen.fill();
    x += 14;
    write(name, theme.ink);
  });
}

/** The points as a picture (they are drawn by WebGL), all text and lines as shapes. */
function svgOf(shown, points, width, height) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const set = (node, values) => {
    for (const [name, value] of Object.entries(values)) node.setAttribute(name, String(value));
    return node;
  };
  const make = (name, values) => svg.appendChild(
    set(document.createElementNS("http://www.w3.org/2000/svg", name), values),
  );
  set(svg, { width, height, viewBox: `0 0 ${width} ${height}` });
  make("rect", { width, height, fill: shown.ground });
  make("image", { href: points, width, height });
  make("image", { href: shown.under.toDataURL("image/png"), width, height });
  const text = new XMLSerializer().serializeToString(svg);
  return URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
}

/** @param {string} source @returns {Promise<HTMLImageElement>} */
async function loaded(source) {
  const image = new Image();
  image.src = source;
  await image.decode();
  return image;
}

/** @param {string} address @param {string} name */
export function download(address, name) {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
}
