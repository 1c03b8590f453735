"""The table of an item's neighbours: how far, and whether the picture shows them near as well."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st

from embedviz.plotting.numbers import numbers, ordinal, shortened, value_text
from embedviz.plotting.sizes import NEAR
from embedviz.projections import Projection
from embedviz.space import VectorSpace
from embedviz.ui.messages import plain
from embedviz.ui.state import Page
from embedviz.ui.tables import show_table

MOST_FACTS = 5
LONGEST_FACT = 80
LABEL_WIDTH = 165
NOT_DRAWN, PLOTTED = "not drawn", "In the plot"


def show_neighbors(
    page: Page, space: VectorSpace, item: str, k: int, view: Projection | None
) -> str | None:
    """List the neighbours; give the one whose row is chosen, else the nearest."""
    k = min(k, len(space) - 1)
    table = space.neighbors(item, k)
    st.markdown(f"**Nearest to {plain(item)}**")
    facts = _facts(space, space.index_of(item))
    if facts:
        st.caption(plain(facts))
    shown = pd.DataFrame({space.dataset.item.capitalize(): table["label"]})
    unit = f", {space.measure.unit}" if space.measure.unit else ""
    shown[f"Distance{unit}"] = numbers(table["distance"])
    if view is not None:
        shown[PLOTTED] = _in_picture(view, item, list(table["label"]), max(k, NEAR))
    event = show_table(
        shown,
        key=page.key("neighbors"),
        alt=f"The nearest to {item}",
        label_width=LABEL_WIDTH,
        columns={
            PLOTTED: st.column_config.TextColumn(
                help=f"Whether it is among the {NEAR} nearest in the plot; else its rank there.",
            ),
        },
        on_select="rerun",
        selection_mode="single-row",
    )
    chosen = event.selection.rows
    row = chosen[0] if chosen and chosen[0] < len(table) else 0
    return str(table["label"].iloc[row])


def _facts(space: VectorSpace, row: int) -> str:
    """Give what the vector was made of, as the table says it."""
    known = {column.name: column for column in space.dataset.columns}
    names = [name for name in dict.fromkeys(space.feature_columns) if name in known]
    return " · ".join(
        f"{known[name].title} "
        + shortened(value_text(space.dataset.frame[name].iloc[row], known[name]), LONGEST_FACT)
        for name in names[:MOST_FACTS]
    )


def _in_picture(view: Projection, item: str, neighbors: list[str], near: int) -> list[str]:
    """Say of each true neighbour whether it is near in the picture, or where it is instead."""
    seen = view.as_seen
    index = view.space.dataset.label_index
    if item not in index:
        return [NOT_DRAWN] * len(neighbors)
    away = np.linalg.norm(seen - seen[index[item]], axis=1)
    words = []
    for neighbor in neighbors:
        if neighbor not in index:
            words.append(NOT_DRAWN)
            continue
        rank = int((away < away[index[neighbor]]).sum())
        words.append("near" if rank <= near else f"{ordinal(rank)} nearest")
    return words
