"""plot_pairs: an arrow from each first to its second, so that one sees whether they agree."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from embedviz.plotting.frame import axis, framed
from embedviz.plotting.labels import label_annotations, place_labels
from embedviz.plotting.names import LABEL_GAP, LABEL_SIZE
from embedviz.plotting.palette import theme_named
from embedviz.projections import Projection

MARGIN = (0.22, 0.1)
"""Room for labels, as a share of the width and the height."""

NARROW, LARGE = 560, 18
"""Labels are placed for a narrow picture with large type, as on a projector beside a text."""


def plot_pairs(
    view: Projection,
    pairs: Sequence[tuple[str, str]],
    *,
    theme: str = "light",
    height: int = 460,
) -> go.Figure:
    """Draw pairs of items as arrows in a projection in 2D.

    Parameters
    ----------
    view : Projection
        Holds both items of each pair.
    pairs : sequence of (str, str)
        From which item to which.

    Raises
    ------
    UnknownLabel
        If an item is not in the picture.
    """
    looks = theme_named(theme)
    starts, ends = (
        view.coordinates[[view.space.index_of(pair[side]) for pair in pairs]] for side in (0, 1)
    )
    figure = framed(looks, height=height)
    for start, end in zip(starts, ends, strict=True):
        figure.add_annotation(
            x=float(end[0]), y=float(end[1]), ax=float(start[0]), ay=float(start[1]),
            xref="x", yref="y", axref="x", ayref="y",
            text="", showarrow=True, arrowhead=2, arrowwidth=1.8, arrowcolor=looks.accent,
            opacity=0.6, standoff=5, startstandoff=5,
        )  # fmt: skip
    places = np.vstack([starts, ends])
    names = [pair[side] for side in (0, 1) for pair in pairs]
    low, high = places.min(axis=0), places.max(axis=0)
    room = np.array(MARGIN) * (high - low)
    pixels = (places - low + room) / (high - low + 2 * room) * (NARROW, height)
    sides = place_labels(
        pixels,
        names,
        font_sizes=[LARGE] * len(names),
        gaps=[LABEL_GAP] * len(names),
        frame=(NARROW, height),
        n_obstacles=len(names),
    )
    for label in label_annotations(
        places, names, sides, looks, gap=LABEL_GAP, font_size=LABEL_SIZE
    ):
        figure.add_annotation(label)
    colors = [looks.muted] * len(pairs) + [looks.accent] * len(pairs)
    figure.add_trace(
        go.Scatter(
            x=places[:, 0],
            y=places[:, 1],
            mode="markers",
            marker={"size": 8, "color": colors},
            text=names,
            hovertemplate="%{text}<extra></extra>",
            showlegend=False,
        )
    )
    for update, side in ((figure.update_xaxes, 0), (figure.update_yaxes, 1)):
        bounds = [float(low[side] - room[side]), float(high[side] + room[side])]
        update(**axis(looks, "", ticks=False, range=bounds))
    return figure
