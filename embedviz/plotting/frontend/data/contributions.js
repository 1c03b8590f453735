// Which features make two items near or far (pure): the numbers of embedviz/space/contributions.py,
// which tests/contributions.json holds.

/**
 * @typedef {import("./wire.js").Vectors} Vectors
 * @typedef {{feature: string, share: number}} Share
 */

/**
 * @param {Vectors} vectors
 * @param {number} first A row.
 * @param {number} second Another.
 * @returns {Share[]} Of the distance, one a column, the largest first; all 0 where the two are the same.
 */
export function contributions({ metric, features, arrays }, first, second) {
  const terms = termsOf(vectorOf(arrays.vectors, first), vectorOf(arrays.vectors, second), metric);
  const whole = sumOf(terms) || 1;
  const shares = features.map((feature) => ({ feature, share: 0 }));
  terms.forEach((term, dimension) => { shares[arrays.columns[dimension]].share += term / whole; });
  return shares.sort((one, other) => other.share - one.share);
}

/**
 * @param {Share[]} shares The largest first.
 * @param {number} most So many of them are listed.
 * @returns {{listed: Share[], rest: {count: number, share: number}}} `rest` are the others together.
 */
export function largest(shares, most) {
  const listed = shares.slice(0, most);
  const others = shares.slice(most);
  return { listed, rest: { count: others.length, share: sumOf(others.map((each) => each.share)) } };
}

/** @param {import("./wire.js").Rows<Float32Array>} rows @param {number} row @returns {number[]} */
function vectorOf(rows, row) {
  const width = rows.shape[1];
  return Array.from(rows.subarray(row * width, (row + 1) * width));
}

/** @param {number[]} first @param {number[]} second @param {string} metric @returns {number[]} One a dimension. */
function termsOf(first, second, metric) {
  if (metric === "haversine") return onTheGlobe(first, second);
  const [one, other] = metric === "cosine" ? [ofUnitLength(first), ofUnitLength(second)] : [first, second];
  const apart = one.map((value, dimension) => Math.abs(value - other[dimension]));
  return metric === "manhattan" ? apart : apart.map((each) => each * each);
}

/** @param {number[]} first Degrees of latitude and longitude. @param {number[]} second */
function onTheGlobe(first, second) {
  const [[south, west], [north, east]] = [first, second].map((each) => each.map((degrees) => degrees * Math.PI / 180));
  const across = Math.cos(south) * Math.cos(north) * Math.sin((east - west) / 2) ** 2;
  return [Math.sin((north - south) / 2) ** 2, across];
}

/** @param {number[]} vector @returns {number[]} One of zeros stays as it is. */
function ofUnitLength(vector) {
  const length = Math.sqrt(sumOf(vector.map((value) => value * value))) || 1;
  return vector.map((value) => value / length);
}

/** @param {number[]} values */
function sumOf(values) {
  return values.reduce((sum, value) => sum + value, 0);
}
