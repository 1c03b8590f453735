// The camera of a link (pure): where one looks from, as a few numbers in the address.

const [FLAT, DEEP] = ["2d", "3d"];
const DIGITS = 4;

/**
 * @param {any} layout Plotly's full layout.
 * @returns {string} "2d,x0,x1,y0,y1" or "3d," and the nine numbers of eye, centre and up.
 */
export function cameraText(layout) {
  if (!layout.scene) {
    return [FLAT, ...[...layout.xaxis.range, ...layout.yaxis.range].map(short)].join();
  }
  const { eye, center, up } = layout.scene.camera;
  return [DEEP, ...[eye, center, up].flatMap(({ x, y, z }) => [x, y, z].map(short))].join();
}

/**
 * @param {string | null | undefined} text
 * @param {number} dimensions Of the picture.
 * @returns {Record<string, any> | null} What to relayout; null where the text fits no such picture.
 */
export function cameraLayout(text, dimensions) {
  const [kind, ...words] = (text ?? "").split(",");
  const numbers = words.map(Number);
  if (numbers.some((number, at) => !words[at] || !Number.isFinite(number))) return null;
  if (kind === FLAT && dimensions === 2 && numbers.length === 4) {
    return { "xaxis.range": numbers.slice(0, 2), "yaxis.range": numbers.slice(2) };
  }
  if (kind !== DEEP || dimensions !== 3 || numbers.length !== 9) return null;
  const [eye, center, up] = [0, 3, 6].map((at) => {
    const [x, y, z] = numbers.slice(at, at + 3);
    return { x, y, z };
  });
  return { "scene.camera": { eye, center, up } };
}

/** @param {number} number */
function short(number) {
  return String(Number(number.toPrecision(DIGITS)));
}

/**
 * @param {string} address
 * @param {string} name Of the parameter.
 * @param {string} camera
 * @returns {string} The address with the camera in it.
 */
export function withCamera(address, name, camera) {
  const url = new URL(address);
  url.searchParams.set(name, camera);
  return url.href;
}
