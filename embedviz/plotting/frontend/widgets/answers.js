// The answers to an analogy: a row each, the best first, with a bar, as the dock lists neighbours.

import { shortened } from "../data/format.js";
import { element } from "./dom.js";
import { drawImage, makeImage } from "./thumbnail.js";

const [IMAGE, LONGEST] = [32, 90];

/** @typedef {import("../data/wire.js").AnalogyAnswer} Answer */

/** @param {{point: (row: number | null) => void, choose: (row: number) => void}} doors */
export function makeAnswers({ point, choose }) {
  /** @type {HTMLElement} */
  const list = element("ul", { class: "ev-rows", "aria-label": "Answers" });

  /** @param {Answer} answer @param {Uint8Array & {shape: number[]} | undefined} images */
  function rowOf({ label, row, far, bar }, images) {
    const image = makeImage();
    image.hidden = row === null || !images;
    if (row !== null && images) drawImage(image, images, row, IMAGE);
    const inside = element("i");
    inside.style.width = `${(100 * bar).toFixed(1)}%`;
    return element("li", {}, [element("button", {
      type: "button", class: "ev-row", "data-testid": "answer", "aria-disabled": row === null ? "true" : false,
      "aria-label": `${label}, ${far}`,
      onpointerenter: () => point(row), onfocus: () => point(row),
      onpointerleave: () => point(null), onblur: () => point(null),
      onclick: () => {
        if (row !== null) choose(row);
      },
    }, [
      image, element("span", { class: "ev-row-name", text: shortened(label, LONGEST) }),
      element("span", { class: "ev-row-far", text: far }),
      element("span", { class: "ev-row-bar" }, [inside]),
    ])]);
  }

  return {
    element: list,
    /** @param {Answer[]} answers @param {import("../data/wire.js").Items} items */
    show(answers, { arrays: { images } }) {
      list.replaceChildren(...answers.map((each) => rowOf(each, images)));
    },
  };
}
