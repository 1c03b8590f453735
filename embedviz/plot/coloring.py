"""Coloring: from a column of the data set to the colours of points and their legend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from embedviz.datasets.dataset import NUMERIC, Column
from embedviz.plot.numbers import NOT_KNOWN, number
from embedviz.plot.palette import CATEGORY_COLORS, Theme, category_colors
from embedviz.projections import Projection
from embedviz.vectorizers.columns import parse_range, split_set

OTHER = "other"
KEPT = "how much of its neighbourhood the picture keeps"
QUALITY = "quality"
"""The colour choice that is no column: each item's neighbourhood overlap."""

SKEWED = 50
"""A positive column whose largest value is this many times its median is coloured by logarithm."""


@dataclass(frozen=True)
class Coloring:
    """How points are coloured.

    Attributes
    ----------
    title : str
        What the colours say; empty where all points are alike.
    values : (n,) str or float
        A colour for each point, or a number for the colour scale.
    legend : dict of str to str
        Category to colour, most frequent first; empty for numbers.
    groups : (n,) str or None
        The category of each point.
    ticks : (positions, texts) or None
        Ticks of the colour bar, where numbers were turned into logarithms.
    """

    title: str
    values: NDArray[Any]
    legend: dict[str, str]
    groups: NDArray[np.object_] | None = None
    ticks: tuple[list[float], list[str]] | None = None


def coloring(view: Projection, color: str | None, theme: Theme) -> Coloring:
    """Colour the items of a projection by a column, by ``"quality"``, or all alike."""
    if color is None:
        return Coloring("", np.full(len(view.space), CATEGORY_COLORS[0], dtype=object), {})
    if color == QUALITY:
        return Coloring(KEPT, view.quality.overlap.astype(float), {})
    column = view.space.dataset.column(color)
    values = view.space.dataset.frame[color]
    if column.kind in NUMERIC:
        return _by_number(column, values.to_numpy(dtype=float))
    if column.kind == "range":
        middles = [np.nan if pd.isna(each) else np.mean(parse_range(each)) for each in values]
        return _by_number(column, np.array(middles, dtype=float))
    if column.kind == "set":
        values = values.map(lambda each: (split_set(each) or [NOT_KNOWN])[0])
    return _by_category(column, values, theme)


def _by_number(column: Column, values: NDArray[np.float64]) -> Coloring:
    known = values[np.isfinite(values)]
    skewed = known.size and known.min() > 0 and known.max() > SKEWED * np.median(known)
    if not skewed:
        return Coloring(column.full_title, values, {})
    logs = np.log10(values)
    powers = np.arange(np.ceil(np.nanmin(logs)), np.floor(np.nanmax(logs)) + 1)
    ticks = ([float(power) for power in powers], [number(10**power) for power in powers])
    return Coloring(column.full_title, logs, {}, ticks=ticks)


def _by_category(column: Column, values: pd.Series, theme: Theme) -> Coloring:
    groups = values.fillna(NOT_KNOWN).astype(str).to_numpy(dtype=object)
    names, counts = np.unique(groups.astype(str), return_counts=True)
    ordered = [str(name) for name in names[np.lexsort((names, -counts))] if name != OTHER]
    if len(ordered) > len(CATEGORY_COLORS):
        ordered = ordered[:8]
    colors = category_colors(_naturally(ordered))
    if len(colors) < len(names):
        groups = np.array([name if name in colors else OTHER for name in groups], dtype=object)
        colors[OTHER] = theme.other
    return Coloring(
        column.title,
        np.array([colors[name] for name in groups], dtype=object),
        colors,
        groups=groups,
    )


def _naturally(names: Sequence[str]) -> list[str]:
    """Order by number where all are numbers (the ten digits), else leave the order."""
    return sorted(names, key=int) if all(name.isdecimal() for name in names) else list(names)
