// An item's true neighbours, and whether the picture shows them near as well (pure).

/**
 * @typedef {{row: number, distance: number}} Neighbor
 * @typedef {Neighbor & {rank: number, near: boolean}} JudgedNeighbor
 */

export const NEAR = 10;

/**
 * @param {Record<string, any>} graph A graph bundle.
 * @param {number} row
 * @param {number} k
 * @returns {Neighbor[]} Nearest first.
 */
export function neighborsOf(graph, row, k) {
  const { indices, distances } = graph.arrays;
  const width = indices.shape[1];
  const found = [];
  for (let at = row * width; at < row * width + Math.min(k, width); at += 1) {
    found.push({ row: indices[at], distance: distances[at] });
  }
  return found;
}

/**
 * Say of each neighbour which number it is in the picture: 1 is the nearest there.
 * @param {Neighbor[]} neighbors
 * @param {number} row
 * @param {Float32Array[]} seen Coordinates as the eye compares them, one array an axis.
 * @returns {JudgedNeighbor[]}
 */
export function judged(neighbors, row, seen) {
  const near = Math.max(NEAR, neighbors.length);
  const apart = neighbors.map((each) => squared(seen, row, each.row));
  const closer = new Uint32Array(neighbors.length);
  const farthest = Math.max(...apart, 0);
  for (let i = 0; i < seen[0].length; i += 1) {
    const distance = squared(seen, row, i);
    if (distance >= farthest || i === row) continue;
    for (let each = 0; each < apart.length; each += 1) if (distance < apart[each]) closer[each] += 1;
  }
  return neighbors.map((each, at) => ({
    ...each, rank: closer[at] + 1, near: closer[at] + 1 <= near,
  }));
}

/** @param {Float32Array[]} seen @param {number} a @param {number} b */
function squared(seen, a, b) {
  let sum = 0;
  for (const axis of seen) sum += (axis[a] - axis[b]) ** 2;
  return sum;
}

/**
 * @param {Record<string, any>} places A places bundle.
 * @returns {Float32Array[]} One array an axis: logarithms taken, axes with units stretched alike.
 */
export function asSeen(places) {
  const axes = split(places);
  if (!places.hasUnits) return axes;
  return axes.map((axis, number) => {
    const plain = places.axes[number].log && !places.stretch.length ? axis.map(Math.log10) : axis;
    if (places.stretch.length) return plain.map((value) => value * places.stretch[number]);
    const [low, high] = ends(plain);
    return plain.map((value) => value / (high - low || 1));
  });
}

/**
 * @param {Record<string, any>} places
 * @returns {Float32Array[]} The coordinates, one array an axis.
 */
export function split(places) {
  const { coordinates } = places.arrays;
  const [count, dimensions] = coordinates.shape;
  return Array.from({ length: dimensions }, (_, axis) => {
    const values = new Float32Array(count);
    for (let i = 0; i < count; i += 1) values[i] = coordinates[i * dimensions + axis];
    return values;
  });
}

/** @param {Float32Array} values @returns {[number, number]} */
function ends(values) {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}
