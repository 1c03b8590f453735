"""The 3D scene: its axes."""

from __future__ import annotations

from typing import Any

from embedviz.plotting.palette import Theme
from embedviz.projections import Projection


def scene(view: Projection, theme: Theme) -> dict[str, Any]:
    """Make the scene of a 3D projection: a cube whose sides are the axes."""
    made: dict[str, Any] = {
        # Axes with units of their own fill a cube; else a length means the same everywhere.
        "aspectmode": "cube" if view.axes_have_units else "data",
        "dragmode": "orbit",
    }
    for name, axis in zip(("xaxis", "yaxis", "zaxis"), view.axes, strict=True):
        title = f"{axis.title}, {axis.unit}" if axis.unit else axis.title
        title = title.replace("<", "‹")  # drawn by WebGL, which knows <b> but no &lt;
        made[name] = {
            "title": {"text": title, "font": {"color": theme.muted, "size": 13}},
            "type": "log" if axis.log else "linear",
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
