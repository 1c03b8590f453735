"""Queries: a text of the visitor's, found by its meaning and drawn among the items."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from embedviz.plotting.numbers import numbers
from embedviz.projections import Projection
from embedviz.projections.placing import amid_nearest
from embedviz.space import VectorSpace
from embedviz.ui.messages import plain
from embedviz.ui.state import Page
from embedviz.ui.tables import show_table

ANSWER_WIDTH = 225

Encode = Callable[[str], NDArray[np.float32]]
"""From a text to the (d,) vector it has in the space that is drawn."""


@dataclass(frozen=True, eq=False)
class Query:
    """A text looked for by meaning, with its vector and its place in the picture."""

    text: str
    vector: NDArray[np.float32]
    at: NDArray[np.float32]
    note: str

    def drawn(self, space: VectorSpace, k: int) -> dict[str, object]:
        """Give what the plot draws of it: text, place, nearest rows with distances, note."""
        nearest = space.nearest(self.vector, min(k, len(space)))
        rows = zip(nearest["index"].tolist(), nearest["distance"].tolist(), strict=True)
        return {
            "text": self.text,
            "at": self.at.tolist(),
            "near": [list(each) for each in rows],
            "note": self.note,
        }


def query_of(view: Projection, text: str, encode: Encode) -> Query:
    """Encode a text and place it in a picture.

    Raises
    ------
    EmbedvizError
        If it can't be encoded.
    """
    vector = encode(text)
    at = view.method.place(view, vector)
    title = view.method.title
    note = (
        f"“{text}” is drawn where {title} puts its vector."
        if at is not None
        else f"“{text}” is drawn among its nearest neighbours, because {title} can't place new "
        "texts."
    )
    return Query(text, vector, amid_nearest(view, vector) if at is None else at, note)


def show_query(page: Page, space: VectorSpace, query: Query, k: int) -> None:
    """List the items nearest to a query."""
    nearest = space.nearest(query.vector, min(k, len(space)))
    unit = f", {space.measure.unit}" if space.measure.unit else ""
    st.markdown(f"**Closest in meaning to “{plain(query.text)}”**")
    show_table(
        pd.DataFrame(
            {
                space.dataset.item.capitalize(): nearest["label"],
                f"Distance{unit}": numbers(nearest["distance"]),
            }
        ),
        key=page.key("query"),
        alt=f"The closest in meaning to {query.text}",
        label_width=ANSWER_WIDTH,
    )
