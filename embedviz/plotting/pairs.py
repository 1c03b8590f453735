"""plot_pairs: an arrow from each first to its second, so that one sees whether they agree."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from embedviz.plotting.frame import arrow, axis, framed
from embedviz.plotting.labels import CHARACTER, text_halo
from embedviz.plotting.numbers import safe
from embedviz.plotting.palette import theme_named
from embedviz.plotting.sizes import LABEL_SIZE
from embedviz.projections import Projection

MARGIN = (0.02, 0.1)
"""Room around the points, as a share of the width and the height."""

SHAPE = (1.6, 1.0)
"""About as wide as high."""


def plot_pairs(
    view: Projection,
    pairs: Sequence[tuple[str, str]],
    *,
    theme: str = "light",
    height: int = 460,
) -> go.Figure:
    """Draw pairs of items as arrows in a projection in 2D, from the first of each to its second.

    Raises
    ------
    UnknownLabel
        If an item is not in the picture.
    """
    looks = theme_named(theme)
    starts, ends = (
        view.coordinates[[view.space.index_of(pair[side]) for pair in pairs]] for side in (0, 1)
    )
    beside = CHARACTER * max(len(name) for pair in pairs for name in pair)
    figure = framed(looks, height=height)
    figure.update_layout(margin_l=beside, margin_r=beside)
    for start, end in zip(starts, ends, strict=True):
        look = {"arrowwidth": 1.8, "arrowcolor": looks.accent, "opacity": 0.6}
        figure.add_annotation(arrow(start, end, standoff=5, startstandoff=5, **look))
    places = np.vstack([starts, ends])
    names = [pair[side] for side in (0, 1) for pair in pairs]
    low, high = places.min(axis=0), places.max(axis=0)
    room = np.array(MARGIN) * (high - low)
    colors = [looks.muted] * len(pairs) + [looks.accent] * len(pairs)
    figure.add_scatter(
        x=places[:, 0],
        y=places[:, 1],
        mode="markers+text",
        marker={"size": 8, "color": colors},
        text=[safe(name) for name in names],
        textposition=_sides(starts, ends, high - low),
        textfont={"size": LABEL_SIZE, "color": looks.ink, "shadow": text_halo(looks)},
        hovertemplate="%{text}<extra></extra>",
        cliponaxis=False,
        showlegend=False,
    )
    for update, side in ((figure.update_xaxes, 0), (figure.update_yaxes, 1)):
        bounds = [float(low[side] - room[side]), float(high[side] + room[side])]
        update(**axis(looks, "", ticks=False, range=bounds))
    return figure


def _sides(
    starts: NDArray[np.floating], ends: NDArray[np.floating], spread: NDArray[np.floating]
) -> list[str]:
    """Put each name behind its arrow or before it, in Plotly's words."""
    away = (starts - ends) / spread * SHAPE
    return [_side(*each) for each in (*away, *-away)]


def _side(across: float, up: float) -> str:
    if abs(across) > abs(up):
        return "middle right" if across > 0 else "middle left"
    return "top center" if up > 0 else "bottom center"
