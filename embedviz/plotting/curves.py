"""plot_curves: a few lines over one axis, such as accuracy over the number of labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import plotly.graph_objects as go

from embedviz.plotting.frame import axis, frame
from embedviz.plotting.numbers import number, safe
from embedviz.plotting.palette import CATEGORY_COLORS, Theme, theme_named
from embedviz.rounding import percent

HEIGHT = 400


@dataclass(frozen=True)
class Curve:
    """One line of points, with its name in the legend.

    ``spread`` is half the length of the bar through each point, none where empty; ``notes`` what
    the points are called under the pointer, their places where empty.
    """

    name: str
    x: Sequence[float]
    y: Sequence[float]
    spread: Sequence[float] = field(default=())
    notes: Sequence[str] = field(default=())


@dataclass(frozen=True)
class Scale:
    """One axis: its title with the unit, whether it counts in powers of ten or in percent."""

    title: str
    log: bool = False
    percent: bool = False
    ticks: Sequence[float] = field(default=())


def plot_curves(
    curves: Sequence[Curve],
    across: Scale,
    up: Scale,
    *,
    marked: tuple[float, float] | None = None,
    theme: str = "light",
    height: int = HEIGHT,
) -> go.Figure:
    """Draw at most ten curves over a common axis; the point ``marked``, (x, y), gets a ring."""
    looks = theme_named(theme)
    traces = [
        _trace(curve, hue, across, up) for curve, hue in zip(curves, CATEGORY_COLORS, strict=False)
    ]
    if marked is not None:
        ring = {"symbol": "circle-open", "size": 22, "line": {"width": 3}, "color": looks.accent}
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": [marked[0]],
                "y": [marked[1]],
                "marker": ring,
                "showlegend": False,
                "hoverinfo": "skip",
                "cliponaxis": False,
            }
        )
    layout = frame(
        looks,
        height=height,
        xaxis=_axis(looks, across),
        yaxis=_axis(looks, up),
        margin={"l": 8, "r": 20, "t": 12, "b": 8},
        dragmode=False,
    )
    return go.Figure(traces, layout)


def _trace(curve: Curve, hue: str, across: Scale, up: Scale) -> dict[str, object]:
    places = [
        f"{_words(x, across)}, {_words(y, up)}" for x, y in zip(curve.x, curve.y, strict=True)
    ]
    lines = len(curve.x) > 1
    trace: dict[str, object] = {
        "type": "scatter",
        "mode": "lines+markers" if lines else "markers",
        "x": list(curve.x),
        "y": list(curve.y),
        "name": safe(curve.name),
        "line": {"color": hue, "width": 2.5},
        "marker": {"color": hue, "size": 8 if lines else 13},
        "text": [safe(each) for each in curve.notes] or places,
        "hovertemplate": f"{safe(curve.name)}<br>%{{text}}<extra></extra>",
        "cliponaxis": False,
    }
    if curve.spread:
        trace["error_y"] = {"array": list(curve.spread), "color": hue, "thickness": 1.5, "width": 5}
    return trace


def _words(value: float, scale: Scale) -> str:
    return f"{scale.title}: {percent(value) if scale.percent else number(value)}"


def _axis(theme: Theme, scale: Scale) -> dict[str, Any]:
    more: dict[str, Any] = {"type": "log" if scale.log else "linear"}
    if scale.percent:
        more["tickformat"] = ".0%"
    if scale.ticks:
        more |= {"tickvals": list(scale.ticks), "ticktext": [number(each) for each in scale.ticks]}
    elif scale.log:
        more |= {"dtick": 1}
    return axis(theme, scale.title, **more)
