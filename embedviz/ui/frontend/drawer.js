// A drawer at the lower edge: the speaker's notes, or the keys. Texts go in as text.

export function makeDrawer() {
  /** @type {HTMLElement | null} */
  let drawer = null;
  let what = "";

  /** @param {string} title @param {string[]} paragraphs */
  function write(title, paragraphs) {
    if (!drawer) return;
    const head = document.createElement("h2");
    head.textContent = title;
    const texts = paragraphs.map((each) => {
      const paragraph = document.createElement("p");
      paragraph.textContent = each.replaceAll(/\s+/g, " ").trim();
      return paragraph;
    });
    drawer.replaceChildren(head, ...texts);
  }

  function close() {
    if (!drawer) return false;
    drawer.remove();
    drawer = null;
    return true;
  }

  return {
    close,
    destroy: close,

    /** @param {string} kind @param {string} title @param {string[]} paragraphs */
    toggle(kind, title, paragraphs) {
      const wasOpen = close();
      if (wasOpen && what === kind) return;
      what = kind;
      drawer = document.createElement("aside");
      drawer.className = "ev-drawer";
      drawer.dataset.kind = kind;
      drawer.setAttribute("aria-live", "polite");
      write(title, paragraphs);
      document.body.append(drawer);
    },

    /** Follow the page, where this kind is open. @param {string} kind @param {string} title @param {string[]} paragraphs */
    refresh(kind, title, paragraphs) {
      if (drawer && what === kind) write(title, paragraphs);
    },
  };
}
