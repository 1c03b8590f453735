// The dock: a panel beside the plot that tells of the item in question. What it shows is made once
// and filled anew, so that a hover costs no more than the texts that change.

import { makeDockAnalogy } from "./dockanalogy.js";
import { makeDockHead } from "./dockhead.js";
import { makeDockList } from "./docklist.js";
import { makeDockTabs } from "./docktabs.js";
import { makeDockWhy } from "./dockwhy.js";
import { element } from "./dom.js";

const HINT = "Hover over a point, or search";
/** Where more than this share of the labels has more letters than fit into a line, each gets two. */
const [LINE, MANY] = [28, 0.2];

/**
 * @typedef {import("../data/neighbors.js").JudgedNeighbor} JudgedNeighbor
 * @typedef {{row: number | null, name: string, note: string, neighbors: JudgedNeighbor[]}} Subject An
 *   item, or a question in words, which has no row.
 * @typedef {object} Told
 * @property {import("../state/store.js").Tab} tab
 * @property {import("./dockanalogy.js").ToldAnalogy | null} analogy Null where none can be asked.
 * @property {Subject | null} subject
 * @property {import("../data/model.js").Model} model
 * @property {import("../data/wire.js").Vectors | null} vectors
 * @property {import("../data/wire.js").Reasons | null} reasons Of the selected item, where they have no vectors.
 * @property {number | null} selected
 * @property {number | null} lit The neighbour that is pointed at.
 * @property {boolean} hasBack
 * @property {boolean} hasForward
 * @property {number} k How many neighbours are shown.
 * @property {boolean} zoom Whether one looks at them closely.
 *
 * @typedef {{point: (row: number | null) => void, choose: (row: number) => void,
 *   go: (by: number) => void, around: (wishes: import("../state/wishes.js").Wishes, isTold: boolean) => void,
 *   letGo: () => void, compare: (row: number | null) => void, open: (tab: import("../state/store.js").Tab) => void}
 *   & import("./dockanalogy.js").Doors} Doors
 * @typedef {ReturnType<typeof makeDock>} Dock
 */

/** @param {HTMLElement} root @param {Doors} doors */
export function makeDock(root, doors) {
  const [head, list, why] = [makeDockHead(doors), makeDockList(doors), makeDockWhy(doors)];
  const analogy = makeDockAnalogy(doors);
  const tabs = makeDockTabs((tab) => {
    if (tab === "analogy") pull(true);
    doors.open(tab);
  });
  const hint = element("p", { class: "ev-hint", text: HINT });
  const more = element("button", { type: "button", class: "ev-pull", text: "More", "aria-expanded": "false" });
  /** @type {HTMLElement} */
  const dock = element("aside", { class: "ev-dock", "aria-label": "Item", "data-testid": "dock" }, [
    tabs.element, hint, head.element, list.element, why.element, analogy.element, more,
  ]);
  more.addEventListener("click", () => pull(!dock.hasAttribute("data-open")));
  /** The sheet on a phone, up or down. @param {boolean} isOpen */
  function pull(isOpen) {
    dock.toggleAttribute("data-open", isOpen);
    more.textContent = isOpen ? "Less" : "More";
    more.setAttribute("aria-expanded", String(isOpen));
  }
  listenToWay(root, doors.go);
  dock.addEventListener("keydown", (event) => {
    if (event.key === "Escape") doors.letGo();
  });
  root.append(dock);
  let items = "";

  return {
    element: dock,
    /** @param {Told} told */
    show(told) {
      const { subject, model } = told;
      if (items !== model.items.id) {
        items = model.items.id;
        dock.toggleAttribute("data-long", areLong(model.items.labels));
        head.renew();
      }
      const isAnalogy = told.tab === "analogy" && told.analogy !== null;
      dock.dataset.tab = told.tab;
      tabs.element.hidden = !told.analogy;
      tabs.show(told.tab);
      analogy.element.hidden = !isAnalogy;
      hint.hidden = isAnalogy || Boolean(subject);
      more.hidden = !isAnalogy && !subject;
      for (const part of [head.element, list.element, why.element]) part.hidden = isAnalogy || !subject;
      if (isAnalogy && told.analogy) analogy.show(told.analogy, model);
      if (isAnalogy || !subject) return;
      head.show(subject, told);
      list.show(subject, told);
      why.show(subject, told);
    },
  };
}

/** @param {string[]} labels */
function areLong(labels) {
  return labels.filter((label) => label.length > LINE).length > MANY * labels.length;
}

/** Alt with an arrow goes back and forward, where nobody types. @param {HTMLElement} root @param {Doors["go"]} go */
function listenToWay(root, go) {
  root.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by || !event.altKey || event.ctrlKey || event.metaKey || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    go(by);
  });
}
