"""What each column is: as it was found, with a few of its cells, and as a visitor says instead."""

from __future__ import annotations

import streamlit as st

from embedviz.datasets.reading import KINDS, Understood
from embedviz.datasets.reading.raw import shown
from embedviz.datasets.reading.understanding import Found
from embedviz.ui.messages import plain
from embedviz.ui.state import Page

AS_FOUND = ""
MOST_COLUMNS = 40
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
    for each in table.found[:MOST_COLUMNS]:
        said = page.held(f"kind.{each.name}", _options(each).__contains__, AS_FOUND)
        if said != AS_FOUND:
            kinds |= _of_each(table, each.name, said)
    return kinds


def choose_kinds(page: Page, table: Understood) -> None:
    """Show what each column was taken for, as it was found, and let the visitor say it."""
    for words, place in zip(
        ("Column", "Detected type", "Examples", "Empty cells"), st.columns(_WIDTHS), strict=True
    ):
        place.caption(words)
    for each in table.found[:MOST_COLUMNS]:
        _choose_kind(page, table, each)
    n_more = len(table.found) - MOST_COLUMNS
    if n_more > 0:
        st.caption(f"And {n_more:,} more, whose detected types stay.")


def _choose_kind(page: Page, table: Understood, found: Found) -> None:
    column, kind, cells, gaps = st.columns(_WIDTHS, vertical_alignment="center")
    column.markdown(plain(shown(found.name)))
    options = _options(found)
    kind.selectbox(
        f"Type of {plain(shown(found.name))}",
        list(options),
        format_func=options.__getitem__,
        label_visibility="collapsed",
        key=page.key(f"kind.{found.name}"),
        persist_state="session",
    )
    cells.caption(plain(found.examples))
    n_gaps = table.gaps.get(found.name, 0)
    gaps.caption(f"{n_gaps:,} of {len(table):,}" if n_gaps else "none")


def _options(found: Found) -> dict[str, str]:
    """Give what a column can be said to be, and first what it was found to be."""
    offered = {each: KINDS[each] for each in found.can_be if each != found.kind}
    return {AS_FOUND: KINDS[found.kind], **offered}


def _of_each(table: Understood, name: str, said: str) -> dict[str, str]:
    """Say of the columns of a run what is said of the run."""
    is_run = name == table.vector_name and table.vector_columns
    return dict.fromkeys(table.vector_columns if is_run else (name,), said)
