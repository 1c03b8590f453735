"""Tables of items: their labels to be read in full, numbers beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import ceil
from typing import Any

import pandas as pd
import streamlit as st
from pandas.api.types import is_numeric_dtype

from embedviz.plotting.numbers import number, numbers
from embedviz.ui.messages import plain

CHARACTER = 6.0
"""Pixels of a character, as a mean of the table's typeface."""

PADDING = 18
HEAD, ROW, LINE = 38, 35, 19
WRAPPED = 72
"""A row must be so high before its texts are wrapped at all."""

MOST_LINES = 5
TALLEST = 470


def show_table(
    table: pd.DataFrame,
    *,
    key: str,
    alt: str,
    label_width: int,
    columns: Mapping[str, Any] | None = None,
    **more: Any,
) -> Any:
    """Show items whose labels stand in the first column; long ones go over several lines.

    Parameters
    ----------
    table : DataFrame
    key, alt : str
        The widget's key, and the table's name as it is read out.
    label_width : int
        Of the first column, in pixels: what is left goes to the others.
    columns : mapping of str to column configuration, optional
    **more
        As ``st.dataframe`` takes it; its answer is given.
    """
    row = row_height(table.iloc[:, 0], label_width)
    return st.dataframe(
        table,
        hide_index=True,
        key=key,
        row_height=row,
        height=min(HEAD + row * len(table), TALLEST),
        column_config={
            table.columns[0]: st.column_config.TextColumn(width=label_width),
            **(columns or {}),
        },
        alt=alt,
        **more,
    )


def show_rows(table: pd.DataFrame, *, alt: str) -> None:
    """Show a few rows to be read as they stand, in the page's own type: numbers to the right."""
    named = table.rename(columns=lambda name: plain(str(name)))
    shown = named.style.format({name: _writer(column) for name, column in named.items()})
    st.table(shown, border="horizontal", hide_index=True, alt=alt)


def _writer(column: pd.Series) -> Callable[[Any], str]:
    """Say how a column's cells are written: numbers with the same number of decimals."""
    if not is_numeric_dtype(column):
        return _words
    texts = dict(zip(column, numbers(column), strict=True))
    return lambda value: texts.get(value, number(value))


def _words(cell: Any) -> str:
    return plain(str(cell))


def row_height(labels: pd.Series, width: int) -> int:
    """Give the height of rows that the longest label needs in a column of this width."""
    longest = int(labels.astype(str).str.len().max()) if len(labels) else 0
    lines = min(ceil(longest * CHARACTER / (width - PADDING)), MOST_LINES)
    return ROW if lines <= 1 else max(WRAPPED, ROW + LINE * (lines - 1))
