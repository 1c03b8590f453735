"""Proposals: what a first look at a table takes for the features and the picture."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pandas as pd

from embedviz.datasets.classes import is_class_name
from embedviz.datasets.dataset import NUMERIC, Column
from embedviz.datasets.reading.kinds import MOST_CELLS, ReadColumn
from embedviz.datasets.reading.positions import find_positions

MOST_DEFAULT = 30
_HALF = 0.5
_FEW_FACTS = 3
"""With so many numbers beside them at most, places are what a table is about."""
_FEW_YEARS = 5
"""A year of so few values says when something was noted down."""
_FEWEST_RUNNING = 10
"""A running number in fewer rows than this may be chance."""
MOST_GAPS = 0.2
"""A column with more gaps than this share is offered as a feature, but not chosen at first."""

_ID_NAME = re.compile(r".*id|(?:.*[ _.-])?(?:index|idx|key|no|nr|num|number|row|#)\.?")
_CODE_NAME = re.compile(r"(?:.*[ _.-])?(?:id|code|zip|postcode|fips)|.*[ _.-]num|[a-z]{1,4}num")
"""Numbers of something else, such as a state's: they may repeat, and count nothing."""


def features_of(columns: Sequence[ReadColumn], positions: tuple[str, ...]) -> tuple[str, ...]:
    """Propose the numbers that measure something, with categories and sets if they are too few.

    The class isn't among them, unless there is nothing else. Together they leave half of the rows
    whole, and places come first where they are what the table is about.
    """
    facts = [each for each in columns if not is_class_name(each.column.name)]
    chosen = _features_of(facts, positions) or _features_of(columns, positions)
    kind_of = {each.column.name: each.column.kind for each in columns}
    places = [name for name in chosen if kind_of[name] in ("latitude", "longitude")]
    rest = [name for name in chosen if name not in places]
    about_places = len(places) == 2 and len(rest) <= _FEW_FACTS
    return tuple((places + rest if about_places else chosen)[:MOST_DEFAULT])


def _features_of(columns: Sequence[ReadColumn], positions: tuple[str, ...]) -> list[str]:
    numbers = _measures(columns)
    # A picture is made of the features: it is none of them, unless there is no other number.
    numbers = [name for name in numbers if name not in positions] or numbers
    words = [each.column.name for each in columns if _is_few_words(each)]
    gaps = {each.column.name: each.cells.isna() for each in columns}
    full_numbers = [name for name in numbers if gaps[name].mean() <= MOST_GAPS]
    # One number is no picture yet: then take those with gaps, then categories and sets.
    chosen = full_numbers if len(full_numbers) > 1 else numbers
    return _whole_together(chosen if len(chosen) > 1 else chosen + words, gaps)


def _is_few_words(read: ReadColumn) -> bool:
    """Say whether words can be ones and zeros beside one another: several, and not too many."""
    if read.column.kind not in ("category", "set"):
        return False
    n_different = read.cells.nunique()
    return n_different > 1 and n_different * len(read.cells) <= MOST_CELLS


def _whole_together(names: Sequence[str], gaps: Mapping[str, pd.Series]) -> list[str]:
    """Take columns, those with the fewest gaps first, as long as half of the rows stay whole."""
    if not names:
        return []
    kept: list[str] = []
    broken = pd.Series(data=False, index=gaps[names[0]].index)
    for name in sorted(names, key=lambda each: int(gaps[each].sum())):
        with_it = broken | gaps[name]
        if len(kept) < 2 or with_it.mean() <= _HALF:
            kept, broken = [*kept, name], with_it
    return [name for name in names if name in kept]


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
    measures = [
        each
        for each in columns
        if each.column.kind in {*NUMERIC, "range"} and not is_id(each.column, each.cells)
    ]
    told = [each.column.name for each in measures if not _says_when(each)]
    return told if len(told) > 1 else [each.column.name for each in measures]


def _says_when(read: ReadColumn) -> bool:
    """Say whether a column only says in which of a few years something was noted down."""
    is_year = read.column.name.strip().casefold() in ("year", "jahr", "season")
    return is_year and read.column.kind == "number" and read.cells.nunique() <= _FEW_YEARS


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
