"""Doubtful rows: the lists of a check, each row beside what it is to be compared with."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from embedviz.datasets import Dataset
from embedviz.plotting.numbers import numbers
from embedviz.projections import Projection
from embedviz.rounding import percent
from embedviz.space import VectorSpace
from embedviz.space.checking import Check
from embedviz.steps import SpaceRequest
from embedviz.ui.checks import LIMITS, Columns, checked, columns_of
from embedviz.ui.controls import choose
from embedviz.ui.links import shows
from embedviz.ui.lit import go_to, let_go, light_listed, lit_of
from embedviz.ui.messages import plain
from embedviz.ui.results import remembered, space_of
from embedviz.ui.selection import as_csv, keep_only
from embedviz.ui.state import Page

TITLES = {
    "duplicates": "Duplicates",
    "outliers": "Outliers",
    "labels": "Suspicious labels",
    "leaks": "Rows in two splits",
    "hubs": "Hubs and orphans",
}
SAID = {
    "duplicates": "repeats another one. One of a group isn't listed, so that it stays.",
    "outliers": "is far from all others.",
    "labels": "has neighbours that are labelled otherwise.",
    "leaks": "is in a larger split as well.",
    "hubs": "is among the nearest of very many others (a hub) or of none (an orphan).",
}
"""Of each that is listed; the first sentence of none."""
KINDS = {"exact": "same", "spelling": "spelling", "near": "near"}
MOST_LISTED = 1_000
HEIGHT = 320
WIDTHS = {
    3: [st.column_config.Column(width=width) for width in (130, 130, 70)],
    4: [st.column_config.Column(width=width) for width in (125, 80, 80, 50)],
}


def show_doubtful(page: Page, request: SpaceRequest, view: Projection) -> None:
    """Show one list of doubtful rows, which the plot lights."""
    space = space_of(request)
    columns = remembered("doubtful columns", space, make=lambda: columns_of(space))
    finding = _choose_finding(page, columns)
    label = _column(page, "label", columns.labels, space.dataset.opening.color)
    split = _column(page, "split", columns.splits, columns.split)
    if finding == "labels":
        label = choose(page, "findings.label", "Labels", columns.labels, default=label)
    if finding == "leaks":
        split = choose(page, "findings.split", "Split", columns.splits, default=split)
    found = checked(request, label, split, {LIMITS[finding].name: _choose_limit(page, finding)})
    rows = found.rows(finding)
    st.markdown(_said(space, finding, len(rows)))
    dropped: list[str] = []
    if len(rows):
        dropped = _show_list(page, found, finding)
    with st.container(horizontal=True):
        if dropped:
            _offer_to_leave_out(page, request.dataset, dropped, n_rows=len(rows))
        _offer_csv(page, found)
    _tell_undrawn(view, [space.labels[row] for row in rows])
    light_listed(page, [space.labels[row] for row in rows])


def _choose_finding(page: Page, columns: Columns) -> str:
    offered = {"labels": columns.labels, "leaks": columns.splits}
    options = {name: title for name, title in TITLES.items() if offered.get(name, name)}
    finding = st.selectbox(
        "List",
        list(options),
        format_func=options.__getitem__,
        label_visibility="collapsed",
        **page.control("findings.list", options.__contains__),
    )
    shows(page.key("findings.list"), options[finding])
    return str(finding)


def _column(page: Page, name: str, options: Mapping[str, str], first: str | None) -> str | None:
    """Give the column that was chosen, else the first to ask; None where none is asked."""
    chosen = page.value(f"findings.{name}")
    if chosen in options:
        return str(chosen)
    return first if first in options else None


def _choose_limit(page: Page, finding: str) -> float:
    limit = LIMITS[finding]
    return st.slider(
        limit.title,
        limit.low,
        limit.high,
        limit.default,
        limit.step,
        format=limit.written,
        help=limit.help,
        **page.control(
            f"findings.{limit.name}",
            lambda value: type(value) is type(limit.low) and limit.low <= value <= limit.high,
        ),
    )


def _said(space: VectorSpace, finding: str, count: int) -> str:
    items = plain(space.dataset.items)
    if not count:
        return f"**None of {len(space):,} {items}** {SAID[finding].partition('.')[0]}."
    return f"**{count:,} of {len(space):,} {items}.** Each {SAID[finding]}"


def _show_list(page: Page, found: Check, finding: str) -> list[str]:
    """List rows, a click flies to one; give those to leave out: the ticked ones, or all."""
    every = found.rows(finding)
    rows = every[:MOST_LISTED]
    labels = [found.space.labels[row] for row in rows]
    key = page.key(f"findings.{finding}.rows")
    shown = _table(found, finding, rows)
    chosen = st.dataframe(
        shown,
        hide_index=True,
        height=min(HEIGHT, 38 + 35 * len(shown)),
        key=key,
        column_config=dict(zip(map(str, shown), WIDTHS[len(shown.columns)], strict=True)),
        on_select=partial(_hear, page, key, labels),
        selection_mode=["multi-row", "single-cell"],
        alt=f"{TITLES[finding]}, with what each is to be compared with",
    ).selection
    if len(rows) < len(every):
        st.caption(f"The first {len(rows):,} are listed.")
    ticked = [labels[row] for row in chosen.rows if row < len(labels)]
    return ticked or [found.space.labels[row] for row in every]


def _offer_to_leave_out(page: Page, dataset: Dataset, labels: list[str], *, n_rows: int) -> None:
    which = "all" if len(labels) == n_rows else "these"
    st.button(
        "Leave it out" if len(labels) == 1 else f"Leave {which} {len(labels):,} out",
        key=page.key("findings.drop"),
        icon=":material/filter_alt:",
        help="Leaves out the rows you ticked, or all that are listed where you ticked none. "
        "Vectors, neighbours and plot are made anew without them; there is a way back.",
        disabled=len(dataset) - len(labels) < 2,
        on_click=_leave_out,
        args=(page, dataset, labels),
    )


def _hear(page: Page, key: str, labels: list[str]) -> None:
    """Fly to the row that was clicked; a tick moves nothing."""
    cells = st.session_state[key].selection.cells
    lit = lit_of(page)
    if cells and cells[0][0] < len(labels) and (lit is None or lit.at != labels[cells[0][0]]):
        go_to(page, labels[cells[0][0]])


def _leave_out(page: Page, dataset: Dataset, labels: list[str]) -> None:
    dropped = set(labels)
    let_go(page)
    keep_only(page, [label for label in dataset.labels if label not in dropped])


def _table(found: Check, finding: str, rows: np.ndarray[Any, Any]) -> pd.DataFrame:
    """Give what is seen of a finding's rows: the item, what stands beside it, and how much."""
    every: pd.DataFrame = getattr(found, finding)
    table = every.set_index("index").loc[rows].reset_index()
    item = found.space.dataset.item.capitalize()
    shown = pd.DataFrame({item: table["label"]})
    if finding == "duplicates":
        shown["Like"] = table["twin_label"]
        shown["How"] = table["kind"].map(KINDS)
    elif finding == "leaks":
        shown["Like"] = table["twin_label"]
        shown["Splits"] = table["split"] + ", " + table["twin_split"]
    elif finding == "labels":
        shown["Given"] = list(found.space.dataset.grouped(found.label).iloc[rows])
        shown["Neighbours"] = table["suggested"]
        shown["Doubt"] = [percent(score) for score in table["score"]]
    else:
        shown["Nearest"] = table["nearest_label"]
        if finding == "outliers":
            shown["Deviations"] = numbers(table["score"])
        else:
            shown["Nearest of"] = table["in_degree"]
    return shown


def _offer_csv(page: Page, found: Check) -> None:
    st.download_button(
        "Download as CSV",
        lambda: as_csv(found.to_frame()),
        file_name=f"{found.space.dataset.name} checked.csv",
        mime="text/csv",
        icon=":material/download:",
        help="All rows, with a column for each finding.",
        key=page.key("findings.csv"),
        on_click="ignore",
    )


def _tell_undrawn(view: Projection, labels: list[str]) -> None:
    known = view.space.dataset.label_index
    n_away = sum(label not in known for label in labels)
    if n_away:
        st.caption(f"{n_away:,} of them aren't drawn; a click on one draws it.")
