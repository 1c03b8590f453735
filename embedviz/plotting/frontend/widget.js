// The door of a notebook's widget (anywidget). What all plots run on comes from the kernel once, for
// however many plots a page shows; then each is drawn as in the app and says what is selected.

/**
 * @typedef {typeof import("./main.js")} Front
 * @typedef {{front: Front, plotly: Promise<any>}} Library
 * @typedef {{get: (name: string) => any, set: (name: string, value: any) => void, save_changes: () => void,
 *   send: (content: any) => void, on: (name: string, hear: (...told: any[]) => void) => void,
 *   off: (name: string, hear: (...told: any[]) => void) => void}} Model
 */

/** @type {typeof globalThis & {embedvizLibrary?: Promise<Library>, Plotly?: any}} */
const page = globalThis;
const SETTLED = 250; // ms; a notebook that changes its theme paints for a while

export default {
  /** @param {{model: Model, el: HTMLElement}} place */
  async render({ model, el }) {
    const host = document.createElement("div");
    el.append(host);
    try {
      page.embedvizLibrary ??= askFor(model);
      const library = await page.embedvizLibrary;
      return draw(model, host, library);
    } catch (error) {
      page.embedvizLibrary = undefined;
      host.textContent = "The plot's code isn't allowed to run here, probably by the page's content security "
        + `policy. Write the plot to a file: ev.write_html(view, "plot.html"). (${error})`;
      return undefined;
    }
  },
};

/** @param {Model} model @param {HTMLElement} host @param {Library} library */
function draw(model, host, { front, plotly }) {
  /** @type {(() => void)[]} */
  const held = model.get("bundles").map((/** @type {DataView} */ bytes) => {
    return front.mount(mountOf(asBytes(bytes), document.createElement("div")), plotly);
  });
  const answer = (/** @type {string} */ name, /** @type {any} */ value) => {
    model.set(name, value);
    model.save_changes();
  };
  let letGo = () => {};
  const show = () => {
    host.style.setProperty("--st-background-color", groundOf(host, model.get("theme")));
    letGo = front.mount(mountOf(model.get("props"), host, answer), plotly);
  };
  show();
  const later = () => setTimeout(show, SETTLED);
  const watch = new MutationObserver(later);
  for (const each of [document.documentElement, document.body]) watch.observe(each, { attributes: true });
  model.on("change:props", show);
  return () => {
    watch.disconnect();
    model.off("change:props", show);
    letGo();
    for (const each of held) each();
  };
}

/**
 * @param {any} data
 * @param {HTMLElement} parentElement
 * @param {(name: string, value: any) => void} [answer]
 * @returns {import("./main.js").Mount}
 */
function mountOf(data, parentElement, answer = () => {}) {
  return {
    data, parentElement,
    setStateValue: (name, value) => { if (name === "pinned") answer(name, value); },
    setTriggerValue: (name, value) => { if (name === "selected") answer("answer", value ?? {}); },
  };
}

/** @param {Model} model @returns {Promise<Library>} What the kernel sends when it is asked. */
function askFor(model) {
  return new Promise((resolve, reject) => {
    const hear = (/** @type {any} */ _, /** @type {DataView[]} */ buffers) => {
      model.off("msg:custom", hear);
      load(buffers).then(resolve, reject);
    };
    model.on("msg:custom", hear);
    model.send("library");
  });
}

/** @param {DataView[]} buffers The front end and Plotly, compressed. @returns {Promise<Library>} */
async function load(buffers) {
  const [script, plotly] = await Promise.all(buffers.map(unpacked));
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const { opened } = await import(address);
  const element = document.createElement("script");
  element.textContent = plotly;
  document.head.append(element); // which runs it
  if (!page.Plotly) throw new Error("a script was refused");
  return { front: await opened, plotly: Promise.resolve(page.Plotly) };
}

/** @param {DataView} packed @returns {Promise<string>} */
function unpacked(packed) {
  const stream = new Blob([asBytes(packed)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}

/** @param {DataView} view @returns {Uint8Array<ArrayBuffer>} */
function asBytes(view) {
  return new Uint8Array(/** @type {ArrayBuffer} */ (view.buffer), view.byteOffset, view.byteLength);
}

/** @param {HTMLElement} host @param {string} theme @returns {string} The colour that is seen behind the plot. */
function groundOf(host, theme) {
  if (theme !== "auto") return theme === "dark" ? "#0f1419" : "#ffffff";
  for (let each = host.parentElement; each; each = each.parentElement) {
    const color = getComputedStyle(each).backgroundColor;
    if (/^rgb\(/.test(color)) return color;
  }
  return matchMedia("(prefers-color-scheme: dark)").matches ? "#0f1419" : "#ffffff";
}
