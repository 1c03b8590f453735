"""What each column is: as it was found, with a few of its cells, and as a visitor says instead."""

from __future__ import annotations

import streamlit as st

from embedviz.datasets.reading import KINDS, Understood
from embedviz.datasets.reading.raw import shown
from embedviz.ui.messages import plain
from embedviz.ui.state import Page

AS_FOUND = ""
MOST_COLUMNS = 40
_CELLS_SHOWN = 3
_LONGEST_CELL = 24
_WIDTHS = (2, 2.4, 3, 1.2)


def kinds_said(page: Page, table: Understood) -> dict[str, str]:
    """Give what the visitor says that columns are, where it isn't what was found.

    Parameters
    ----------
    page : Page
        Each file keeps its own choices.
    table : Understood
        As it was found, without anything said.
    """
    kinds: dict[str, str] = {}
    for name, kind in _listed(table):
        options = _options(table, name, kind)
        said = page.held(f"kind.{name}", options.__contains__, AS_FOUND)
        if said != AS_FOUND:
            kinds |= _of_each(table, name, said)
    return kinds


def choose_kinds(page: Page, table: Understood) -> None:
    """Show what each column was taken for, as it was found, and let the visitor say it."""
    for words, place in zip(
        ("Column", "Detected type", "Examples", "Empty cells"), st.columns(_WIDTHS), strict=True
    ):
        place.caption(words)
    for name, kind in _listed(table):
        _choose_kind(page, table, name, kind)
    n_more = len(kinds_found(table)) - MOST_COLUMNS
    if n_more > 0:
        st.caption(f"And {n_more:,} more, whose detected types stay.")


def _listed(table: Understood) -> list[tuple[str, str]]:
    return list(kinds_found(table).items())[:MOST_COLUMNS]


def kinds_found(table: Understood) -> dict[str, str]:
    """Give each column, as it stood in the file, and its kind; vectors first."""
    columns = {column.name: column for column in table.columns}
    vectors = [table.vector_name] if table.vector_name else []
    found = dict.fromkeys((*vectors, *table.other_vectors), "vector")
    for name in map(str, table.raw.frame.columns):
        if name in found or name in table.vector_columns:
            continue
        if name not in columns:
            found[name] = "left out"
        else:
            is_date = columns[name].unit.startswith(("year", "days since")) and _is_text(
                table, name
            )
            found[name] = "date" if is_date else columns[name].kind
    return found


def _choose_kind(page: Page, table: Understood, name: str, found: str) -> None:
    column, kind, cells, gaps = st.columns(_WIDTHS, vertical_alignment="center")
    column.markdown(plain(shown(name)))
    options = _options(table, name, found)
    kind.selectbox(
        f"Type of {plain(shown(name))}",
        list(options),
        format_func=options.__getitem__,
        label_visibility="collapsed",
        key=page.key(f"kind.{name}"),
    )
    cells.caption(_samples(table, name))
    n_gaps = table.gaps.get(name, 0)
    gaps.caption(f"{n_gaps:,} of {len(table):,}" if n_gaps else "none")


def _options(table: Understood, name: str, found: str) -> dict[str, str]:
    """Give what a column can be said to be, and first what it was found to be."""
    offered = {each: KINDS[each] for each in _offered(table, name) if each != found}
    return {AS_FOUND: KINDS[found], **offered}


def _offered(table: Understood, name: str) -> tuple[str, ...]:
    if name == table.vector_name and table.vector_columns:
        return ("number", "left out")
    if name in table.raw.arrays:
        return ("vector", "left out")
    return tuple(KINDS)


def _of_each(table: Understood, name: str, said: str) -> dict[str, str]:
    """Say of the columns of a run what is said of the run."""
    is_run = name == table.vector_name and table.vector_columns
    return dict.fromkeys(table.vector_columns if is_run else (name,), said)


def _is_text(table: Understood, name: str) -> bool:
    return table.raw.frame[name].dtype.kind not in "iuf"


def _samples(table: Understood, name: str) -> str:
    frame = table.raw.frame
    if name not in frame.columns:
        vectors = table.vectors if name == table.vector_name else table.raw.arrays.get(name)
        width = 0 if vectors is None else vectors.shape[1]
        return f"{width:,} numbers each" if width else ""
    cells = frame[name].dropna().head(100).astype(str).str.strip()
    texts = dict.fromkeys(shown(cell, _LONGEST_CELL) for cell in cells[cells != ""])
    return plain(" · ".join(list(texts)[:_CELLS_SHOWN]))
