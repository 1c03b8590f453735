"""Naming: by which column, or which columns together, the items of a table are called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from embedviz.datasets.reading.kinds import ReadColumn

LABEL_NAMES = (
    *("label", "name", "title", "full name", "word", "item", "city", "town", "place", "country"),
    *("person", "player", "product", "brand", "species", "animal", "food", "song", "movie", "film"),
    *("show", "book", "model", "sentence", "question", "text"),
)
TOGETHER = " + "
"""Between the columns that together are the label."""

_NEARLY_ALL = 0.95
_HALF = 0.5
_MOST_TRIED = 8
"""So many columns are tried in twos and threes, the best names first."""
_LONGEST = 60
_CODE = re.compile(r"(?:.*[ _.-])?(?:id|code|key|no|nr|num|number|postcode|zip)\.?")
_TIME = re.compile(
    r"(?:.*[ _.-])?(?:year|yr|jahr|month|week|day|date|time|season|quarter|round|wave)"
    r"(?:[ _.-].*)?"
)


def label_of(columns: Sequence[ReadColumn]) -> str | None:
    """Propose a column called name, title ..., else the first of words that hardly repeat."""
    words = [each for each in columns if each.column.kind in ("text", "category", "set")]
    shares = {each.column.name: each.cells.nunique() / len(each.cells) for each in words}
    repeats = {
        each.column.name: each.cells.nunique() <= _HALF * each.cells.count() for each in words
    }
    by_name = {_plain(name): name for name in reversed(shares)}
    for name in LABEL_NAMES:
        if name in by_name and not repeats[by_name[name]]:
            return by_name[name]
    return next((name for name, share in shares.items() if share >= _NEARLY_ALL), None)


def names_together(columns: Sequence[ReadColumn]) -> tuple[str, ...]:
    """Find two or three columns that together tell nearly every item from all others.

    One of them is of words. Such as a country and a year: "Afghanistan, 1955".

    Examples
    --------
    >>> from embedviz.datasets.dataset import Column
    >>> table = {"land": ["Peru", "Peru", "Chad", "Chad"], "year": [1952, 1957, 1952, 1957]}
    >>> kinds = {"land": "category", "year": "number"}
    >>> names_together([ReadColumn(Column(name, name, kinds[name]), pd.Series(table[name]))
    ...                 for name in table])
    ('land', 'year')
    """
    parts = sorted((each for each in columns if _can_name(each)), key=_rank)[:_MOST_TRIED]
    codes = {each.column.name: pd.factorize(each.cells)[0] for each in parts}
    words = {each.column.name for each in parts if each.column.kind != "number"}
    for names in _combinations(list(codes)):
        if {*names} & words and _tell_apart([codes[name] for name in names]):
            return names
    return ()


def joined(cells: pd.DataFrame) -> Iterator[str | None]:
    """Give the label of each row, of the columns that name it together; None if one is a gap."""
    for row in cells.itertuples(index=False):
        known = not any(pd.isna(each) for each in row)
        yield ", ".join(" ".join(str(each).split()) for each in row) if known else None


def _combinations(names: list[str]) -> Iterator[tuple[str, ...]]:
    for n_parts in (2, 3):
        yield from combinations(names, n_parts)


def _can_name(read: ReadColumn) -> bool:
    """Say whether a column can be a part of a name: short words, or a whole number of time."""
    cells, kind = read.cells, read.column.kind
    n_different = cells.nunique()
    if n_different < 2 or cells.isna().mean() > 1 - _NEARLY_ALL:
        return False
    if kind == "number":
        return cells.dtype.kind == "i" and _TIME.fullmatch(_plain(read.column.name)) is not None
    return kind in ("text", "category") and bool(cells.dropna().str.len().mean() <= _LONGEST)


def _rank(read: ReadColumn) -> int:
    """Put names before other words, those before times, and codes last."""
    name = _plain(read.column.name)
    if name in LABEL_NAMES or name.endswith(" name"):
        return 0
    if _CODE.fullmatch(name):
        return 3
    return 2 if read.column.kind == "number" else 1


def _tell_apart(codes: Sequence[np.ndarray]) -> bool:
    """Say whether nearly all rows are unique in what these columns say together."""
    n_rows = len(codes[0])
    possible = np.prod([float(each.max() + 1) for each in codes])
    if possible < _NEARLY_ALL * n_rows:
        return False
    together = np.zeros(n_rows, np.int64)
    for each in codes:
        together = together * (int(each.max()) + 2) + each + 1
    return bool(len(np.unique(together)) >= _NEARLY_ALL * n_rows)


def _plain(name: str) -> str:
    return name.strip().casefold().replace("_", " ")
