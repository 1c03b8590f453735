"""Proposals: what a first look at a table takes for the label, the features and the picture."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from embedviz.datasets.dataset import NUMERIC, Column
from embedviz.datasets.reading.kinds import ReadColumn
from embedviz.datasets.reading.positions import find_positions

LABEL_NAMES = (
    *("label", "name", "title", "full name", "word", "item", "city", "town", "place", "country"),
    *("person", "player", "product", "brand", "species", "animal", "food", "song", "movie", "film"),
    *("show", "book", "model", "sentence", "question", "text"),
)
MOST_DEFAULT = 30
_NEARLY_ALL = 0.95
_HALF = 0.5
_FEWEST_RUNNING = 10
"""A running number in fewer rows than this may be chance."""
MOST_GAPS = 0.2
"""A column with more gaps than this share is offered as a feature, but not chosen at first."""

_ID_NAME = re.compile(r".*id|(?:.*[ _.-])?(?:index|idx|key|no|nr|num|number|row|#)\.?")
_CODE_NAME = re.compile(r"(?:.*[ _.-])?(?:id|code|zip|postcode|fips)|.*[ _.-]num|[a-z]{1,4}num")
"""Numbers of something else, such as a state's: they may repeat, and count nothing."""


def label_of(columns: Sequence[ReadColumn]) -> str | None:
    """Propose a column called name, title ..., else the first of words that hardly repeat."""
    words = [each for each in columns if each.column.kind in ("text", "category", "set")]
    shares = {each.column.name: each.cells.nunique() / len(each.cells) for each in words}
    repeats = {
        each.column.name: each.cells.nunique() <= _HALF * each.cells.count() for each in words
    }
    by_name = {name.strip().casefold().replace("_", " "): name for name in reversed(shares)}
    for name in LABEL_NAMES:
        if name in by_name and not repeats[by_name[name]]:
            return by_name[name]
    return next((name for name, share in shares.items() if share >= _NEARLY_ALL), None)


def features_of(columns: Sequence[ReadColumn], positions: tuple[str, ...]) -> tuple[str, ...]:
    """Propose the numbers that measure something, with categories and sets if they are too few."""
    numbers = _measures(columns)
    # A picture is made of the features: it is none of them, unless there is no other number.
    numbers = [name for name in numbers if name not in positions] or numbers
    words = [each.column.name for each in columns if each.column.kind in ("category", "set")]
    gaps = {each.column.name: each.cells.isna().mean() for each in columns}
    full_numbers = [name for name in numbers if gaps[name] <= MOST_GAPS]
    # One number is no picture yet: then take those with gaps, then categories and sets.
    chosen = full_numbers if len(full_numbers) > 1 else numbers
    return tuple((chosen if len(chosen) > 1 else chosen + words)[:MOST_DEFAULT])


def positions_of(columns: Sequence[ReadColumn], *, has_vectors: bool) -> tuple[str, ...]:
    """Find columns that say where items are drawn, and have no gap.

    Plain x and y may be measures as well: they are taken for a picture where there is anything
    else that the picture can have been made of, or no other number.
    """
    numbers = [each.column.name for each in columns if each.column.kind == "number"]
    whole = {each.column.name for each in columns if not each.cells.isna().any()}
    by_method = find_positions(numbers, plain=False)
    plain = find_positions(numbers)
    is_picture = has_vectors or {*_measures(columns)} <= {*plain}
    positions = by_method or (plain if is_picture else ())
    return positions if {*positions} <= whole else ()


def _measures(columns: Sequence[ReadColumn]) -> list[str]:
    """Give the columns of numbers that don't only name something."""
    return [
        each.column.name
        for each in columns
        if each.column.kind in {*NUMERIC, "range"} and not is_id(each.column, each.cells)
    ]


def is_id(column: Column, cells: pd.Series) -> bool:
    """Say whether numbers only name something: a running number, unique ones called id, a code.

    Examples
    --------
    >>> is_id(Column("case", "case", "number"), pd.Series(range(1, 20)))
    True
    >>> is_id(Column("state_code", "state code", "number"), pd.Series([44, 36, 44]))
    True
    >>> is_id(Column("year", "year", "number"), pd.Series([1990, 1991, 1992]))
    False
    """
    if column.kind != "number" or cells.dtype.kind != "i":
        return False
    name = column.name.strip().casefold()
    if _CODE_NAME.fullmatch(name):
        return True
    if cells.duplicated().any():
        return False
    running = (
        len(cells) >= _FEWEST_RUNNING
        and cells.iloc[0] in (0, 1)
        and (cells.diff().iloc[1:] == 1).all()
    )
    return bool(running or _ID_NAME.fullmatch(name))
