"""What sets these apart: the plot's selection, or else the cluster that was clicked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from embedviz.plotting.numbers import numbers
from embedviz.projections import Projection
from embedviz.space.description import GroupDescription
from embedviz.steps import SpaceRequest
from embedviz.ui.messages import plain
from embedviz.ui.results import description_of, space_of
from embedviz.ui.state import Page

MOST = 12
"""Words, categories or numbers in a table."""
TYPICAL = 5


def show_apart(page: Page, request: SpaceRequest, view: Projection) -> None:  # noqa: ARG001
    """Describe the items that are selected in the plot, compared with all others."""
    space = space_of(request)
    known = space.dataset.label_index
    labels: Sequence[str] = page.value("group") or ()
    rows = sorted(int(known[label]) for label in labels if label in known)
    if not rows:
        st.info(
            "Select something in the plot: draw a box or a lasso, or click a cluster in the list.",
            icon=":material/gesture_select:",
        )
        return
    if len(rows) == len(space):
        st.info("Everything is selected: there is nothing to compare it with.")
        return
    told = description_of(request, rows)
    st.markdown(plain(told.sentence()))
    for title, table in _tables(told):
        st.markdown(f"**{title}**")
        st.dataframe(
            table,
            hide_index=True,
            height=min(38 + 35 * len(table), 290),
            column_config=_bars(table),
            alt=title,
        )


HERE, ELSEWHERE = "Here", "Elsewhere"


def _bars(table: pd.DataFrame) -> dict[str, Any]:
    """Show shares as bars, the longest of the table as long as its cell."""
    if HERE not in table:
        return {}
    shares = table[[HERE, ELSEWHERE]]
    bar = st.column_config.ProgressColumn(
        width=85, min_value=0.0, max_value=float(shares.max().max()) or 1.0, format="%.0f %%"
    )
    return {HERE: bar, ELSEWHERE: bar}


def _tables(told: GroupDescription) -> list[tuple[str, pd.DataFrame]]:
    """Give what there is to show, each with its title, the most telling first."""
    words, kinds, features = (
        each.head(MOST) for each in (told.words, told.categories, told.features)
    )
    tables = {
        "Words": pd.DataFrame(
            {
                "Word": words["word"],
                HERE: 100 * words["share_inside"],
                ELSEWHERE: 100 * words["share_outside"],
            }
        ),
        "Categories": pd.DataFrame(
            {
                "Category": kinds["title"] + ": " + kinds["category"],
                HERE: 100 * kinds["share_inside"],
                ELSEWHERE: 100 * kinds["share_outside"],
            }
        ),
        "Numbers": pd.DataFrame(
            {
                "Number": features["title"],
                "Mean": numbers(features["mean_inside"]),
                "Of the others": numbers(features["mean_outside"]),
                "Difference, sd": _intervals(features),
            }
        ),
        "Most and least typical": pd.DataFrame(
            {
                "Typical": list(told.typical["label"].head(TYPICAL)),
                "Untypical": list(told.untypical["label"].head(TYPICAL)),
            }
            if len(told.typical) == len(told.untypical)
            else {"Typical": list(told.typical["label"].head(TYPICAL))}
        ),
    }
    return [(title, table) for title, table in tables.items() if len(table)]


def _intervals(features: pd.DataFrame) -> list[str]:
    """Write effect sizes with their 95 % intervals."""
    return [
        f"{row.difference:+.1f} ({row.low:.1f} to {row.high:.1f})" for row in features.itertuples()
    ]
