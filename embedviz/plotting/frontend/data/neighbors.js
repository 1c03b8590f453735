// An item's true neighbours, and whether the picture shows them near as well (pure).

/**
 * @typedef {import("./wire.js").Places} Places
 * @typedef {{row: number, distance: number}} Neighbor
 * @typedef {Neighbor & {rank: number, near: boolean}} JudgedNeighbor
 */

/**
 * @param {import("./wire.js").Graph} graph
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
 * @param {number} near Among so many nearest there (or as many as the neighbours) is near.
 * @returns {JudgedNeighbor[]}
 */
export function judged(neighbors, row, seen, near) {
  return judgedFrom(neighbors, seen.map((axis) => axis[row]), seen, near, row);
}

/**
 * The same of any place.
 * @param {Neighbor[]} neighbors
 * @param {number[]} place As the eye compares it.
 * @param {Float32Array[]} seen
 * @param {number} near
 * @param {number} [without] A row that doesn't count.
 * @returns {JudgedNeighbor[]}
 */
export function judgedFrom(neighbors, place, seen, near, without = -1) {
  const last = Math.max(near, neighbors.length);
  const apart = neighbors.map((each) => squared(seen, place, each.row));
  const closer = new Uint32Array(neighbors.length);
  const farthest = Math.max(...apart, 0);
  for (let i = 0; i < seen[0].length; i += 1) {
    const distance = squared(seen, place, i);
    if (distance >= farthest || i === without) continue;
    for (let each = 0; each < apart.length; each += 1) if (distance < apart[each]) closer[each] += 1;
  }
  return neighbors.map((each, at) => ({
    ...each, rank: closer[at] + 1, near: closer[at] + 1 <= last,
  }));
}

/** @param {Float32Array[]} seen @param {number[]} place @param {number} row */
function squared(seen, place, row) {
  let sum = 0;
  for (let axis = 0; axis < place.length; axis += 1) sum += (place[axis] - seen[axis][row]) ** 2;
  return sum;
}

/**
 * @param {Places} places
 * @returns {Float32Array[]} One array an axis: logarithms taken, axes with units stretched alike.
 */
export function asSeen(places) {
  return split(places).map((axis, each) => axis.map(eyeFor(places, each, axis)));
}

/**
 * @param {Places} places
 * @param {number[]} at One number an axis.
 * @returns {number[]} The same place as the eye compares it with the others.
 */
export function placeAsSeen(places, at) {
  if (!places.hasUnits) return at;
  const axes = split(places);
  return at.map((value, each) => eyeFor(places, each, axes[each])(value));
}

/**
 * @param {Places} places
 * @param {number} each Which axis.
 * @param {Float32Array} axis
 * @returns {(value: number) => number}
 */
function eyeFor(places, each, axis) {
  if (!places.hasUnits) return (value) => value;
  const [stretch] = places.stretch.slice(each);
  if (stretch !== undefined) return (value) => value * stretch;
  const plain = places.axes[each].log ? Math.log10 : (/** @type {number} */ value) => value;
  const [low, high] = ends(axis.map(plain));
  return (value) => plain(value) / (high - low || 1);
}

/**
 * @param {Places} places
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
