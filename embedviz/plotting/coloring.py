"""Coloring: from a column of the data set to the colours of points and their legend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from embedviz.datasets.dataset import NUMERIC, Column
from embedviz.plotting.numbers import NOT_KNOWN, number
from embedviz.plotting.palette import CATEGORY_COLORS, Theme, category_colors, in_theme
from embedviz.projections import Projection
from embedviz.space.clusters import Clusters
from embedviz.vectorizers.columns import parse_range

OTHER = "other"
KEPT = "share of neighbours kept"
QUALITY = "quality"
"""The colour choice that is no column: each item's neighbourhood overlap."""

MOST_GROUPS = 250
"""So many groups are told apart; the least frequent of more are "other"."""

OUTSIDE = "in no cluster"
"""Those that stand in none; their hue is that of "other"."""

SKEWED = 50
"""A positive column whose largest value is this many times its median is coloured by logarithm."""


Color = str | Clusters | None
"""A column of the data set, ``"quality"``, what was found to stand together, or nothing."""


@dataclass(frozen=True, eq=False)
class Finer:
    """What stands for groups where one looks closely: their parts, by name.

    Attributes
    ----------
    names : (p,) str
    codes : (n,) uint16
        The part of each item; the largest number for none.
    within : (p,) int
        The place in the legend of the group that a part belongs to.
    """

    names: tuple[str, ...]
    codes: NDArray[np.uint16]
    within: tuple[int, ...]


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
    finer : Finer or None
        The parts of the groups, where they are clusters made of clusters.
    """

    title: str
    values: NDArray[Any]
    legend: dict[str, str]
    groups: NDArray[np.object_] | None = None
    ticks: tuple[list[float], list[str]] | None = None
    finer: Finer | None = None


def coloring(view: Projection, color: Color, theme: Theme) -> Coloring:
    """Colour the items of a projection by a column, by ``"quality"``, by clusters, or all alike."""
    if isinstance(color, Clusters):
        return _by_cluster(view, color, theme)
    if color is None:
        return Coloring(
            "", np.full(len(view.space), in_theme(CATEGORY_COLORS[0], theme.name), dtype=object), {}
        )
    if color == QUALITY:
        return Coloring(KEPT, view.quality.overlap.astype(float), {})
    column = view.space.dataset.column(color)
    values = view.space.dataset.frame[color]
    if column.kind in NUMERIC:
        return _by_number(column, values.to_numpy(dtype=float))
    if column.kind == "range":
        middles = [np.nan if pd.isna(each) else np.mean(parse_range(each)) for each in values]
        return _by_number(column, np.array(middles, dtype=float))
    return _by_group(view, color, theme)


def _by_number(column: Column, values: NDArray[np.float64]) -> Coloring:
    known = values[np.isfinite(values)]
    skewed = known.size and known.min() > 0 and known.max() > SKEWED * np.median(known)
    if not skewed:
        return Coloring(column.full_title, values, {})
    logs = np.log10(values)
    powers = np.arange(np.ceil(np.nanmin(logs)), np.floor(np.nanmax(logs)) + 1)
    ticks = ([float(power) for power in powers], [number(10**power) for power in powers])
    return Coloring(column.full_title, logs, {}, ticks=ticks)


def _by_group(view: Projection, name: str, theme: Theme) -> Coloring:
    """Colour groups in their order in the whole data set, whichever of them are here."""
    dataset = view.space.dataset
    groups = dataset.grouped(name).fillna(NOT_KNOWN).to_numpy(dtype=object)
    here = dict.fromkeys(groups)
    names = [each for each in dataset.groups_of(name) if each != OTHER]
    if NOT_KNOWN in here and NOT_KNOWN not in names:
        names.append(NOT_KNOWN)
    colors = _hues_of(_naturally(names[:MOST_GROUPS]), groups, view.space.vectors, theme)
    legend = {each: colors[each] for each in colors if each in here}
    if len(legend) < len(here):
        groups = np.array([each if each in legend else OTHER for each in groups], dtype=object)
        legend[OTHER] = theme.other
    hues = np.array([legend[each] for each in groups], dtype=object)
    column = dataset.column(name)
    title = f"{column.title} (the first)" if column.kind == "set" else column.title
    return Coloring(title, hues, legend, groups=groups)


def _by_cluster(view: Projection, clusters: Clusters, theme: Theme) -> Coloring:
    """Colour clusters by name, the largest first; what is drawn beside them stands in none."""
    rows = _rows_in(view.space.labels, clusters.labels)
    groups = _named(clusters, rows, OUTSIDE)
    here = dict.fromkeys(groups)
    names = [name for name in clusters.names[:MOST_GROUPS] if name in here]
    legend = _hues_of(names, groups, view.space.vectors, theme)
    if len(legend) < len(here):
        groups = np.array([each if each in legend else OUTSIDE for each in groups], dtype=object)
        legend[OUTSIDE] = theme.other
    hues = np.array([legend[each] for each in groups], dtype=object)
    parts = clusters.finer
    finer = None if parts is None else _finer(clusters, parts, rows, list(legend))
    return Coloring("cluster", hues, legend, groups=groups, finer=finer)


def _rows_in(labels: Sequence[str], known: Sequence[str]) -> NDArray[np.int64]:
    """Give the place of each label among those that are known, -1 where it isn't."""
    if labels == known:
        return np.arange(len(labels))
    places = {label: row for row, label in enumerate(known)}
    return np.array([places.get(label, -1) for label in labels], np.int64)


def _named(clusters: Clusters, rows: NDArray[np.int64], outside: str) -> NDArray[np.object_]:
    names = np.array([*clusters.names, outside], dtype=object)
    return np.asarray(names[np.append(clusters.numbers, -1)[rows]], dtype=object)


def _finer(
    clusters: Clusters, parts: Clusters, rows: NDArray[np.int64], legend: list[str]
) -> Finer | None:
    """Give the parts of clusters that are in the legend, as many as numbers of 16 bits tell."""
    none = np.iinfo(np.uint16).max
    places = {name: code for code, name in enumerate(legend)}
    within = tuple(places.get(clusters.names[each], -1) for each in parts.within)
    if len(within) >= none or -1 in within:
        return None
    codes = np.append(parts.numbers, -1)[rows]
    return Finer(parts.names, np.where(codes < 0, none, codes).astype(np.uint16), within)


def _hues_of(
    names: Sequence[str],
    groups: NDArray[np.object_],
    vectors: NDArray[np.float32],
    theme: Theme,
) -> dict[str, str]:
    """Give the first ten a hue each, and each later one the hue whose groups lie farthest from it.

    Heaps lie where their vectors' means do, not where a projection draws them: a group keeps its
    hue when the projection changes.
    """
    n_hues = len(CATEGORY_COLORS)
    hues = list(range(min(n_hues, len(names))))
    rows = pd.Series(range(len(groups))).groupby(groups).indices if len(names) > n_hues else {}
    # A group that isn't here is far from all: its hue is free for another.
    nowhere = np.full(vectors.shape[1], np.inf)
    middles = [vectors[rows[name]].mean(axis=0) if name in rows else nowhere for name in names]
    for each in range(n_hues, len(names)):
        nearest = np.full(n_hues, np.inf)
        if names[each] in rows:
            away = np.linalg.norm(np.stack(middles[:each]) - middles[each], axis=1)
            np.minimum.at(nearest, hues, away)
        hues.append(int(np.argmax(nearest)))
    palette = list(category_colors([str(hue) for hue in range(n_hues)], theme.name).values())
    return {name: palette[hue] for name, hue in zip(names, hues, strict=True)}


def _naturally(names: Sequence[str]) -> list[str]:
    """Order by number where all are numbers (the ten digits), else leave the order."""
    return sorted(names, key=int) if all(name.isdecimal() for name in names) else list(names)
