"""The frame of a figure: type, ground, margins, legend; the same in every plot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from embedviz.plotting.palette import FONT, Theme

WIDTH = 760
"""The width, in pixels, that labels are laid out for; a wider plot only has more room."""


def framed(theme: Theme, *, height: int, font_size: int = 14, **layout: Any) -> go.Figure:
    """Make an empty figure in our looks."""
    return go.Figure(layout=frame(theme, height=height, font_size=font_size, **layout))


def frame(theme: Theme, *, height: int, font_size: int = 14, **layout: Any) -> dict[str, Any]:
    """Give the layout of our looks.

    A figure made of one finished layout takes 5 ms, one that is updated step by step 70 and more.
    """
    return {
        "height": height,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "font": {"family": FONT, "size": font_size, "color": theme.ink},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "hoverlabel": {
            "bgcolor": theme.card,
            "bordercolor": theme.muted,
            "font": {"family": FONT, "size": font_size, "color": theme.ink},
            "align": "left",
        },
        "legend": {
            "itemsizing": "constant",
            "orientation": "h",
            "x": 0,
            "y": 1.01,
            "yanchor": "bottom",
            "bgcolor": "rgba(0,0,0,0)",
            "font": {"size": font_size - 1},
            "title": {"font": {"size": font_size - 1, "color": theme.muted}},
        },
        "hovermode": "closest",
        "dragmode": "pan",
        "modebar": {
            "bgcolor": "rgba(0,0,0,0)",
            "color": theme.muted,
            "activecolor": theme.accent,
        },
        **layout,
    }


def note(text: str, x: float | str, y: float | str, **look: Any) -> dict[str, Any]:
    """Make an annotation: a text at a place."""
    return {"text": text, "x": x, "y": y, "showarrow": False, **look}


def arrow(start: Sequence[float], end: Sequence[float], **look: Any) -> dict[str, Any]:
    """Make an annotation: an arrow from a point of the plane to another, (2,) each."""
    places = dict(zip(("ax", "ay", "x", "y"), map(float, (*start, *end)), strict=True))
    axes = {"xref": "x", "yref": "y", "axref": "x", "ayref": "y"}
    return {**places, **axes, "text": "", "showarrow": True, "arrowhead": 2, **look}


def axis(theme: Theme, title: str, *, ticks: bool = True, **more: Any) -> dict[str, Any]:
    """Make one axis: a quiet grid where its numbers mean something, nothing where they don't."""
    return {
        "title": {"text": title, "font": {"color": theme.muted, "size": 13}},
        "showticklabels": ticks,
        "tickfont": {"color": theme.muted, "size": 12},
        "gridcolor": theme.grid,
        "showgrid": ticks,
        "zeroline": False,
        "separatethousands": True,
        "automargin": ticks,
        **more,
    }
