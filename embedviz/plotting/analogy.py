"""plot_analogy: the parallelogram of an analogy, cut flat out of the space."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from numpy.typing import NDArray

from embedviz.plotting.analogy_plane import upright
from embedviz.plotting.frame import arrow, axis, framed
from embedviz.plotting.labels import CHARACTER, label_look, lifts, text_halo
from embedviz.plotting.numbers import numbers, safe, shortened
from embedviz.plotting.palette import Theme, theme_named
from embedviz.plotting.sizes import LABEL_SIZE, LONGEST_LABEL
from embedviz.space import VectorSpace
from embedviz.space.plane import plane_coordinates

MARGIN = 0.15
"""Room around the parallelogram, as a share of its longer side."""


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
    the target. Their labels stand in a column to the right.

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
    flat = _flattened(space, (a, b, c), answers)
    labels = _answer_labels(answers)
    figure = framed(looks, height=height)
    _draw_arrows(figure, flat, looks)
    figure.add_trace(_marks(flat, [a, b, c, "target"], labels, looks))
    low, high = flat.min(axis=0), flat.max(axis=0)
    room = MARGIN * (high - low).max()
    low, high = low - room, high + room
    for label in _column(flat[4:], labels, (low, high), looks, height):
        figure.add_annotation(label)
    bare = axis(looks, "", ticks=False, constrain="domain")
    figure.update_xaxes(**bare, range=[low[0], high[0]])
    figure.update_yaxes(**bare, range=[low[1], high[1]], scaleanchor="x", scaleratio=1)
    figure.update_layout(margin_r=CHARACTER * max(map(len, labels)))
    return figure


def _flattened(
    space: VectorSpace, corners: tuple[str, str, str], answers: pd.DataFrame
) -> NDArray[np.floating]:
    """Give where a, b, c, the target and the answers lie in the plane of the first three."""
    a, b, c = corners
    points = space.points if space.metric == "cosine" else space.vectors
    rows = [space.index_of(item) for item in corners]
    target = space.target([b, c], [a])
    everything = np.vstack([points[rows], target[None, :], points[answers["index"]]])
    flat = plane_coordinates(everything, *points[rows])
    return np.asarray(flat @ upright(flat[:3], space, rows))


def _answer_labels(answers: pd.DataFrame) -> list[str]:
    """Give the answers with the number that chose them, which the first one names."""
    score = "similarity" if "similarity" in answers else "distance"
    notes = numbers(answers[score])
    notes[0] = f"{score} {notes[0]}"
    return [
        f"{shortened(label, LONGEST_LABEL)}  {note}"
        for label, note in zip(answers["label"], notes, strict=True)
    ]


def _marks(
    flat: NDArray[np.floating], corners: list[str], answers: list[str], theme: Theme
) -> go.Scatter:
    """Draw the corners, with their labels outside the parallelogram, and the answers."""
    others = len(answers) - 1
    shapes = ["circle"] * 3 + ["x-thin"] + ["star"] + ["circle-open"] * others
    colors = [theme.ink] * 3 + [theme.muted] + [theme.accent] + [theme.muted] * others
    is_above = flat[:4, 1] > flat[:4, 1].mean()
    return go.Scatter(
        x=flat[:, 0],
        y=flat[:, 1],
        mode="markers+text",
        marker={
            "symbol": shapes,
            "size": [11, 11, 11, 12, 16] + [9] * others,
            "color": colors,
            "line": {"width": 2, "color": colors},
        },
        text=[safe(shortened(each, LONGEST_LABEL)) for each in corners] + [""] * len(answers),
        textposition=[f"{'top' if above else 'bottom'} center" for above in is_above],
        textfont={"size": LABEL_SIZE, "color": theme.ink, "shadow": text_halo(theme)},
        cliponaxis=False,
        customdata=[safe(each) for each in [*corners, *answers]],
        hovertemplate="<b>%{customdata}</b><extra></extra>",
        showlegend=False,
    )


def _column(
    places: NDArray[np.floating],
    labels: list[str],
    frame: tuple[NDArray[np.floating], NDArray[np.floating]],
    theme: Theme,
    height: int,
) -> list[dict[str, object]]:
    """Write the answers' labels below each other in the right margin, a thin line to each."""
    low, high = frame
    shares = (places[:, 1] - low[1]) / (high[1] - low[1])
    return [
        {
            "x": float(x),
            "y": float(y),
            "axref": "x",
            "ax": float(high[0]),
            "ay": -float(lift),
            "xanchor": "left",
            **label_look(label, theme),
        }
        for (x, y), label, lift in zip(places, labels, lifts(shares, height), strict=True)
    ]


def _draw_arrows(figure: go.Figure, flat: NDArray[np.floating], theme: Theme) -> None:
    a, b, c, target = flat[:4].tolist()
    dotted = ((c, target, theme.accent), (a, c, theme.muted), (b, target, theme.muted))
    for (x0, y0), (x1, y1), color in dotted:
        line = {"color": color, "width": 1.6, "dash": "dot"}
        figure.add_shape(type="line", x0=x0, y0=y0, x1=x1, y1=y1, line=line)
    look = {"arrowwidth": 2, "arrowcolor": theme.accent, "standoff": 8}
    figure.add_annotation(arrow(a, b, opacity=1, **look))
    figure.add_annotation(arrow(c, target, opacity=0.55, **look))
