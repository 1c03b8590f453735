// Plotly, from the file that comes with its Python package; loaded once for a page.

const KEPT = "embedviz-plotly";

/** @type {typeof globalThis & {Plotly?: any}} Plotly comes without types of its own. */
const page = globalThis;
/** @type {Promise<any> | undefined} */
let loading;

/**
 * @param {string} address Of plotly.min.js, with its version as the query.
 * @returns {Promise<any>} Plotly
 */
export function loadPlotly(address) {
  if (page.Plotly) return Promise.resolve(page.Plotly);
  loading ??= run(address);
  return loading;
}

/** @param {string} address */
async function run(address) {
  const source = await kept(address);
  const script = document.createElement("script");
  script.src = source;
  const done = new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = () => reject(new Error("Plotly could not be loaded."));
  });
  document.head.append(script);
  await done;
  if (source !== address) URL.revokeObjectURL(source);
  return page.Plotly;
}

/**
 * Keep the five megabytes in the browser: Streamlit's own answer may not be cached, having neither
 * an age nor a tag. The address carries the version, so what is kept is never stale.
 * @param {string} address
 * @returns {Promise<string>} An address to load from.
 */
async function kept(address) {
  try {
    const shelf = await caches.open(KEPT);
    let answer = await shelf.match(address);
    if (!answer) {
      answer = await fetch(address);
      if (!answer.ok) return address;
      for (const old of await shelf.keys()) await shelf.delete(old);
      await shelf.put(address, answer.clone());
    }
    const text = await answer.blob();
    return URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  } catch {
    return address; // no cache without https, or none allowed
  }
}
