"""enlarged: a figure with larger type, to be read from the back of a room."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

SMALLEST = 18
"""Pixels of the smallest type on a projector of 1920 x 1080."""

FACTOR = 1.4
HIGHER = 1.2
"""A projector's picture has more room than a laptop's by so much."""

USUAL = 14


def enlarged(figure: go.Figure) -> go.Figure:
    """Give another figure with all type larger, and room for it."""
    drawn = figure.to_dict()
    _enlarge(drawn)
    layout = drawn["layout"]
    # What names no size of its own has the layout's; Plotly's hover and legend take it as well.
    layout["font"] = {"size": _larger(USUAL), **layout.get("font", {})}
    layout["margin"] = {side: room * FACTOR for side, room in layout.get("margin", {}).items()}
    if layout.get("height"):
        layout["height"] = round(layout["height"] * HIGHER)
    return go.Figure(drawn)


def _enlarge(part: Any) -> None:
    """Enlarge every font within a part of a figure, wherever it stands."""
    if isinstance(part, dict):
        for name, value in part.items():
            if name.endswith("font") and isinstance(value, dict) and "size" in value:
                value["size"] = _larger(value["size"])
            elif name not in _DATA:
                _enlarge(value)
    elif isinstance(part, list | tuple):
        for each in part:
            _enlarge(each)


_DATA = {"x", "y", "z", "text", "customdata", "ids"}
"""What may be long and has no fonts in it."""


def _larger(size: Any) -> Any:
    if isinstance(size, int | float):
        return max(SMALLEST, size * FACTOR)
    return [_larger(each) for each in size]
