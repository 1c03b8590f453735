"""What a person hands to a verb: a data set, or what becomes one as pandas would have it."""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from embedviz.datasets.dataset import Dataset
from embedviz.datasets.own_texts import dataset_of_texts
from embedviz.errors import InvalidRequest, quoted

ROW_NUMBER = re.compile(r"row \d+")


def dataset_of(given: Any) -> Dataset:
    """Give the data set that is meant: itself, that of a space or a projection, or one read anew.

    Parameters
    ----------
    given : Dataset, VectorSpace, Projection, DataFrame, list of dicts, ...
        What :func:`embedviz.read` reads is read.

    Raises
    ------
    UnreadableFile
        If it is none of these.

    Examples
    --------
    >>> dataset_of(pd.DataFrame({"fruit": ["fig", "kiwi"], "kcal": [74, 61]})).labels
    ('fig', 'kiwi')
    """
    space = getattr(given, "space", given)
    known = given if isinstance(given, Dataset) else getattr(space, "dataset", None)
    if isinstance(known, Dataset):
        return known
    from embedviz.datasets import reading

    return reading.read(as_table(given))


def as_table(given: Any) -> Any:
    """Make a DataFrame of a list of dicts, a dict of lists or a Series; leave all else."""
    if isinstance(given, pd.Series):
        return given.to_frame(given.name if given.name is not None else "values")
    is_rows = isinstance(given, list | tuple) and given and isinstance(given[0], Mapping)
    is_columns = type(given) is dict and given
    if not (is_rows or is_columns):
        return given
    try:
        return pd.DataFrame(given)
    except ValueError as error:  # pandas: "All arrays must be of the same length"
        raise InvalidRequest(f"These columns make no table: {error}.") from error


def texts_of(
    given: Any, column: str | None, *, blank_too: bool = False
) -> tuple[Dataset, str | None]:
    """Give the data set whose texts are to be encoded, without blank ones, and their column.

    What pandas calls missing (None, NaN, NA) is blank. That some were left out is said in a
    warning; none is, where ``blank_too`` says so.

    Raises
    ------
    InvalidRequest
        If there is no text, or a table has no column of texts.
    """
    plain = isinstance(given, Sequence | pd.Series | pd.Index) or type(given).__name__ == "ndarray"
    if plain and isinstance(as_table(list(given)), list):
        dataset = dataset_of_texts(given if isinstance(given, str) else list(given))
    else:
        dataset = dataset_of(given)
        column = _column_of_texts(dataset, column)
    blank = [row for row, text in enumerate(dataset.texts(column)) if not text.strip()]
    if len(blank) == len(dataset):
        raise InvalidRequest("Every text is blank. Give at least one with words in it.")
    if not blank or blank_too:
        return dataset, column
    warnings.warn(
        f"{len(blank):,} of {len(dataset):,} texts are blank and were left out (first: row "
        f"{blank[0] + 1:,}).",
        stacklevel=3,
    )
    left_out = set(blank)
    return dataset.take(row for row in range(len(dataset)) if row not in left_out), column


def _column_of_texts(dataset: Dataset, column: str | None) -> str | None:
    """Find the column of a table that holds its texts; None for what a data set does by itself."""
    if column is not None:
        return dataset.column(column).name
    numbered = ROW_NUMBER.fullmatch(dataset.labels[0]) is not None
    if dataset.columns_of("text") or not numbered:
        return None
    words = [each.name for each in dataset.columns_of("category", "set")]
    if len(words) == 1:
        return words[0]
    named = f" Name one: column={quoted(words[0])}." if words else ""
    raise InvalidRequest(
        f"{dataset.title or dataset.name} has no column of texts.{named} Numbers become vectors by "
        "ev.vectorize."
    )
