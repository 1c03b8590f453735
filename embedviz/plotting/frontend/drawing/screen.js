// Where a point of the data is on the screen: through the axes of a plane or the camera of a scene.
// The only file that looks inside a drawn Plotly figure, besides depth.js.

/**
 * @typedef {[number, number, number, number]} Four
 * @typedef {{width: number, height: number, frame: Four}} Size `frame` is left, top, right, bottom of
 *   where points are shown.
 * @typedef {Size & {kind: "plane", line: Four}} Plane `line` is ax, bx, ay, by: pixels are a + b times
 *   the value.
 * @typedef {Size & {kind: "scene", matrix: Float64Array}} Scene `matrix` is 4 × 4, by columns.
 * @typedef {Plane | Scene} Screen
 */

/**
 * @param {any} figure Plotly's element.
 * @returns {Screen | null} Null while nothing is drawn.
 */
export function screenOf(figure) {
  const layout = figure._fullLayout;
  if (!layout?._size) return null;
  const common = { width: layout.width, height: layout.height };
  const scene = layout.scene?._scene;
  if (scene) return sceneScreen(layout, scene, common);
  const { xaxis, yaxis } = layout;
  if (!xaxis?._length) return null;
  const [x0, x1] = xaxis.range.map((/** @type {any} */ end) => xaxis.r2l(end));
  const [y0, y1] = yaxis.range.map((/** @type {any} */ end) => yaxis.r2l(end));
  const [bx, by] = [xaxis._length / (x1 - x0), -yaxis._length / (y1 - y0)];
  /** @type {Four} */
  const line = [xaxis._offset - bx * x0, bx, yaxis._offset + yaxis._length - by * y0, by];
  /** @type {Four} */
  const frame = [xaxis._offset, yaxis._offset, xaxis._offset + xaxis._length,
    yaxis._offset + yaxis._length];
  return { ...common, kind: "plane", line, frame };
}

/**
 * @param {any} layout
 * @param {any} scene
 * @param {{width: number, height: number}} common
 * @returns {Screen | null}
 */
function sceneScreen(layout, scene, common) {
  const camera = scene.glplot?.cameraParams;
  if (!camera || !scene.dataScale) return null;
  const size = layout._size;
  const [w, h] = [size.w, size.h];
  const scale = new Float64Array(16);
  scene.dataScale.forEach((/** @type {number} */ value, /** @type {number} */ each) => { scale[5 * each] = value; });
  scale[15] = 1;
  // From clip space to pixels: x to the right, y downwards.
  const pixels = new Float64Array([w / 2, 0, 0, 0, 0, -h / 2, 0, 0, 0, 0, 1, 0,
    size.l + w / 2, size.t + h / 2, 0, 1]);
  const matrix = [camera.projection, camera.view, camera.model, scale].reduce(times, pixels);
  return { ...common, kind: "scene", matrix, frame: [size.l, size.t, size.l + w, size.t + h] };
}

/** @param {any} figure Plotly's element. @returns {import("./zoom.js").Room} What a plane may fill. */
export function roomOf({ _fullLayout: { _size, xaxis, yaxis } }) {
  const [along, up] = [xaxis, yaxis].map(({ range, _length, r2l }) => _length / Math.abs(r2l(range[1]) - r2l(range[0])));
  return { width: _size.w, height: _size.h, ratio: yaxis.scaleanchor ? up / along : null };
}

/**
 * @param {any} figure Plotly's element.
 * @returns {{place: (place: number[]) => number[], camera: import("../data/wire.js").Camera, shape: number} | null}
 *   From data to the units of the camera; the camera; width by height. Null of a plane.
 */
export function sceneOf({ _fullLayout: { scene, _size } }) {
  const drawn = scene?._scene;
  if (!drawn?.glplot?.cameraParams) return null;
  const m = drawn.glplot.cameraParams.model;
  const place = (/** @type {number[]} */ values) => {
    const [x, y, z] = values.map((value, axis) => value * drawn.dataScale[axis]);
    return [0, 1, 2].map((axis) => m[axis] * x + m[4 + axis] * y + m[8 + axis] * z + m[12 + axis]);
  };
  return { place, camera: drawn.getCamera(), shape: _size.w / _size.h };
}

/**
 * Give all points of a plane another size where they are: a millisecond, where Plotly's own way works
 * out a hundred thousand of them anew in half a second.
 * @param {any} figure Plotly's element.
 * @param {number} size
 * @param {number} opacity
 * @returns {boolean} Whether that could be done.
 */
export function enlarge(figure, size, opacity) {
  const scene = figure._fullLayout?._plots?.xy?._scene;
  const options = scene?.markerOptions?.[0];
  const drawn = figure._fullData?.[0]?.marker;
  if (!scene?.scatter2d || !options || !drawn?.opacity) return false;
  // The opacity that it was drawn with is in its colours.
  Object.assign(options, { size, opacity: opacity / drawn.opacity });
  Object.assign(figure.data[0].marker, { size, opacity });
  scene.scatter2d.update([{ size, opacity: options.opacity }]);
  for (const { regl } of figure._fullLayout._glcanvas.data()) regl?.clear({ color: [0, 0, 0, 0], depth: 1 });
  scene.draw();
  return true;
}

/**
 * Keep Plotly from looking for the point under the pointer, which is our picker's work. For that
 * alone it would draw a scene twice, and once more after every move and click.
 * @param {any} figure Plotly's element.
 */
export function quieten(figure) {
  const plot = figure._fullLayout?.scene?._scene?.glplot;
  if (!plot) return;
  if (plot.mouseListener) plot.mouseListener.enabled = false;
  for (const drawn of plot.objects ?? []) drawn.drawPick = null;
}

/**
 * @param {ArrayLike<number>} a
 * @param {ArrayLike<number>} b
 * @returns {Float64Array} a · b, both 4 × 4 by columns.
 */
export function times(a, b) {
  const product = new Float64Array(16);
  for (let column = 0; column < 4; column += 1) {
    for (let row = 0; row < 4; row += 1) {
      for (let each = 0; each < 4; each += 1) {
        product[4 * column + row] += a[4 * each + row] * b[4 * column + each];
      }
    }
  }
  return product;
}

/**
 * @param {Screen} screen
 * @returns {string} Changes whenever a point would be elsewhere.
 */
export function signature(screen) {
  return [screen.kind, screen.width, screen.height, ...(screen.kind === "plane" ? screen.line : screen.matrix)].join();
}

/**
 * @param {Screen} screen
 * @param {number[]} place One number an axis, logarithms taken where the axis is one.
 * @returns {[number, number, number]} x, y in pixels; depth, smaller is nearer to the eye.
 */
export function toPixels(screen, [x, y, z]) {
  if (screen.kind === "plane") {
    const [ax, bx, ay, by] = screen.line;
    return [ax + bx * x, ay + by * y, 0];
  }
  const m = screen.matrix;
  const w = m[3] * x + m[7] * y + m[11] * z + m[15];
  return [
    (m[0] * x + m[4] * y + m[8] * z + m[12]) / w,
    (m[1] * x + m[5] * y + m[9] * z + m[13]) / w,
    w,
  ];
}

/**
 * @param {Screen} screen
 * @param {Float32Array[]} axes Logarithms taken where an axis is one.
 * @returns {{xs: Float32Array, ys: Float32Array, depths: Float32Array | null}} In pixels.
 */
export function allToPixels(screen, axes) {
  const count = axes[0].length;
  const xs = new Float32Array(count);
  const ys = new Float32Array(count);
  if (screen.kind === "plane") {
    const [ax, bx, ay, by] = screen.line;
    for (let i = 0; i < count; i += 1) {
      xs[i] = ax + bx * axes[0][i];
      ys[i] = ay + by * axes[1][i];
    }
    return { xs, ys, depths: null };
  }
  const depths = new Float32Array(count);
  const m = screen.matrix;
  const [X, Y, Z] = axes;
  for (let i = 0; i < count; i += 1) {
    const seen = m[3] * X[i] + m[7] * Y[i] + m[11] * Z[i] + m[15];
    const w = seen > 0 ? seen : NaN; // behind the eye
    xs[i] = (m[0] * X[i] + m[4] * Y[i] + m[8] * Z[i] + m[12]) / w;
    ys[i] = (m[1] * X[i] + m[5] * Y[i] + m[9] * Z[i] + m[13]) / w;
    depths[i] = w;
  }
  return { xs, ys, depths };
}

/** @param {Float32Array[]} linear @param {Plane} screen @returns {number} How many points are in the frame. */
export function countInView([xs, ys], { line: [ax, bx, ay, by], frame: [left, top, right, bottom] }) {
  let count = 0;
  for (let row = 0; row < xs.length; row += 1) {
    const [x, y] = [ax + bx * xs[row], ay + by * ys[row]];
    if (x > left && x < right && y > top && y < bottom) count += 1;
  }
  return count;
}
