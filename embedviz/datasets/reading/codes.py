"""Codes: whole numbers that stand for classes, in a column whose name says so."""

from __future__ import annotations

import numpy as np

from embedviz.datasets.dataset import Column
from embedviz.datasets.reading.kinds import ReadColumn, plain_column
from embedviz.datasets.reading.raw import shown
from embedviz.errors import quoted

_MOST_CODES = 20
"""So many different numbers are classes even in a short table."""
_AGAIN = 5
"""So often, on average, a number comes again that is the class of an item."""


def as_class(read: ReadColumn) -> ReadColumn | None:
    """Take whole numbers that come again for the numbers of classes; None if they are none.

    Examples
    --------
    >>> import pandas as pd
    >>> as_class(ReadColumn(Column("label", "label", "number"), pd.Series([0, 1, 0, 1]))).cells[0]
    '0'
    """
    known = read.cells.dropna()
    if read.column.kind != "number" or not len(known) or (known % 1 != 0).any():
        return None
    n_different = known.nunique()
    if n_different > max(len(known) / _AGAIN, min(len(known) / 2, _MOST_CODES)):
        return None
    names = known.astype(np.int64).astype(str).astype(object).reindex(read.cells.index)
    name = read.column.name
    note = (
        f"Column {quoted(shown(name))} was taken for the class of each item: it colours the map "
        "and is no feature."
    )
    return ReadColumn(
        Column(name, plain_column(name).title, "category"), names, (*read.notes, note)
    )
