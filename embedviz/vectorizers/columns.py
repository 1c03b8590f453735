"""From a column of a table to numbers: one function for each kind of column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from embedviz.datasets.dataset import Column
from embedviz.datasets.gaps import flag_name, is_gap
from embedviz.errors import InvalidRequest

Values = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Block:
    """What a column becomes.

    Attributes
    ----------
    column : str
        Its name.
    numbers : (n, b) float64
    names : sequence of str
        b names, one a dimension.
    scaled : bool
        Whether the numbers have a unit, and so whether scaling means anything for them.
    """

    column: str
    numbers: Values
    names: Sequence[str]
    scaled: bool = True


def number_block(
    column: Column, values: pd.Series, *, log: bool = False, gaps: bool = False
) -> Block:
    """Give a number as it is, or its logarithm to base 10; where there may be ``gaps``, also NaN.

    Raises
    ------
    InvalidRequest
        Where there is no number, or no logarithm.
    """
    numbers = values.to_numpy(dtype=np.float64)
    endless = np.isinf(numbers) if gaps else ~np.isfinite(numbers)
    if endless.any():
        raise InvalidRequest(
            f'"{column.title}" has no finite number in {int(endless.sum()):,} rows '
            f"(first: row {int(endless.argmax()) + 1:,}). Leave these rows out, or correct them."
        )
    if not log:
        return Block(column.name, numbers[:, None], [column.full_title])
    low = numbers <= 0
    if low.any():
        raise InvalidRequest(
            f'The logarithm needs numbers above 0, but "{column.title}" is 0 or less '
            f"in {int(low.sum()):,} rows (first: row {int(low.argmax()) + 1:,}, "
            f"{numbers[low.argmax()]:g}). Use it without the logarithm."
        )
    return Block(column.name, np.log10(numbers)[:, None], [f"log {column.title}"])


def category_block(column: Column, values: pd.Series) -> Block:
    """One-hot: a 0 or 1 for each category, sorted."""
    return _zeros_and_ones(column, [[str(value)] for value in values])


def set_block(column: Column, values: pd.Series) -> Block:
    """Multi-hot: a 0 or 1 for each member that occurs, sorted, several an item."""
    return _zeros_and_ones(column, [split_set(value) for value in values])


def _zeros_and_ones(column: Column, sets: list[list[str]]) -> Block:
    from sklearn.preprocessing import MultiLabelBinarizer

    binarizer = MultiLabelBinarizer()
    numbers = np.asarray(binarizer.fit_transform(sets), dtype=np.float64)
    names = [f"{column.title}: {member}" for member in binarizer.classes_]
    return Block(column.name, numbers, names, scaled=False)


def range_block(column: Column, values: pd.Series, *, gaps: bool = False) -> Block:
    """Give a range such as 22–24 as its middle and its width; NaN where there may be ``gaps``.

    Raises
    ------
    InvalidRequest
        Naming the first row without a range.
    """
    ends = np.array(
        [
            (np.nan, np.nan) if gaps and pd.isna(value) else parse_range(value, column.title, row)
            for row, value in enumerate(values, 1)
        ]
    )
    unit = f", {column.unit}" if column.unit else ""
    return Block(
        column.name,
        np.column_stack([ends.mean(axis=1), ends[:, 1] - ends[:, 0]]),
        [f"{column.title}: middle{unit}", f"{column.title}: width{unit}"],
    )


def sphere_block(column: Column, values: pd.DataFrame) -> Block:
    """Give (n, 2) latitudes and longitudes, in degrees, as points on the sphere of radius 1."""
    latitude, longitude = np.radians(values.to_numpy(dtype=np.float64)).T
    ring = np.cos(latitude)
    return Block(
        column.name,
        np.column_stack([ring * np.cos(longitude), ring * np.sin(longitude), np.sin(latitude)]),
        ["sphere x: to 0° E", "sphere y: to 90° E", "sphere z: to the north pole"],
    )


def gap_block(column: Column, values: pd.Series) -> Block:
    """Give 1 where a column has a gap, else 0."""
    marks = is_gap(values, column).to_numpy(np.float64)[:, None]
    return Block(column.name, marks, [flag_name(column)], scaled=False)


def split_set(value: object) -> list[str]:
    """Split ``"a; b; c"`` into its members.

    Examples
    --------
    >>> split_set("Sitcom; Comedy;")
    ['Sitcom', 'Comedy']
    """
    return [member.strip() for member in str(value).split(";") if member.strip()]


_RANGE = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*(?:(?:–|—|-|\bto\b)\s*(-?\d+(?:\.\d+)?)\s*)?")


def parse_range(value: object, title: str = "the range", row: int = 1) -> tuple[float, float]:
    """Read ``"22–24"``, ``"22-24"``, ``"22 to 24"`` or ``"22"`` as its two ends.

    Examples
    --------
    >>> parse_range("22–24"), parse_range("45")
    ((22.0, 24.0), (45.0, 45.0))
    """
    found = _RANGE.fullmatch(str(value))
    if not found:
        raise InvalidRequest(
            f'"{title}" has no range in row {row:,}: "{value}". Write it like 22–24, or 22.'
        )
    start = float(found[1])
    end = float(found[2] or start)
    if end < start:
        raise InvalidRequest(
            f'"{title}" has a range that runs backwards in row {row:,}: "{value}". '
            f"Write the smaller number first."
        )
    return start, end
