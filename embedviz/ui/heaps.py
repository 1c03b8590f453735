"""Clusters: a list with names, sizes and most typical items; a click lights one in the plot."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from embedviz.errors import InvalidRequest
from embedviz.projections import Projection
from embedviz.rounding import percent
from embedviz.space.clusters import Clusters
from embedviz.space.groups import METHODS
from embedviz.steps import SpaceRequest
from embedviz.ui.controls import choose
from embedviz.ui.lit import light
from embedviz.ui.messages import plain, show_error
from embedviz.ui.results import clusters_of
from embedviz.ui.state import Page

NUMBERS = {
    "hdbscan": ("Fewest items in a cluster", 2, 200, 15),
    "kmeans": ("Clusters", 2, 50, 8),
}
HEIGHT = 320
FEW = 12
"""Of fewer items in all, the first clusters that are looked for are smaller, or fewer."""
CHOSEN = "findings.cluster"
"""Holds the medoid of the cluster that was clicked: it stays when the name is changed."""


def show_clusters(page: Page, request: SpaceRequest, view: Projection) -> None:  # noqa: ARG001
    """List the clusters of vectors; the one that is clicked is lit and can be named."""
    first = "kmeans" if request.embedder.is_wide(request.dataset) else "hdbscan"
    method = choose(page, "findings.method", "Clusters by", METHODS, default=first)
    title, low, high, default = NUMBERS[method]
    default = max(low, min(default, request.n_items // FEW))
    most = max(low + 1, min(high, request.n_items - 1))
    number = st.slider(
        title, low, most, min(default, most),
        **page.control(f"findings.{method}", lambda value: type(value) is int and value >= low),
    )  # fmt: skip
    found = with_names(page, clusters_of(request, method, int(number)))
    st.markdown(plain(found.sentence()))
    if not found.names:
        st.caption("Ask for fewer items in a cluster, or for a number of clusters.")
        return
    table = found.table
    key = page.key("findings.clusters.rows")
    st.dataframe(
        pd.DataFrame(
            {
                "Cluster": table["name"],
                "Items": table["size"],
                "Most typical": table["medoid"],
                "Tight": [percent(each, 0) for each in table["tightness"]],
            }
        ),
        hide_index=True,
        height=min(HEIGHT, 38 + 35 * len(table)),
        key=key,
        column_config={
            "Cluster": st.column_config.Column(width=150),
            "Items": st.column_config.Column(width=50),
            "Most typical": st.column_config.Column(width=110),
            "Tight": st.column_config.Column(
                width=50, help="100 % is a cluster in one place, 0 % one as wide as all items."
            ),
        },
        on_select=partial(_hear, page, key, found),
        selection_mode="single-cell",
        alt="Clusters, the largest first",
    )
    chosen = chosen_cluster(page, found)
    if chosen is None:
        st.caption("Click a cluster to light it in the plot and to name it.")
    else:
        _offer_name(page, found, chosen)


def chosen_cluster(page: Page, found: Clusters) -> int | None:
    """Give the number of the cluster that was clicked last, if it is among these."""
    labels = [found.labels[row] for row in found.medoids]
    held = page.value(CHOSEN)
    return labels.index(held) if held in labels else None


def members(found: Clusters, number: int) -> list[str]:
    """Give the labels of a cluster's items."""
    return [found.labels[row] for row in found.rows(str(number + 1))]


def with_names(page: Page, found: Clusters) -> Clusters:
    """Give clusters with the names that were typed over; kept by the most typical item."""
    page.take("findings.names", lambda value: isinstance(value, dict))
    typed = page.value("findings.names", {})
    names = {
        name: typed[found.labels[row]]
        for name, row in zip(found.names, found.medoids, strict=True)
        if found.labels[row] in typed
    }
    try:
        return found.renamed(names) if names else found
    except InvalidRequest as error:  # two of one name
        show_error(error)
        return found


def _hear(page: Page, key: str, found: Clusters) -> None:
    cells: Sequence[tuple[int, str]] = st.session_state[key].selection.cells
    if cells and cells[0][0] < len(found.names):
        number = cells[0][0]
        st.session_state[page.key(CHOSEN)] = found.labels[found.medoids[number]]
        light(page, members(found, number))


def _offer_name(page: Page, found: Clusters, number: int) -> None:
    medoid = found.labels[found.medoids[number]]
    key = page.key(f"findings.name.{medoid}")
    st.text_input(
        f"Name of the chosen cluster ({found.sizes[number]:,} items)",
        value=found.names[number],
        key=key,
        max_chars=60,
        on_change=_take_name,
        args=(page, key, medoid),
    )


def _take_name(page: Page, key: str, medoid: str) -> None:
    """Keep a name that was typed; a blank one gives back the name that was found."""
    typed = " ".join(str(st.session_state[key]).split())
    names = {**page.value("findings.names", {}), medoid: typed}
    page.keep("findings.names", {name: each for name, each in names.items() if each})
