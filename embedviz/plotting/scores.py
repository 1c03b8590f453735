"""plot_scores: the same items scored twice, one score across and one up."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from embedviz.plotting.frame import axis, frame
from embedviz.plotting.numbers import safe, shortened
from embedviz.plotting.palette import Theme, theme_named

HEIGHT = 300


def plot_scores(
    across: NDArray[np.floating],
    up: NDArray[np.floating],
    names: Sequence[str],
    titles: tuple[str, str],
    *,
    wanted: int | None = None,
    theme: str = "light",
) -> go.Figure:
    """Draw n items by two scores, (n,) each, the one at the position ``wanted`` with its name.

    ``names`` is what items are called under the pointer, ``titles`` what the two scores are.
    """
    looks = theme_named(theme)
    reach = float(across.max(initial=0.0)) or 1.0
    points = {
        "type": "scatter",
        "mode": "markers",
        "x": across,
        "y": up,
        "text": [safe(name) for name in names],
        "hovertemplate": "%{text}<br>%{x:.2f} across, %{y:.2f} up<extra></extra>",
        "marker": {"size": 7, "color": looks.muted, "opacity": 0.5},
        "cliponaxis": False,
    }
    traces = [points]
    if wanted is not None:
        traces.append(_ring(across[wanted], up[wanted], names[wanted], reach, looks))
    layout = frame(
        looks,
        height=HEIGHT,
        xaxis=axis(looks, titles[0], range=[-0.03 * reach, 1.05 * reach], nticks=6),
        yaxis=axis(looks, titles[1], nticks=6, ticklabelstandoff=4),
        margin={"l": 8, "r": 24, "t": 12, "b": 8},
        showlegend=False,
        dragmode=False,
    )
    return go.Figure(traces, layout)


def _ring(x: float, y: float, name: str, reach: float, theme: Theme) -> dict[str, object]:
    """Draw the wanted item, its name towards the middle."""
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [x],
        "y": [y],
        "text": [safe(shortened(name, 48))],
        "textposition": "middle left" if x > reach / 2 else "middle right",
        "textfont": {"size": 14, "color": theme.ink},
        "marker": {"size": 11, "color": theme.accent},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
