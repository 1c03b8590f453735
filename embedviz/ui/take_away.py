"""Export: what is on a page as a file, or as Python that makes it again.

A file is made when it is asked for, in a thread beside the page; no run of a page makes one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from embedviz.projections import Projection
from embedviz.space import VectorSpace
from embedviz.space.groups import METHODS
from embedviz.steps import SpaceRequest
from embedviz.ui.controls import choose
from embedviz.ui.messages import plain
from embedviz.ui.results import clusters_of
from embedviz.ui.state import Page
from embedviz.writing import as_bytes

NO_CLUSTERS = "no"
FORMATS: dict[str, dict[str, str]] = {
    "rows": {"rows.csv": "CSV", "rows.parquet": "Parquet"},
    "vectors": {
        "vectors.npy": "NumPy, .npy",
        "vectors.parquet": "Parquet, one list per item",
        "vectors.csv": "CSV, one column per dimension",
        "vectors.txt": "word2vec text",
        "vectors.zip": "TensorFlow projector, two .tsv",
    },
    "neighbors": {"neighbors.csv": "CSV", "neighbors.parquet": "Parquet"},
}
CONTENTS = {
    "rows": "Rows",
    "vectors": "Vectors",
    "neighbors": "Neighbours",
    "plot": "Plot",
    "recipe": "Recipe",
    "session": "Session",
}
WORDS = {
    "rows": "Every item in the plot: its label, its facts and where it is drawn. In a CSV, a text "
    "that a spreadsheet would calculate (it begins with = + - or @) gets an apostrophe.",
    "vectors": "The vectors at full float32 precision.",
    "neighbors": "The nearest neighbours by the vectors, wherever they are drawn.",
    "plot": "The interactive plot in one HTML file: hover and search work offline. "
    "The buttons on the plot save it as an image, PNG or SVG.",
    "recipe": "Python that makes this plot in a notebook; it needs only embedviz.",
    "session": "Your data and every choice on this page, in one file. Upload it here or on another "
    "machine and go on where you are now. It contains your data, so take care whom you give it to.",
}
NOTES = {
    "vectors.npy": "Without labels; in the order of the rows.",
    "vectors.txt": "A word can't have a space in this format, so it becomes an underscore.",
    "vectors.zip": "Unpack it, then load tensors.tsv and metadata.tsv into the projector.",
}
MIMES = {".csv": "text/csv", ".txt": "text/plain", ".zip": "application/zip", ".html": "text/html"}


@dataclass(frozen=True, eq=False)
class Export:
    """What a page shows, for it to be taken away.

    ``request`` is that of the vectors drawn, ``whole`` where neighbours are looked for; ``session``
    makes the session file, where what is shown was brought by the visitor.
    """

    view: Projection
    request: SpaceRequest
    whole: VectorSpace
    color: str | None
    item: str
    k: int
    recipe: Callable[[], str]
    session: Callable[[], bytes] | None = None

    @property
    def name(self) -> str:
        """What files are called by."""
        return Path(self.view.space.dataset.name).stem


def show_take_away(page: Page, shown: Export) -> None:
    """Offer what is on the page as a file."""
    contents = [each for each in CONTENTS if each != "session" or shown.session]
    content = st.segmented_control(
        "What",
        contents,
        default="rows",
        required=True,
        format_func=CONTENTS.__getitem__,
        key=page.key("take"),
        label_visibility="collapsed",
        persist_state="session",
    )
    content = str(content or "rows")
    st.caption(WORDS[content])
    if content in FORMATS:
        _offer_file(page, shown, content)
    else:
        _OFFERS[content](page, shown)


def _offer_file(page: Page, shown: Export, content: str) -> None:
    kind = choose(page, f"take.{content}", "Format", FORMATS[content])
    if kind in NOTES:
        st.caption(NOTES[kind])
    choices: dict[str, Any] = {}
    if content == "rows":
        choices = _choose_more(page, shown)
    elif content == "neighbors":
        choices = {"k": shown.k, "among": shown.whole}
        st.caption(f"The {shown.k} nearest of each; you choose how many beside the map.")
    make = partial(as_bytes, shown.view, kind, **choices)
    _offer(page, f"{shown.name} {kind}", make)


def _choose_more(page: Page, shown: Export) -> dict[str, Any]:
    """Choose what else stands in the rows; clusters are found when they are asked for."""
    choices: dict[str, Any] = {}
    if st.toggle(f"With the {shown.k} nearest", key=page.key("take.near"), persist_state="session"):
        choices = {"k": shown.k, "among": shown.whole}
    found = choose(
        page,
        "take.clusters",
        "With clusters",
        {NO_CLUSTERS: "no", **METHODS},
        help="Found in the vectors, not in the plot. Items outside every cluster are labelled "
        "“none”.",
    )
    if found == NO_CLUSTERS:
        return choices
    title, low, high, default = {
        "hdbscan": ("Fewest items in a cluster", 2, 200, 15),
        "kmeans": ("Clusters", 2, 50, 8),
    }[found]
    number = st.slider(
        title, low, high, default, key=page.key(f"take.{found}"), persist_state="session"
    )
    clusters = clusters_of(shown.request, found, int(number))
    n_found = len({*clusters} - {"none"})
    st.caption(
        f"{n_found:,} cluster{'' if n_found == 1 else 's'}; "
        f"{clusters.count('none'):,} of {len(clusters):,} in none."
    )
    return {**choices, "clusters": clusters}


def _offer_plot(page: Page, shown: Export) -> None:
    pinned = shown.item if shown.item in shown.view.space.dataset.label_index else None
    make = partial(
        as_bytes, shown.view, "plot.html", color=shown.color, highlight=pinned, k=shown.k
    )
    _offer(page, f"{shown.name}.html", make)


def _offer_recipe(page: Page, shown: Export) -> None:
    code = shown.recipe()
    st.code(code, language="python")
    _offer(page, f"{shown.name}.py", code.encode)


def _offer_session(page: Page, shown: Export) -> None:
    if shown.session is not None:
        _offer(page, f"{shown.name} session.zip", shown.session)


_OFFERS: dict[str, Callable[[Page, Export], None]] = {
    "plot": _offer_plot,
    "recipe": _offer_recipe,
    "session": _offer_session,
}


def _offer(page: Page, name: str, make: Callable[[], bytes]) -> None:
    st.download_button(
        f"Download {plain(name)}",
        make,
        file_name=name,
        mime=MIMES.get(Path(name).suffix, "application/octet-stream"),
        icon=":material/download:",
        key=page.key("take.file"),
        on_click="ignore",
    )
