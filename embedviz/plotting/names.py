"""Names on the picture: of the items in question first, then of as many others as find room."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from embedviz.datasets import Dataset
from embedviz.plotting.frame import WIDTH
from embedviz.plotting.highlight import Marked, label_text, places
from embedviz.plotting.labels import Side, label_annotations, place_labels
from embedviz.plotting.numbers import safe
from embedviz.plotting.palette import Theme
from embedviz.plotting.scene import on_screen
from embedviz.projections import Projection

LABEL_SIZE, LABEL_GAP = 14, 10
NAME_SIZE, NAME_GAP = 11, 5
MOST_NAMES = 260
MOST_NAMES_IN_A_CROWD = 60
CROWD = 1_500
LONGEST_NAME = 24
NUMBERED = re.compile(r"row \d+")
"""Labels of a table without names: they would fill the picture and say nothing."""

ZOOM_MARGIN = 0.35
"""What a zoomed picture shows beyond the marked items, as a share of their spread."""

# Plotly's words for the sides of a text in a trace.
_ACROSS = {-1: "left", 0: "center", 1: "right"}
_UP = {-1: "bottom", 0: "middle", 1: "top"}


def add_names(
    figure: go.Figure, view: Projection, marked: Marked | None, theme: Theme, *, zoomed: bool
) -> None:
    """Write the labels of the marked items, and in 2D the names of others where there is room.

    Items come in order of importance: a data set lists its best-known first.
    """
    rows = list(marked.rows) if marked else []
    texts = (
        [label_text(view, row, note) for row, note in zip(rows, marked.notes, strict=True)]
        if marked
        else []
    )
    short = _short_names(view.space.dataset)
    others = _named(view, short, rows)
    n_marked, n_others = len(rows), len(others)
    sides = place_labels(
        _pixels(view, [*rows, *others], rows, figure.layout.height, zoomed=zoomed),
        [*texts, *(short[row] for row in others)],
        font_sizes=[LABEL_SIZE] * n_marked + [NAME_SIZE] * n_others,
        gaps=[LABEL_GAP] * n_marked + [NAME_GAP] * n_others,
        frame=(WIDTH, figure.layout.height),
        n_obstacles=n_marked,
    )
    _add_labels(figure, view, rows, texts, sides[:n_marked], theme)
    _add_quiet_names(figure, view, {row: short[row] for row in others}, sides[n_marked:], theme)


def short_name(label: str, *, with_place: bool) -> str:
    """Give a label without its place: "Vancouver" of "Vancouver, Canada"."""
    return label.split(",", 1)[0] if with_place else label


def have_places(dataset: Dataset) -> bool:
    """Say whether a comma in the labels parts a name from its place.

    It does where what follows the last comma is a category of the item, as a city's country is:
    "Murder, She Wrote" keeps its comma.
    """
    rows = [row for row, label in enumerate(dataset.labels) if "," in label]
    ends = [dataset.labels[row].rsplit(",", 1)[1].strip() for row in rows]
    return bool(rows) and any(
        list(dataset.frame[column.name].iloc[rows].astype(str)) == ends
        for column in dataset.columns_of("category")
    )


def _short_names(dataset: Dataset) -> list[str]:
    with_place = have_places(dataset)
    return [short_name(label, with_place=with_place) for label in dataset.labels]


def _named(view: Projection, short: Sequence[str], marked: Sequence[int]) -> list[int]:
    """Give the items whose names may be written beside the marked ones'."""
    labels = view.space.labels
    if view.dimensions == 3 or view.space.dataset.images is not None:
        return []
    if np.mean([len(name) for name in short[:MOST_NAMES]]) > LONGEST_NAME:
        return []
    if all(NUMBERED.fullmatch(label) for label in labels[:MOST_NAMES]):
        return []
    most = MOST_NAMES if len(labels) <= CROWD else MOST_NAMES_IN_A_CROWD
    return [row for row in range(min(len(labels), most)) if row not in set(marked)]


def _add_labels(
    figure: go.Figure,
    view: Projection,
    rows: Sequence[int],
    texts: Sequence[str],
    sides: Sequence[Side | None],
    theme: Theme,
) -> None:
    at = view.coordinates[list(rows)].astype(np.float64)
    for each, axis in enumerate(view.axes):
        if axis.log:  # Plotly wants the exponent here, and the number everywhere else.
            at[:, each] = np.log10(at[:, each])
    written = label_annotations(at, texts, sides, theme, gap=LABEL_GAP, font_size=LABEL_SIZE)
    if view.dimensions == 3:
        figure.update_layout(scene_annotations=written)
    else:
        figure.update_layout(annotations=written)


def _add_quiet_names(
    figure: go.Figure,
    view: Projection,
    names: Mapping[int, str],
    sides: Sequence[Side | None],
    theme: Theme,
) -> None:
    written = [(row, side) for row, side in zip(names, sides, strict=True) if side is not None]
    if not written:
        return
    figure.add_trace(
        go.Scatter(
            **places(view, [row for row, _ in written]),
            mode="markers+text",
            # Unseen, but Plotly keeps a text off its marker: else a name begins upon its point.
            marker={"size": 1.6 * (NAME_GAP - 1), "opacity": 0},
            text=[safe(names[row]) for row, _ in written],
            textposition=[f"{_UP[side[1]]} {_ACROSS[side[0]]}" for _, side in written],
            textfont={"size": NAME_SIZE, "color": theme.muted, "shadow": _halo(theme)},
            hoverinfo="skip",
            showlegend=False,
            cliponaxis=True,
        )
    )


def _halo(theme: Theme) -> str:
    """Give the text shadow that parts a name from the points below it."""
    around = ("1px 0", "-1px 0", "0 1px", "0 -1px", "0 0")
    return ", ".join(f"{offset} 2px {theme.halo}" for offset in around)


def _pixels(
    view: Projection, rows: Sequence[int], marked: Sequence[int], height: int, *, zoomed: bool
) -> NDArray[np.floating]:
    """Estimate where items fall in a frame of the usual width, from its lower left corner."""
    seen = view.as_seen.astype(np.float64)
    shown = seen[list(marked)] if zoomed and marked else seen
    low, high = shown.min(axis=0), shown.max(axis=0)
    spread = np.where(high > low, high - low, 1.0)
    middle = (low + high) / 2
    if zoomed and marked:
        spread = (1 + 2 * ZOOM_MARGIN) * np.maximum(spread, 0.02 * np.ptp(seen, axis=0))
    fixed_shape = bool(view.stretch) or not view.axes_have_units
    if fixed_shape:
        unit = spread.max() if view.dimensions == 3 else max(spread[0] * height / WIDTH, spread[1])
        spread = np.full_like(spread, unit)
    at = (seen[list(rows)] - middle) / spread
    if view.dimensions == 3:
        return on_screen(at, width=WIDTH, height=height)
    across = height if fixed_shape else WIDTH
    return np.asarray(at * [across, height] + [WIDTH / 2, height / 2])
