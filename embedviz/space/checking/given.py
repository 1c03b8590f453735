"""What a check is told of the items: their classes, by a column or a list, and their texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from embedviz.datasets.dataset import GROUPED
from embedviz.datasets.first_look import longest_text
from embedviz.errors import InvalidRequest, quoted
from embedviz.space.vector_space import VectorSpace

GAP = -1
"""The code of an item without a class."""


@dataclass(frozen=True, eq=False)
class Classes:
    """The class of each item: ``codes`` (n,) int64 into ``names``, -1 where there is none."""

    title: str
    names: tuple[str, ...]
    codes: NDArray[np.int64]

    def names_of(self, codes: NDArray[np.int64]) -> NDArray[np.object_]:
        """Give the names of codes, of any shape; None for a gap."""
        return np.array([*self.names, None], dtype=object)[codes]


def classes_of(space: VectorSpace, given: str | Sequence[Any], meant: str) -> Classes:
    """Read the class of each item from a column's name or from n values.

    Parameters
    ----------
    space : VectorSpace
    given : str or sequence
        A column of categories, sets (the first member counts), numbers or texts; or n values.
    meant : str
        What the classes are, for the sentence of an error: ``"label"`` or ``"split"``.

    Raises
    ------
    UnknownName
        If there is no such column.
    InvalidRequest
        If there isn't a value for each item, or they make no classes.
    """
    title, values = (given, _column(space, given)) if isinstance(given, str) else ("", _list(given))
    if len(values) != len(space):
        raise InvalidRequest(
            f"{len(values):,} values were given as the {meant} of {len(space):,} "
            f"{space.dataset.items}. Give one for each, or the name of a column."
        )
    codes, names = pd.factorize(_as_words(values), sort=True)
    known = int((codes != GAP).sum())
    called = f"Column {quoted(title)}" if title else f"What was given as the {meant}"
    if len(names) < 2:
        raise InvalidRequest(
            f"{called} has {'the same value' if len(names) else 'no value'} in all rows. A check "
            f"of the {meant} needs two different ones."
        )
    if len(names) > known / 2:
        raise InvalidRequest(
            f"{called} has {len(names):,} different values in {known:,} rows. As a {meant}, each "
            "must occur twice on average."
        )
    default = str(getattr(given, "name", None) or meant)
    return Classes(title or default, tuple(map(str, names)), np.asarray(codes, np.int64))


def texts_of(space: VectorSpace, column: str | None) -> list[str] | None:
    """Give the n texts that the vectors are of; None where they are of something else.

    Where no column is named: what was encoded here, or beside ready vectors the longest texts.
    """
    dataset = space.dataset
    if column is not None:
        return dataset.texts(column) if column else None
    if getattr(space.encoder, "reads_texts", False):
        return dataset.texts(getattr(space.encoder, "column", None))
    longest = longest_text(dataset) if dataset.vectors is not None else None
    return None if longest is None else dataset.texts(longest)


def _column(space: VectorSpace, name: str) -> pd.Series:
    is_grouped = space.dataset.column(name).kind in GROUPED
    return space.dataset.grouped(name) if is_grouped else space.dataset.frame[name]


def _list(given: Sequence[Any]) -> pd.Series:
    return pd.Series(np.asarray(given) if hasattr(given, "dtype") else list(given))


def _as_words(values: pd.Series) -> pd.Series:
    """Write each value, a whole number without its decimals; gaps and blanks stay gaps."""
    values = values.convert_dtypes() if values.dtype.kind == "f" else values
    words = values.astype(object).where(values.notna(), None)
    return words.map(lambda value: None if value is None else str(value).strip() or None)
