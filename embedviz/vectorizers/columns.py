"""One small transformer for each kind of column: from a pandas Series to numbers.

A block is fitted on one column and gives an (n, b) float64 array and b names. ``scaled`` says
whether the numbers have a unit, and so whether scaling means anything for them. Numbers and ranges
with ``gaps`` let a gap through as NaN, for who fills it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from embedviz.datasets.dataset import Column, Kind
from embedviz.datasets.gaps import flag_name, is_gap
from embedviz.errors import InvalidRequest

Values = NDArray[np.float64]


class Block(Protocol):
    """What the blocks have in common."""

    column: Column
    scaled: bool

    def fit(self, values: Any) -> Block:
        """Learn what there is to learn from a column."""

    def transform(self, values: Any) -> Values:
        """Give the (n, b) numbers of a column."""

    def names(self) -> list[str]:
        """Give the b names."""


@dataclass
class NumberBlock:
    """A number as it is, or its logarithm to base 10."""

    column: Column
    log: bool = False
    gaps: bool = False
    scaled: bool = True

    def fit(self, values: pd.Series) -> NumberBlock:
        """Learn nothing."""
        return self

    def transform(self, values: pd.Series) -> Values:
        """Give the (n, 1) numbers; raises ``InvalidRequest`` where there is no logarithm."""
        numbers = values.to_numpy(dtype=np.float64)
        endless = np.isinf(numbers) if self.gaps else ~np.isfinite(numbers)
        if endless.any():
            raise InvalidRequest(
                f'"{self.column.title}" has no finite number in {int(endless.sum()):,} rows '
                f"(first: row {int(endless.argmax()) + 1:,}). Leave these rows out, or mend them."
            )
        if self.log:
            low = numbers <= 0
            if low.any():
                raise InvalidRequest(
                    f'The logarithm needs numbers above 0, but "{self.column.title}" is 0 or less '
                    f"in {int(low.sum()):,} rows (first: row {int(low.argmax()) + 1:,}, "
                    f"{numbers[low.argmax()]:g}). Use it without the logarithm."
                )
            numbers = np.log10(numbers)
        return numbers[:, None]

    def names(self) -> list[str]:
        """Give the column's title with its unit."""
        return [f"log {self.column.title}" if self.log else self.column.full_title]


@dataclass
class CategoryBlock:
    """One-hot: a 0 or 1 for each category."""

    column: Column
    scaled: bool = False
    categories_: list[str] = field(default_factory=list)

    def fit(self, values: pd.Series) -> CategoryBlock:
        """Learn the categories, sorted."""
        self.categories_ = sorted({str(value) for value in values})
        return self

    def transform(self, values: pd.Series) -> Values:
        """Give the (n, categories) zeros and ones; an unseen category is all zeros."""
        from sklearn.preprocessing import OneHotEncoder

        encoder = OneHotEncoder(
            categories=[np.array(self.categories_, dtype=object)],
            handle_unknown="ignore",
            sparse_output=False,
        )
        words = values.astype(str).to_numpy(dtype=object)[:, None]
        return np.asarray(encoder.fit_transform(words), dtype=np.float64)

    def names(self) -> list[str]:
        """Give ``"country: Canada"`` and so on."""
        return [f"{self.column.title}: {category}" for category in self.categories_]


@dataclass
class SetBlock:
    """Multi-hot: a 0 or 1 for each member that occurs, several an item."""

    column: Column
    scaled: bool = False
    members_: list[str] = field(default_factory=list)

    def fit(self, values: pd.Series) -> SetBlock:
        """Learn the members, sorted."""
        self.members_ = sorted({member for value in values for member in split_set(value)})
        return self

    def transform(self, values: pd.Series) -> Values:
        """Give the (n, members) zeros and ones; unseen members are passed over."""
        from sklearn.preprocessing import MultiLabelBinarizer

        known = set(self.members_)
        binarizer = MultiLabelBinarizer(classes=self.members_)
        sets = [known.intersection(split_set(value)) for value in values]
        return np.asarray(binarizer.fit_transform(sets), dtype=np.float64)

    def names(self) -> list[str]:
        """Give ``"genres: Sitcom"`` and so on."""
        return [f"{self.column.title}: {member}" for member in self.members_]


@dataclass
class RangeBlock:
    """A range such as 22–24: its middle and its width."""

    column: Column
    gaps: bool = False
    scaled: bool = True

    def fit(self, values: pd.Series) -> RangeBlock:
        """Learn nothing."""
        return self

    def transform(self, values: pd.Series) -> Values:
        """Give the (n, 2) middles and widths; raises ``InvalidRequest`` naming a bad row."""
        ends = np.array(
            [
                (np.nan, np.nan)
                if self.gaps and pd.isna(value)
                else parse_range(value, self.column.title, row)
                for row, value in enumerate(values, 1)
            ]
        )
        return np.column_stack([ends.mean(axis=1), ends[:, 1] - ends[:, 0]])

    def names(self) -> list[str]:
        """Give the names of the middle and of the width."""
        unit = f", {self.column.unit}" if self.column.unit else ""
        return [f"{self.column.title}: middle{unit}", f"{self.column.title}: width{unit}"]


@dataclass
class SphereBlock:
    """Latitude and longitude together as a point (x, y, z) on the sphere of radius 1."""

    column: Column
    scaled: bool = True

    def fit(self, values: pd.DataFrame) -> SphereBlock:
        """Learn nothing."""
        return self

    def transform(self, values: pd.DataFrame) -> Values:
        """Give the (n, 3) points of (n, 2) latitudes and longitudes in degrees."""
        latitude, longitude = np.radians(values.to_numpy(dtype=np.float64)).T
        ring = np.cos(latitude)
        return np.column_stack(
            [ring * np.cos(longitude), ring * np.sin(longitude), np.sin(latitude)]
        )

    def names(self) -> list[str]:
        """Say where each axis points."""
        return ["sphere x: to 0° E", "sphere y: to 90° E", "sphere z: to the north pole"]


@dataclass
class GapBlock:
    """1 where a column has a gap, else 0."""

    column: Column
    scaled: bool = False

    def fit(self, values: pd.Series) -> GapBlock:
        """Learn nothing."""
        return self

    def transform(self, values: pd.Series) -> Values:
        """Give the (n, 1) zeros and ones."""
        return is_gap(values, self.column).to_numpy(np.float64)[:, None]

    def names(self) -> list[str]:
        """Give ``"price: missing"``."""
        return [flag_name(self.column)]


BLOCKS: dict[Kind, type[NumberBlock | CategoryBlock | SetBlock | RangeBlock]] = {
    "number": NumberBlock,
    "latitude": NumberBlock,
    "longitude": NumberBlock,
    "category": CategoryBlock,
    "set": SetBlock,
    "range": RangeBlock,
}


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


def joined(blocks: Sequence[Values]) -> Values:
    """Put blocks side by side: (n, sum of b)."""
    return np.hstack(list(blocks))
