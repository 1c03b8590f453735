"""Selection: the items of a box or lasso, as a table, and as all there is until one goes back.

The bar beside the selection on the plot says how many they are and makes them the whole.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import partial
from typing import Literal

import pandas as pd
import streamlit as st

from embedviz.datasets import Dataset
from embedviz.datasets.labels import free_name
from embedviz.projections import Projection
from embedviz.space import VectorSpace
from embedviz.ui.messages import plain
from embedviz.ui.results import remembered
from embedviz.ui.state import Page
from embedviz.writing.csv import write_csv

Scope = Literal["whole", "drawn"]
SCOPES: tuple[Scope, ...] = ("whole", "drawn")


def choose_group(page: Page, labels: Sequence[str] | None) -> None:
    """Keep the items of the last box or lasso; None lets them go."""
    st.session_state[page.key("group")] = labels


def keep_only(page: Page, labels: Sequence[str] | None) -> None:
    """Make some of the items the whole; a wish that belongs to other items changes nothing."""
    if labels:
        _keep(page, "whole", labels)


def narrowed(page: Page, dataset: Dataset) -> Dataset:
    """Give what the visitor made the whole: some of the items, or all; say so, with a way back."""
    for scope in SCOPES:
        page.take(scope, _is_labels)
    rows = _rows(page, "whole", dataset)
    if rows is None:
        return dataset
    _show_way_back(
        page, "whole", f"Showing {len(rows):,} of {len(dataset):,} {plain(dataset.items)}; "
        "the rest are left out",
    )  # fmt: skip
    return remembered("whole", dataset, tuple(rows), make=lambda: dataset.take(rows))


def _is_labels(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def drawn_rows(page: Page, dataset: Dataset) -> list[int] | None:
    """Give the rows the visitor wants drawn alone; None for all. Says so, with a way back."""
    rows = _rows(page, "drawn", dataset)
    if rows is not None:
        _show_way_back(
            page,
            "drawn",
            f"{len(rows):,} of {len(dataset):,} {plain(dataset.items)} are drawn; neighbours "
            "are found among all",
        )
    return rows


def kept_whole(page: Page, dataset: Dataset) -> tuple[str, ...] | None:
    """Give the labels of a data set that all else was left out for; None where all are in."""
    labels = page.value("whole")
    return dataset.labels if labels and set(dataset.labels) <= set(labels) else None


def _rows(
    page: Page, scope: Scope | Literal["group"], items: Dataset | VectorSpace
) -> list[int] | None:
    labels = page.value(scope)
    known = items.label_index if isinstance(items, Dataset) else items.dataset.label_index
    rows = sorted(known[label] for label in labels or () if label in known)
    return rows or None


def _show_way_back(page: Page, scope: Scope, words: str) -> None:
    told, back = st.columns([4, 1], vertical_alignment="center")
    told.info(f"{words}.", icon=":material/filter_alt:")
    back.button(
        "Back to all",
        key=page.key(f"{scope}.back"),
        icon=":material/undo:",
        on_click=_keep,
        args=(page, scope, None),
    )


def _keep(page: Page, scope: Scope, labels: Sequence[str] | None) -> None:
    page.keep(scope, labels)
    choose_group(page, None)


def as_csv(table: pd.DataFrame) -> bytes:
    """Write a table as a CSV file."""
    file = io.BytesIO()
    write_csv(table, file)
    return file.getvalue()


def show_group(page: Page, view: Projection) -> None:
    """Show the items of the last box or lasso as a table, and offer a plot of them.

    The first column of the table is the row by which pandas finds an item, the last ones say where
    it is drawn.
    """
    space = view.space
    rows = _rows(page, "group", space)
    if rows is None:
        return
    frame = space.dataset.frame.iloc[rows]
    titles = {column.name: column.full_title for column in space.dataset.columns}
    table = frame.rename(columns=titles)
    kept = [space.labels[row] for row in rows]
    table.insert(0, space.dataset.item, kept, allow_duplicates=True)
    table.insert(0, free_name(table, "row"), rows)
    for name, places in zip("xyz", view.coordinates[rows].T, strict=False):
        table[free_name(table, name)] = places
    st.markdown(f"**{_counted(space, rows)} selected**")
    st.button(
        "Draw only these",
        key=page.key("drawn.keep"),
        help="Draws only these; neighbours are still found among all.",
        disabled=not 1 < len(rows) < len(space),
        on_click=_keep,
        args=(page, "drawn", kept),
    )
    st.dataframe(table, hide_index=True, height=240, alt="What the box or lasso holds")
    st.download_button(
        "Download as CSV",
        partial(as_csv, table),
        file_name=f"{space.dataset.name} selected.csv",
        mime="text/csv",
        icon=":material/download:",
        key=page.key("group.csv"),
    )


def _counted(space: VectorSpace, rows: list[int]) -> str:
    noun = space.dataset.item if len(rows) == 1 else space.dataset.items
    return f"{len(rows):,} {plain(noun)}"
