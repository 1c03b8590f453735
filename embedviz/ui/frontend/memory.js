// Which chapters are done, kept in this browser: a visit tomorrow goes on where this one ends.

const NAME = "embedviz.lessons.done";

/** @typedef {{getItem: (name: string) => string | null, setItem: (name: string, value: string) => void}} Store */

/**
 * @param {string[]} done In this session.
 * @param {Store} [store]
 * @returns {string[]} With those of earlier sessions; all are remembered.
 */
export function merged(done, store) {
  try {
    const kept = store ?? localStorage;
    const before = JSON.parse(kept.getItem(NAME) ?? "[]");
    const known = Array.isArray(before) ? before.filter((each) => typeof each === "string") : [];
    const all = [...new Set([...known, ...done])].sort();
    kept.setItem(NAME, JSON.stringify(all));
    return all;
  } catch {
    return done; // a browser that keeps nothing, or kept what isn't ours
  }
}
