// The door: the only file that Streamlit itself serves of the plot. It passes each mount on to the
// front end, which comes as one script from an address that a browser keeps for good. Each plot says
// that address and Plotly's, and so does a mount that shows nothing and comes before all plots.

/**
 * @typedef {typeof import("./main.js")} Front
 * @typedef {{front: Promise<Front>, plotly: Promise<any>}} Loading
 */

/** @type {(loading: Loading) => void} */
let begin;
/** @type {Promise<Loading>} */
const begun = new Promise((resolve) => {
  begin = resolve;
});
let hasBegun = false;

/** @param {import("./main.js").Mount} mount */
export default function main(mount) {
  const { script, plotly, parts } = mount.data;
  if (script && !hasBegun) {
    hasBegun = true;
    begin({ plotly: loadPlotly(seenFromHere(plotly)), front: loadFront(seenFromHere(script)) });
  }
  if (script && !parts) return undefined; // no plot yet: this only says where all is
  const mounted = begun.then(async (loading) => (await loading.front).mount(mount, loading.plotly));
  return () => {
    mounted.then((letGo) => letGo());
  };
}

/** @param {string} address @returns {string} */
function seenFromHere(address) {
  return new URL(address, import.meta.url).href;
}

/** @param {string} address @returns {Promise<Front>} */
async function loadFront(address) {
  const { opened } = await import(address);
  return opened;
}

/** @param {string} address @returns {Promise<any>} Plotly comes without types of its own. */
function loadPlotly(address) {
  const script = document.createElement("script");
  script.fetchPriority = "high";
  script.src = address;
  document.head.append(script);
  return new Promise((resolve, reject) => {
    script.onload = () => resolve(/** @type {any} */ (globalThis).Plotly);
    script.onerror = () => reject(new Error("Plotly could not be loaded."));
  });
}
