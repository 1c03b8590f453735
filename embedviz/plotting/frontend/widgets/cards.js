// Which card is shown beside the pointer: that of an item, or that of a question.

import { placeOf } from "../data/model.js";
import { toPixels } from "../drawing/screen.js";
import { cardContent, makeCard, queryContent } from "./card.js";

/**
 * @param {HTMLElement} area
 * @param {() => {model: import("../data/model.js").Model,
 *   screen: import("../drawing/screen.js").Screen | null}} look What is drawn when the card comes up.
 */
export function makeCards(area, look) {
  const card = makeCard(area);
  let isOfQuery = false;

  return {
    isOfQuery: () => isOfQuery,

    /**
     * @param {number} row
     * @param {() => import("../data/neighbors.js").JudgedNeighbor[]} near Its neighbours.
     */
    showItem(row, near) {
      isOfQuery = false;
      card.show(() => {
        const { model, screen } = look();
        const neighbors = near();
        const lit = [row, ...neighbors.map((each) => each.row)];
        return screen && {
          content: cardContent(model, row, neighbors), box: screen,
          lit: lit.map((each) => toPixels(screen, placeOf(model, each))),
        };
      });
    },

    /** @param {import("../drawing/marks.js").Asked} query */
    showQuery(query) {
      isOfQuery = true;
      card.show(() => {
        const { model, screen } = look();
        const lit = [query.place, ...query.neighbors.map((each) => placeOf(model, each.row))];
        return screen && {
          content: queryContent(model, query), box: screen,
          lit: lit.map((place) => toPixels(screen, place)),
        };
      });
    },

    /** @param {boolean} [now] */
    hide(now = false) {
      isOfQuery = false;
      card.hide(now);
    },
  };
}

/** Where the dock is the card, none comes up: it is only remembered what the pointer is over. */
export function noCards() {
  let isOfQuery = false;
  return {
    isOfQuery: () => isOfQuery,
    showItem() { isOfQuery = false; },
    showQuery() { isOfQuery = true; },
    hide() { isOfQuery = false; },
  };
}

/** @typedef {Pick<ReturnType<typeof makeCards>, keyof ReturnType<typeof noCards>>} Cards */
