"""plot_analogy: the parallelogram of an analogy, cut flat out of the space."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from embedviz.plotting.analogy_plane import upright
from embedviz.plotting.frame import WIDTH, axis, framed
from embedviz.plotting.labels import label_annotations, place_labels
from embedviz.plotting.names import LABEL_GAP, LABEL_SIZE
from embedviz.plotting.numbers import numbers, safe, shortened
from embedviz.plotting.palette import theme_named
from embedviz.space import VectorSpace
from embedviz.space.plane import plane_coordinates

MARGIN = 0.3


def plot_analogy(
    space: VectorSpace,
    a: str,
    b: str,
    c: str,
    *,
    method: str = "3cosadd",
    k: int = 5,
    theme: str = "light",
    height: int = 420,
) -> go.Figure:
    """Draw "a is to b as c is to ...?" in the plane that a, b and c span.

    In that plane the parallelogram a, b, target, c is drawn without distortion. The answers lie
    off the plane; they are seen from above, and each says its similarity or its true distance from
    the target.

    Parameters
    ----------
    space : VectorSpace
    a, b, c : str
        Labels; the target is b - a + c.
    method : str
        See :meth:`embedviz.VectorSpace.analogy`.
    k : int
        How many answers are drawn.

    Returns
    -------
    plotly.graph_objects.Figure

    Raises
    ------
    UnknownLabel, AmbiguousLabel, InvalidParameter, InvalidRequest
    """
    looks = theme_named(theme)
    answers = space.analogy([b, c], [a], k=k, method=method)
    points = space.points if space.metric == "cosine" else space.vectors
    rows = [space.index_of(item) for item in (a, b, c)]
    corners = points[rows]
    target = space.target([b, c], [a])
    everything = np.vstack([corners, target[None, :], points[answers["index"]]])
    flat = plane_coordinates(everything, *corners)
    flat = flat @ upright(flat[:3], space, rows)
    score = "similarity" if "similarity" in answers else "distance"
    notes = numbers(answers[score])
    notes[0] = f"{score} {notes[0]}"
    names = [
        *(space.labels[row] for row in rows),
        "target",
        *(
            f"{shortened(label)}  {note}"
            for label, note in zip(answers["label"], notes, strict=True)
        ),
    ]
    figure = framed(looks, height=height)
    _draw_arrows(figure, flat, looks.accent, looks.muted)
    shapes = ["circle"] * 3 + ["x-thin"] + ["star"] + ["circle-open"] * (len(answers) - 1)
    colors = [looks.ink] * 3 + [looks.muted] + [looks.accent] + [looks.muted] * (len(answers) - 1)
    low, high = flat.min(axis=0), flat.max(axis=0)
    unit = max((high[0] - low[0]) * height / WIDTH, high[1] - low[1]) * (1 + MARGIN) / height
    pixels = (flat - (low + high) / 2) / unit + (WIDTH / 2, height / 2)
    important = [4, 0, 1, 2, 3, *range(5, len(names))]
    sides = place_labels(
        pixels[important],
        [names[each] for each in important],
        font_sizes=[LABEL_SIZE] * len(names),
        gaps=[LABEL_GAP] * len(names),
        frame=(WIDTH, height),
        n_obstacles=len(names),
    )
    for label in label_annotations(
        flat[important],
        [names[each] for each in important],
        sides,
        looks,
        gap=LABEL_GAP,
        font_size=LABEL_SIZE,
    ):
        figure.add_annotation(label)
    figure.add_trace(
        go.Scatter(
            x=flat[:, 0],
            y=flat[:, 1],
            mode="markers",
            marker={
                "symbol": shapes,
                "size": [11, 11, 11, 12, 16] + [9] * (len(answers) - 1),
                "color": colors,
                "line": {"width": 2, "color": colors},
            },
            customdata=[safe(name) for name in names],
            hovertemplate="<b>%{customdata}</b><extra></extra>",
            showlegend=False,
        )
    )
    room = MARGIN / 2 * (high - low).max()
    figure.update_xaxes(**axis(looks, "", ticks=False, range=[low[0] - room, high[0] + room]))
    figure.update_yaxes(**axis(looks, "", ticks=False, range=[low[1] - room, high[1] + room]))
    figure.update_yaxes(scaleanchor="x", scaleratio=1)
    return figure


def _draw_arrows(figure: go.Figure, flat: np.ndarray, accent: str, muted: str) -> None:
    a, b, c, target = flat[:4]
    for start, end, color, dashed in (
        (a, b, accent, False),
        (c, target, accent, True),
        (a, c, muted, True),
        (b, target, muted, True),
    ):
        if dashed:
            figure.add_shape(
                type="line",
                x0=float(start[0]),
                y0=float(start[1]),
                x1=float(end[0]),
                y1=float(end[1]),
                line={"color": color, "width": 1.6, "dash": "dot"},
            )
        if color == accent:
            figure.add_annotation(
                x=float(end[0]),
                y=float(end[1]),
                ax=float(start[0]),
                ay=float(start[1]),
                xref="x",
                yref="y",
                axref="x",
                ayref="y",
                text="",
                showarrow=True,
                arrowhead=2,
                arrowwidth=2,
                arrowcolor=color,
                opacity=0.55 if dashed else 1,
                standoff=8,
            )
