"""plot: a projection as a Plotly figure, with an item's neighbours and an analogy drawn in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from embedviz.errors import InvalidRequest
from embedviz.plotting.axes import add_axes, on_axes, seen_ends, zoom_in
from embedviz.plotting.coloring import Coloring, coloring
from embedviz.plotting.frame import WIDTH, framed, note
from embedviz.plotting.given import colored
from embedviz.plotting.highlight import Marked, analogy_traces, highlight_traces, label_texts
from embedviz.plotting.hover import hover_texts
from embedviz.plotting.labels import CHARACTER, STEP, label_annotations, shifts_apart
from embedviz.plotting.numbers import safe
from embedviz.plotting.palette import SCALE, Theme, theme_named
from embedviz.plotting.sizes import MOST_NAMED_GROUPS
from embedviz.projections import Projection
from embedviz.space import VectorSpace

BASE_FONT = 14
HEIGHT, MAP_HEIGHT = 620, 470
NAME_HEIGHT, NAME_PADDING = 28, 10
"""Of a group's name with its frame, in pixels."""


def plot(
    view: Projection | VectorSpace,
    *,
    color: str | Sequence[Any] | None = None,
    highlight: str | None = None,
    k: int = 5,
    analogy: Sequence[str] | None = None,
    method: str = "3cosadd",
    zoom: bool = False,
    theme: str = "light",
    height: int | None = None,
    font_size: int = BASE_FONT,
) -> go.Figure:
    """Draw a projection.

    Parameters
    ----------
    view : Projection or VectorSpace
        A space is drawn by PCA.
    color : str or sequence, optional
        A column of the data set, or ``"quality"`` for how much of each item's neighbourhood the
        picture keeps. Or what :func:`embedviz.find_clusters` gives, by name; or n values in the
        order of the items: a Series, an array.
    highlight : str, optional
        An item: it and its k nearest in the *space* are drawn over the rest, with a line and the
        distance for each.
    k : int
        How many neighbours.
    analogy : (a, b, c), optional
        "a is to b as c is to ...?": drawn with an arrow from a to b and one from c to the answer.
    method : str
        How the analogy is answered, see :meth:`embedviz.VectorSpace.analogy`.
    zoom : bool
        Whether to open on the highlighted items alone.
    theme : str
        ``"light"`` or ``"dark"``.
    height, font_size : int
        In pixels; a map is lower than other pictures.

    Returns
    -------
    plotly.graph_objects.Figure

    Raises
    ------
    UnknownLabel, AmbiguousLabel, UnknownName, InvalidParameter, InvalidRequest
        With a sentence that says what can't be.

    References
    ----------
    Categories have the colours of M. Okabe, K. Ito: Color Universal Design (2008), numbers
    those of viridis (S. van der Walt, N. Smith, 2015).

    Examples
    --------
    >>> import embedviz as ev
    >>> space = ev.vectorize(ev.load_dataset("digits").take(range(60)))
    >>> figure = ev.plot(ev.project(space), color="digit", highlight="3, no. 1", k=5)
    >>> figure.layout.xaxis.title.text[:11]
    'Component 1'
    """
    view, color = colored(view, color)
    looks = theme_named(theme)
    colors = coloring(view, color, looks)
    marked = _marked(view, highlight, k, analogy, method)
    height = height or (MAP_HEIGHT if view.stretch else HEIGHT)
    figure = framed(looks, height=height, font_size=font_size)
    figure.add_trace(_points_trace(view, colors, faint=marked is not None))
    figure.add_traces(_legend_traces(colors, in_3d=view.dimensions == 3))
    figure.update_layout(legend_title_text=safe(colors.title) if colors.legend else "")
    add_axes(figure, view, looks)
    if marked is not None:
        draw = highlight_traces if analogy is None else analogy_traces
        figure.add_traces(draw(view, marked, looks))
        _look_at(figure, view, marked, looks, zoomed=zoom)
    elif colors.legend and view.dimensions == 2 and len(colors.legend) <= MOST_NAMED_GROUPS:
        _name_groups(figure, view, colors, looks)
    return figure


def _marked(
    view: Projection,
    highlight: str | None,
    k: int,
    analogy: Sequence[str] | None,
    method: str,
) -> Marked | None:
    if analogy is not None:
        if len(analogy) != 3:
            raise InvalidRequest("An analogy needs three items: a is to b as c is to what?")
        return Marked.analogy(view.space, *analogy, method=method)
    if highlight is not None:
        return Marked.neighbors(view.space, highlight, k)
    return None


def marker_size(n_items: int) -> float:
    """Give the diameter of a point, in pixels: large when few, small when many."""
    return float(np.clip(26 / max(n_items, 1) ** 0.22, 2.5, 11.0))


def _points_trace(view: Projection, colors: Coloring, *, faint: bool) -> go.Scatter:
    in_3d = view.dimensions == 3
    size = marker_size(len(view.space)) * (0.6 if in_3d else 1)
    opacity = 0.6 if faint else 0.85
    marker = {"size": size, "opacity": opacity, "color": colors.values, "line": {"width": 0}}
    if not colors.legend and colors.title:
        title = {"text": safe(colors.title), "side": "right"}
        bar: dict[str, Any] = {"title": title, "thickness": 12, "outlinewidth": 0}
        if colors.ticks:
            bar |= {"tickvals": colors.ticks[0], "ticktext": colors.ticks[1]}
        marker |= {"colorscale": SCALE, "colorbar": bar, "showscale": True}
    kind = go.Scatter3d if in_3d else go.Scattergl
    return kind(
        **dict(zip("xyz", view.coordinates.T, strict=False)),
        mode="markers",
        marker=marker,
        text=hover_texts(view.space.dataset),
        hovertemplate="%{text}<extra></extra>",
        showlegend=False,
        name="items",
    )


def _legend_traces(colors: Coloring, *, in_3d: bool) -> list[go.Scatter]:
    """One empty trace a category: the points are a single trace, because many are slow to hover."""
    kind = go.Scatter3d if in_3d else go.Scatter
    nowhere = {"x": [None], "y": [None]} | ({"z": [None]} if in_3d else {})
    return [
        kind(
            **nowhere,
            mode="markers",
            marker={"size": 9, "color": hue},
            name=safe(name),
            showlegend=True,
            hoverinfo="skip",
        )
        for name, hue in colors.legend.items()
    ]


def _look_at(
    figure: go.Figure, view: Projection, marked: Marked, theme: Theme, *, zoomed: bool
) -> None:
    """Label the marked items, as many as there are lines for, the nearest first."""
    if zoomed:
        zoom_in(figure, view, marked.rows)
    height = figure.layout.height
    rows = list(marked.rows[: int(height // STEP)])
    ends = seen_ends(view, marked.rows if zoomed else None, height)
    texts = label_texts(view, marked)[: len(rows)]
    labels = label_annotations(on_axes(view)[rows], texts, ends, theme, height=height)
    (figure.layout.scene if view.dimensions == 3 else figure.layout).annotations = labels


def _name_groups(figure: go.Figure, view: Projection, colors: Coloring, theme: Theme) -> None:
    """Write each group's name in its midst, if it has one: where it lies together.

    Where names would lie on one another, those of smaller groups move aside; one that finds no
    room stands in the legend only.
    """
    if view.axes_have_units or colors.groups is None:
        return
    spread = view.coordinates.std(axis=0).mean()
    found = []
    for name, hue in colors.legend.items():
        members = view.coordinates[colors.groups == name]
        middle = np.median(members, axis=0)
        near = np.median(np.linalg.norm(members - middle, axis=1))
        if near < 0.6 * spread:
            found.append((len(members), name, hue, middle))
    found.sort(key=lambda each: -each[0])
    if not found:
        return
    middles = np.stack([middle for *_, middle in found])
    scale = figure.layout.height / max(float(np.ptp(view.coordinates[:, 1])), 1e-9)
    across = WIDTH / max(float(np.ptp(view.coordinates[:, 0])), 1e-9)
    # A centimetre means the same in both directions: what is drawn has the smaller scale.
    widths = [CHARACTER * 1.2 * len(name) + NAME_PADDING for _, name, *_ in found]
    shifts = shifts_apart(middles * min(scale, across), widths, NAME_HEIGHT)
    for (_, name, hue, middle), shift in zip(found, shifts, strict=True):
        if shift is not None:
            figure.add_annotation(
                note(f"<b>{safe(name)}</b>", *map(float, middle)),
                yshift=shift,
                font={"size": BASE_FONT + 1, "color": theme.ink},
                bgcolor=theme.halo,
                bordercolor=hue,
                borderpad=2,
            )
