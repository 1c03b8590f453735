// The head of the dock: name, image and facts of the item in question, and the way back.

import { factText, shortened } from "../data/format.js";
import { keptWords } from "../data/ranks.js";
import { element } from "./dom.js";
import { drawImage, makeImage } from "./thumbnail.js";

const IMAGE = 72;
const LONGEST_NAME = 160;

/** @param {import("./dock.js").Doors} doors */
export function makeDockHead({ go }) {
  const way = (/** @type {string} */ title, /** @type {string} */ text, /** @type {number} */ by) => element("button", {
    type: "button", class: "ev-way", title, "aria-label": title, text, onclick: () => go(by),
  });
  const [back, forward] = [way("Back (Alt+Left)", "←", -1), way("Forward (Alt+Right)", "→", 1)];
  const name = element("div", { class: "ev-dock-name", "data-testid": "dock-name" });
  const image = makeImage();
  const facts = element("dl");
  const words = element("p", { class: "ev-dock-words" });
  const top = element("div", { class: "ev-dock-top" }, [name, element("div", { class: "ev-ways" }, [back, forward])]);
  /** @type {HTMLElement} */
  const inside = element("div", { class: "ev-dock-head" }, [
    top, element("div", { class: "ev-dock-facts" }, [image, facts]), words,
  ]);
  /** @type {HTMLElement} */
  const head = element("div", { class: "ev-dock-room" }, [inside]);

  return {
    element: head,
    renew: keepRoom(head, inside),
    /** @param {import("./dock.js").Subject} subject @param {import("./dock.js").Told} told */
    show({ row, name: called, note }, { model, selected, hasBack, hasForward }) {
      name.textContent = shortened(called, LONGEST_NAME);
      name.title = called;
      name.toggleAttribute("data-selected", row !== null && row === selected);
      // Not disabled: the focus would be lost, and with it the keys that go on from here.
      back.setAttribute("aria-disabled", String(!hasBack));
      forward.setAttribute("aria-disabled", String(!hasForward));
      const { images } = model.items.arrays;
      image.hidden = row === null || !images;
      if (row !== null && images) drawImage(image, images, row, IMAGE);
      fillFacts(facts, model.items, row);
      words.textContent = row === null ? note : keptWords(model.places, row);
    },
  };
}

/**
 * Leave as much room as the tallest needs, so that what stands below doesn't jump from item to item.
 * An observer is told of heights after the frame: to ask for them would cost more than all the rest.
 * @param {HTMLElement} room
 * @param {HTMLElement} inside
 * @returns {() => void} Forgets it: other items may need less.
 */
function keepRoom(room, inside) {
  let [wide, tallest] = [0, 0];
  new ResizeObserver(([{ contentRect: { width, height } }]) => {
    if (width === wide && height <= tallest) return;
    [wide, tallest] = [width, height];
    room.style.minHeight = `${height}px`;
  }).observe(inside);
  return () => {
    tallest = 0;
    room.style.minHeight = "";
  };
}

/** @param {HTMLElement} list @param {import("../data/wire.js").Items} items @param {number | null} row */
function fillFacts(list, { facts, arrays }, row) {
  const shown = row === null ? [] : facts;
  while (list.children.length > 2 * shown.length) list.lastElementChild?.remove();
  while (list.children.length < 2 * shown.length) list.append(element("dt"), element("dd"));
  shown.forEach((fact, at) => {
    list.children[2 * at].textContent = fact.title;
    list.children[2 * at + 1].textContent = shortened(factText(fact, arrays[`fact${at}`], row ?? 0));
  });
}
