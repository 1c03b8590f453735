"""Charts: heat, bars, lines, scattered and strung points in the app's looks, for small figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from embedviz.plotting.frame import axis, framed
from embedviz.plotting.numbers import percent, safe
from embedviz.plotting.palette import SCALE, category_colors, theme_named

HEIGHT = 420
_BAR, _ROW = 24, 21  # pixels for a bar with its gap, for a row of strung points
_ROOM = 1.25  # of the longest bar, for the number beside it
_DARK_HALF = 0.45  # of the scale: on it, numbers are written in white


def heat(
    values: ArrayLike,
    names: Sequence[str],
    theme: str = "light",
    *,
    low: float,
    high: float = 1.0,
    height: int = HEIGHT,
) -> go.Figure:
    """Draw an (n, n) table of similarities, each number in its square, the first row on top."""
    looks = theme_named(theme)
    table = np.asarray(values, dtype=float)
    figure = framed(looks, height=height)
    called = [safe(name) for name in names]
    figure.add_trace(
        go.Heatmap(
            z=table,
            x=called,
            y=called,
            zmin=low,
            zmax=high,
            colorscale=SCALE,
            showscale=False,
            xgap=2,
            ygap=2,
            hovertemplate="%{y} and %{x}: %{z:.3f}<extra></extra>",
        )
    )
    for row, column in np.ndindex(table.shape):
        depth = (table[row, column] - low) / (high - low)
        figure.add_annotation(
            x=called[column],
            y=called[row],
            text=f"{table[row, column]:.2f}",
            showarrow=False,
            font={"color": "#ffffff" if depth < _DARK_HALF else "#1f2933"},
        )
    figure.update_xaxes(**axis(looks, "", showgrid=False, side="top"))
    figure.update_yaxes(**axis(looks, "", showgrid=False, autorange="reversed"))
    return figure


def bars(
    names: Sequence[str],
    series: Mapping[str, Sequence[float]],
    theme: str = "light",
    *,
    title: str = "",
    shares: bool = True,
    mark: float | None = None,
    height: int | None = None,
) -> go.Figure:
    """Draw bars to the right, one for each name and series, the first name on top.

    A single series has its numbers beside the bars; of several, they are told where one points.
    ``mark`` is a value to compare with, drawn as a line: what chance would give, say.
    """
    looks = theme_named(theme)
    colors = category_colors(list(series), theme)
    height = height or 60 + _BAR * len(names) * (1 + len(series)) // 2
    figure = framed(looks, height=height, barmode="group", bargap=0.3)
    for label, values in series.items():
        figure.add_trace(
            go.Bar(
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
        )
    if mark is not None:
        figure.add_vline(x=mark, line={"color": looks.accent, "width": 2, "dash": "dot"})
    figure.update_layout(showlegend=len(series) > 1, legend_traceorder="normal")
    figure.update_xaxes(**axis(looks, safe(title)))
    most = max(1.0 if shares else 0.0, *(max(values) for values in series.values()))
    figure.update_xaxes(range=[0, most * (_ROOM if len(series) == 1 else 1.04)])
    if shares:
        figure.update_xaxes(tickvals=[0, 0.5, 1], ticktext=["0 %", "50 %", "100 %"])
    figure.update_yaxes(**axis(looks, "", showgrid=False, autorange="reversed"))
    return figure


def lines(
    x: Sequence[str],
    series: Mapping[str, Sequence[float]],
    theme: str = "light",
    *,
    marked: int | None = None,
    titles: tuple[str, str] = ("", ""),
    height: int = HEIGHT,
) -> go.Figure:
    """Draw one line for each series over named steps; ``marked`` is the step in question."""
    looks = theme_named(theme)
    colors = category_colors(list(series), theme)
    figure = framed(looks, height=height)
    for label, values in series.items():
        figure.add_trace(
            go.Scatter(
                x=list(x),
                y=list(values),
                name=safe(label),
                mode="lines+markers",
                line={"color": colors[label], "width": 3},
                marker={"size": 9},
                hovertemplate="%{y:.3f}<extra></extra>",
            )
        )
    if marked is not None:
        figure.add_vline(x=marked, line={"color": looks.accent, "width": 2, "dash": "dot"})
    figure.update_xaxes(**axis(looks, safe(titles[0]), type="category", showgrid=False))
    figure.update_yaxes(**axis(looks, safe(titles[1])))
    return figure


def scatter(
    groups: Mapping[str, tuple[Sequence[float], Sequence[float], Sequence[str]]],
    theme: str = "light",
    *,
    titles: tuple[str, str],
    height: int = HEIGHT,
) -> go.Figure:
    """Draw points by group: x, y and what each is called when it is pointed at."""
    looks = theme_named(theme)
    colors = category_colors(list(groups), theme)
    figure = framed(looks, height=height)
    for label, (x, y, called) in groups.items():
        figure.add_trace(
            go.Scatter(
                x=list(x),
                y=list(y),
                name=safe(label),
                mode="markers",
                marker={"size": 11, "color": colors[label], "opacity": 0.8},
                text=[safe(each) for each in called],
                hovertemplate="%{text}<br>similarity %{y:.2f}<extra></extra>",
            )
        )
    figure.update_xaxes(**axis(looks, safe(titles[0])))
    figure.update_yaxes(**axis(looks, safe(titles[1])))
    return figure


def strung(
    groups: Mapping[str, Mapping[str, float]],
    theme: str = "light",
    *,
    ends: tuple[str, str],
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
        figure.add_trace(
            go.Scatter(
                x=[items[name] for name in ordered],
                y=[safe(name) for name in ordered],
                name=safe(label),
                mode="markers",
                marker={"size": 11, "color": colors[label]},
                hovertemplate="%{y}: %{x:.2f}<extra></extra>",
            )
        )
    figure.update_xaxes(
        **axis(
            looks,
            "",
            tickvals=[0, 0.5, 1],
            ticktext=[safe(ends[0]), "half way", safe(ends[1])],
            range=[-0.08, 1.08],
            side="top",
        )
    )
    figure.update_layout(legend={"y": 1.06})
    figure.update_yaxes(**axis(looks, "", autorange="reversed"))
    return figure
