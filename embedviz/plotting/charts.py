"""Charts: heat, bars, lines, scattered and strung points in the app's looks, for small figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedviz.plotting.frame import axis, framed
from embedviz.plotting.numbers import safe
from embedviz.plotting.palette import SCALE, category_colors, theme_named
from embedviz.rounding import percent

HEIGHT = 420
_BAR, _ROW = 24, 21  # pixels for a bar with its gap, for a row of strung points
_ROOM = 1.25  # of the longest bar, for the number beside it


def heat(values: ArrayLike, names: Sequence[str], *, low: float, theme: str = "light") -> go.Figure:
    """Draw an (n, n) table of similarities, ``low`` to 1, each written in its square."""
    looks = theme_named(theme)
    called = [safe(name) for name in names]
    figure = framed(looks, height=HEIGHT)
    figure.add_heatmap(
        z=np.asarray(values, dtype=float),
        x=called,
        y=called,
        zmin=low,
        zmax=1,
        colorscale=SCALE,
        showscale=False,
        xgap=2,
        ygap=2,
        texttemplate="%{z:.2f}",
        textfont={"size": 14},
        hovertemplate="%{y} and %{x}: %{z:.3f}<extra></extra>",
    )
    figure.update_xaxes(**axis(looks, "", showgrid=False, side="top"))
    figure.update_yaxes(**axis(looks, "", showgrid=False, autorange="reversed"))
    return figure


def bars(
    names: Sequence[str],
    series: Mapping[str, Sequence[float]],
    *,
    shares: bool = True,
    mark: float | None = None,
    theme: str = "light",
) -> go.Figure:
    """Draw bars to the right, one for each name and series, the first name on top.

    A single series has its numbers beside the bars; of several, they are told where one points.
    ``mark`` is a value to compare with, drawn as a line: what chance would give, say.
    """
    looks = theme_named(theme)
    colors = category_colors(list(series), theme)
    height = 60 + _BAR * len(names) * (1 + len(series)) // 2
    figure = framed(looks, height=height, barmode="group", bargap=0.3)
    for label, values in series.items():
        figure.add_bar(
            x=list(values),
            y=[safe(name) for name in names],
            name=safe(label),
            orientation="h",
            marker={"color": colors[label]},
            textposition="outside" if len(series) == 1 else "none",
            textfont={"size": 13},
            constraintext="none",
            cliponaxis=False,
            hovertemplate="%{y}: %{text}<extra></extra>",
            text=[percent(value) if shares else f"{value:.2f}" for value in values],
        )
    if mark is not None:
        figure.add_vline(x=mark, line={"color": looks.accent, "width": 2, "dash": "dot"})
    figure.update_layout(showlegend=len(series) > 1, legend_traceorder="normal")
    most = max(1.0 if shares else 0.0, *(max(values) for values in series.values()))
    room = _ROOM if len(series) == 1 else 1.04
    figure.update_xaxes(**axis(looks, "", range=[0, most * room]))
    if shares:
        figure.update_xaxes(tickvals=[0, 0.5, 1], ticktext=[percent(each) for each in (0, 0.5, 1)])
    figure.update_yaxes(**axis(looks, "", showgrid=False, autorange="reversed"))
    return figure


def lines(
    x: Sequence[str],
    series: Mapping[str, Sequence[float]],
    *,
    marked: int,
    titles: tuple[str, str],
    theme: str = "light",
) -> go.Figure:
    """Draw one line for each series over named steps; ``marked`` is the step in question."""
    looks = theme_named(theme)
    colors = category_colors(list(series), theme)
    figure = framed(looks, height=220)
    for label, values in series.items():
        figure.add_scatter(
            x=list(x),
            y=list(values),
            name=safe(label),
            mode="lines+markers",
            line={"color": colors[label], "width": 3},
            marker={"size": 9},
            hovertemplate="%{y:.3f}<extra></extra>",
        )
    figure.add_vline(x=marked, line={"color": looks.accent, "width": 2, "dash": "dot"})
    figure.update_xaxes(**axis(looks, safe(titles[0]), type="category", showgrid=False))
    figure.update_yaxes(**axis(looks, safe(titles[1])))
    return figure


def scatter(
    groups: Mapping[str, tuple[Sequence[float], Sequence[float], Sequence[str]]],
    *,
    titles: tuple[str, str],
    theme: str = "light",
) -> go.Figure:
    """Draw points by group: x, y and what each is called when it is pointed at."""
    looks = theme_named(theme)
    colors = category_colors(list(groups), theme)
    figure = framed(looks, height=HEIGHT)
    for label, (x, y, called) in groups.items():
        figure.add_scatter(
            x=list(x),
            y=list(y),
            name=safe(label),
            mode="markers",
            marker={"size": 11, "color": colors[label], "opacity": 0.8},
            text=[safe(each) for each in called],
            hovertemplate="%{text}<br>similarity %{y:.2f}<extra></extra>",
        )
    figure.update_xaxes(**axis(looks, safe(titles[0])))
    figure.update_yaxes(**axis(looks, safe(titles[1])))
    return figure


def strung(
    groups: Mapping[str, Mapping[str, float]], *, ends: Sequence[str], theme: str = "light"
) -> go.Figure:
    """Draw named items along one axis from 0 to 1, each on a row of its own, by group."""
    looks = theme_named(theme)
    colors = category_colors(list(groups), theme)
    n_rows = sum(map(len, groups.values()))
    figure = framed(looks, height=110 + _ROW * n_rows)
    for pole in (0, 1):
        figure.add_vline(x=pole, line={"color": looks.muted, "width": 1, "dash": "dot"})
    for label, items in groups.items():
        ordered = sorted(items, key=items.__getitem__)
        figure.add_scatter(
            x=[items[name] for name in ordered],
            y=[safe(name) for name in ordered],
            name=safe(label),
            mode="markers",
            marker={"size": 11, "color": colors[label]},
            hovertemplate="%{y}: %{x:.2f}<extra></extra>",
        )
    first, last = map(safe, ends)
    figure.update_xaxes(**axis(looks, "", range=[-0.08, 1.08], side="top"))
    figure.update_xaxes(tickvals=[0, 0.5, 1], ticktext=[first, "half way", last])
    figure.update_layout(legend={"y": 1.06})
    figure.update_yaxes(**axis(looks, "", autorange="reversed"))
    return figure
