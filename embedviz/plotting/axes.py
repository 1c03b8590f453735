"""The axes of a projection's figure: their titles and proportions, where they begin and end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from embedviz.plotting.frame import WIDTH, axis
from embedviz.plotting.numbers import safe
from embedviz.plotting.palette import Theme
from embedviz.plotting.sizes import CAMERA
from embedviz.projections import Projection

ZOOM_MARGIN = 0.35
"""What a zoomed figure shows beyond the marked items, as a share of their spread."""

Ends = tuple[NDArray[np.float64], NDArray[np.float64]]
"""Where the axes begin and end, each (2 | 3,)."""


def add_axes(figure: go.Figure, view: Projection, theme: Theme) -> None:
    """Give a figure the axes of a projection: numbers where they mean something."""
    if view.dimensions == 3:
        figure.update_layout(scene=scene(view, theme), scene_camera=CAMERA)
        return
    meaningful = view.axes_have_units or bool(view.explained_variance)
    for update, of in zip((figure.update_xaxes, figure.update_yaxes), view.axes, strict=True):
        title, kind = safe(of.full_title) if meaningful else "", "log" if of.log else "linear"
        update(**axis(theme, title, ticks=view.axes_have_units, type=kind))
    if view.stretch:
        ratio = view.stretch[1] / view.stretch[0]
        figure.update_yaxes(scaleanchor="x", scaleratio=ratio, constraintoward="top")
        figure.update_layout(xaxis_constrain="domain", yaxis_constrain="domain")
    elif not view.axes_have_units:
        figure.update_yaxes(scaleanchor="x", scaleratio=1)


def scene(view: Projection, theme: Theme) -> dict[str, Any]:
    """Make the scene of a 3D projection: a cube whose sides are the axes."""
    made: dict[str, Any] = {
        # Axes with units of their own fill a cube; else a length means the same everywhere.
        "aspectmode": "cube" if view.axes_have_units else "data",
        "dragmode": "orbit",
    }
    for name, of in zip(("xaxis", "yaxis", "zaxis"), view.axes, strict=True):
        title = of.full_title.replace("<", "‹")  # drawn by WebGL, which knows <b> but no &lt;
        made[name] = {
            "title": {"text": title, "font": {"color": theme.muted, "size": 13}},
            "type": "log" if of.log else "linear",
            "showticklabels": view.axes_have_units,
            "tickfont": {"color": theme.muted, "size": 11},
            "gridcolor": theme.grid,
            "showbackground": False,
            "zeroline": False,
            "showspikes": False,
            "separatethousands": True,
            "nticks": 6,
        }
    return made


def zoom_in(figure: go.Figure, view: Projection, rows: Sequence[int]) -> None:
    """Show these items only, and what lies around them."""
    frame = figure.layout.scene if view.dimensions == 3 else figure.layout
    for name, *ends in zip(("xaxis", "yaxis", "zaxis"), *_zoomed_ends(view, rows), strict=False):
        frame[name].range = [float(end) for end in ends]


def seen_ends(view: Projection, rows: Sequence[int] | None, height: float) -> Ends:
    """Give the ends of what is seen in a figure of the usual width: of these items, or of all."""
    at = on_axes(view)
    low, high = _zoomed_ends(view, rows) if rows else (at.min(axis=0), at.max(axis=0))
    if view.axes_have_units:
        return low, high
    # A length is the same everywhere, so one side has room to spare.
    shape = np.array([WIDTH, WIDTH, height][-view.dimensions :])
    spread = shape * max((high - low) / shape) / 2
    middle = (low + high) / 2
    return middle - spread, middle + spread


def _zoomed_ends(view: Projection, rows: Sequence[int]) -> Ends:
    """Give the ends of axes that show these items with a margin around them."""
    at = on_axes(view)
    shown = at[list(rows)]
    low, high = shown.min(axis=0), shown.max(axis=0)
    margin = ZOOM_MARGIN * np.maximum(high - low, 0.02 * np.ptp(at, axis=0))
    return low - margin, high + margin


def on_axes(view: Projection) -> NDArray[np.float64]:
    """Give the coordinates as axes and annotations take them: exponents where an axis is log."""
    at = view.coordinates.astype(np.float64)
    for each, of in enumerate(view.axes):
        if of.log:
            at[:, each] = np.log10(at[:, each])
    return at
