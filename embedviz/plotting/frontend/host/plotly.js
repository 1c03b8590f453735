// Plotly, from the file that comes with its Python package; loaded once for a page.

const KEPT = "embedviz-plotly";
/** Milliseconds until it is kept: not while the first picture is being drawn. */
const LATER = 4000;

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
  script.fetchPriority = "high"; // not behind the many small files
  script.src = source ?? address;
  const done = new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = () => reject(new Error("Plotly could not be loaded."));
  });
  document.head.append(script);
  await done;
  if (source) URL.revokeObjectURL(source);
  else setTimeout(keep, LATER, address);
  return page.Plotly;
}

/**
 * @param {string} address
 * @returns {Promise<string | null>} An address to load from what was kept.
 */
async function kept(address) {
  try {
    const answer = await caches.match(address, { cacheName: KEPT });
    const text = await answer?.blob();
    return text ? URL.createObjectURL(new Blob([text], { type: "text/javascript" })) : null;
  } catch {
    return null; // no cache without https, or none allowed
  }
}

/**
 * Keep the five megabytes in the browser for the next visit: Streamlit's own answer may not be used
 * again, having neither an age nor a tag. The address carries the version, so what is kept is never
 * stale.
 * @param {string} address
 */
async function keep(address) {
  try {
    const answer = await fetch(address, { cache: "force-cache" }); // what has just come
    if (!answer.ok) return;
    const shelf = await caches.open(KEPT);
    for (const old of await shelf.keys()) await shelf.delete(old);
    await shelf.put(address, answer);
  } catch {
    // It is fetched anew the next time.
  }
}
