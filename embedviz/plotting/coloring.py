"""Coloring: from a column of the data set to the colours of points and their legend."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from embedviz.datasets.dataset import NUMERIC, Column
from embedviz.plotting.numbers import NOT_KNOWN, number
from embedviz.plotting.palette import CATEGORY_COLORS, Theme, category_colors
from embedviz.projections import Projection
from embedviz.vectorizers.columns import parse_range

OTHER = "other"
KEPT = "how much of its neighbourhood the picture keeps"
QUALITY = "quality"
"""The colour choice that is no column: each item's neighbourhood overlap."""

MOST_OF_MANY = 8
"""So many groups have a colour of their own where there are more groups than colours."""

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
        Category to colour, in the order of the whole data set; empty for numbers.
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
    dataset = view.space.dataset
    return _by_group(column, dataset.grouped(color), dataset.groups_of(color), theme)


def _by_number(column: Column, values: NDArray[np.float64]) -> Coloring:
    known = values[np.isfinite(values)]
    skewed = known.size and known.min() > 0 and known.max() > SKEWED * np.median(known)
    if not skewed:
        return Coloring(column.full_title, values, {})
    logs = np.log10(values)
    powers = np.arange(np.ceil(np.nanmin(logs)), np.floor(np.nanmax(logs)) + 1)
    ticks = ([float(power) for power in powers], [number(10**power) for power in powers])
    return Coloring(column.full_title, logs, {}, ticks=ticks)


def _by_group(column: Column, values: pd.Series, ordered: Sequence[str], theme: Theme) -> Coloring:
    """Colour groups in their order in the whole data set, whichever of them are here."""
    groups = values.fillna(NOT_KNOWN).to_numpy(dtype=object)
    here = dict.fromkeys(groups)
    names = [name for name in ordered if name != OTHER]
    if NOT_KNOWN in here and NOT_KNOWN not in names:
        names.append(NOT_KNOWN)
    colors = _colors_of(_naturally(names), here)
    legend = {name: colors[name] for name in colors if name in here}
    if len(legend) < len(here):
        groups = np.array([name if name in legend else OTHER for name in groups], dtype=object)
        legend[OTHER] = theme.other
    hues = np.array([legend[name] for name in groups], dtype=object)
    return Coloring(column.title, hues, legend, groups=groups)


def _colors_of(names: Sequence[str], here: Collection[str]) -> dict[str, str]:
    """Give groups their colours: all, or the most frequent and as many of those here as there are.

    Of too many, those that aren't the most frequent get a colour only where all have one.
    """
    if len(names) <= len(CATEGORY_COLORS):
        return category_colors(names)
    first, later = names[:MOST_OF_MANY], names[MOST_OF_MANY:]
    rest = [name for name in later if name in here]
    fits = len(rest) <= len(CATEGORY_COLORS) - MOST_OF_MANY
    return category_colors([*first, *(rest if fits else ())])


def _naturally(names: Sequence[str]) -> list[str]:
    """Order by number where all are numbers (the ten digits), else leave the order."""
    return sorted(names, key=int) if all(name.isdecimal() for name in names) else list(names)
