// A text as it is compared (pure): accents and case don't matter.

/**
 * @param {string} text
 * @returns {string}
 */
export function folded(text) {
  return text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();
}
