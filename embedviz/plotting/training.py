"""Training: how the loss went down, and how one-hot times a table gives a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from embedviz.plotting.frame import axis, frame, note
from embedviz.plotting.numbers import number, safe, shortened
from embedviz.plotting.palette import Theme, theme_named

HEIGHT = 250
ROWS_ABOVE = 3
"""Rows of the table that are shown above and below the one in question."""


def plot_losses(
    losses: NDArray[np.floating], epoch: int, *, guess: float | None = None, theme: str = "light"
) -> go.Figure:
    """Draw the loss before training and after each epoch, (epochs + 1,), with one epoch marked.

    ``guess`` is the loss of guessing by frequency alone, drawn as a line to beat.
    """
    looks = theme_named(theme)
    curve = {
        "type": "scatter",
        "x": np.arange(len(losses)),
        "y": losses,
        "mode": "lines",
        "line": {"color": looks.muted, "width": 3},
        "hovertemplate": "epoch %{x}: %{y:.3f}<extra></extra>",
    }
    here = {
        "type": "scatter",
        "x": [epoch],
        "y": [losses[epoch]],
        "mode": "markers+text",
        "marker": {"color": looks.accent, "size": 14},
        "text": [number(float(losses[epoch]))],
        "textposition": "top left" if epoch > len(losses) / 2 else "top right",
        "textfont": {"color": looks.accent, "size": 16},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
    layout = frame(
        looks,
        height=HEIGHT,
        font_size=15,
        showlegend=False,
        dragmode=False,
        margin={"l": 8, "r": 24, "t": 32, "b": 8},
        xaxis=axis(looks, "epoch", range=[-0.03 * len(losses), 1.03 * len(losses)]),
        yaxis=axis(looks, "loss, nats", nticks=5),
    )
    if guess is not None:
        dotted = {"color": looks.other, "width": 2, "dash": "dot"}
        across = {"type": "line", "xref": "paper", "x0": 0, "x1": 1}
        layout["shapes"] = [{**across, "y0": guess, "y1": guess, "line": dotted}]
        font = {"color": looks.muted, "size": 14}
        place = {"xref": "paper", "xanchor": "right", "yanchor": "bottom"}
        layout["annotations"] = [note("guessing by frequency", 1, guess, font=font, **place)]
    return go.Figure([curve, here], layout)


def plot_lookup(
    table: NDArray[np.floating], labels: Sequence[str], row: int, *, theme: str = "light"
) -> go.Figure:
    """Draw a one-hot vector, the rows of a table (n, d) around its one, and the row it picks."""
    looks = theme_named(theme)
    shown = min(2 * ROWS_ABOVE + 1, len(table))
    first = min(max(row - ROWS_ABOVE, 0), len(table) - shown)
    rows = range(first, first + shown)
    places = list(range(shown))[::-1]  # the first row on top
    reach = float(np.abs(table[rows]).max()) or 1.0
    heat = {
        "type": "heatmap",
        "zmin": -reach,
        "zmax": reach,
        "colorscale": "RdBu",
        "showscale": False,
        "xgap": 1,
        "ygap": 2,
    }
    names = [safe(shortened(labels[each], 22)) for each in rows]
    told = {"hovertemplate": "%{customdata}, dimension %{x}: %{z:.2f}<extra></extra>"}
    across = list(range(1, table.shape[1] + 1))
    rows_of_table = {
        **heat, **told, "z": table[rows], "x": across, "y": places,
        "customdata": [[name] * table.shape[1] for name in names],
        "xaxis": "x2", "yaxis": "y",
    }  # fmt: skip
    picked = {
        **heat, **told, "z": table[[row]], "x": across, "y": [0],
        "customdata": [[safe(labels[row])] * table.shape[1]],
        "xaxis": "x2", "yaxis": "y2",
    }  # fmt: skip
    one_hot = _one_hot([each == row for each in rows], places, looks)
    return go.Figure(
        [one_hot, rows_of_table, picked], _lookup_layout(looks, names, places, row - first)
    )


def _one_hot(is_one: Sequence[bool], places: Sequence[int], theme: Theme) -> dict[str, Any]:
    ones = np.array(is_one, dtype=float)[:, None]
    return {
        "type": "heatmap",
        "z": ones,
        "y": places,
        "x": [0],
        "zmin": 0,
        "zmax": 1,
        "colorscale": [[0, theme.card], [1, theme.accent]],
        "showscale": False,
        "text": [[f"{one:.0f}" for one in each] for each in ones],
        "texttemplate": "%{text}",
        "textfont": {"size": 15},
        "ygap": 2,
        "hoverinfo": "skip",
    }


def _lookup_layout(
    theme: Theme, names: Sequence[str], places: Sequence[int], picked: int
) -> dict[str, Any]:
    quiet = {"showgrid": False, "zeroline": False, "showticklabels": False, "ticks": ""}
    marked = [f"<b>{name}</b>" if number == picked else name for number, name in enumerate(names)]
    font = {"color": theme.muted, "size": 14}
    look = {"xref": "paper", "yref": "paper", "font": font}
    return frame(
        theme,
        height=HEIGHT + 30,
        font_size=15,
        dragmode=False,
        margin={"l": 8, "r": 8, "t": 32, "b": 8},
        xaxis={**quiet, "domain": [0, 0.1], "anchor": "y"},
        xaxis2={**quiet, "domain": [0.3, 1], "anchor": "y"},
        yaxis={
            **quiet,
            "domain": [0.24, 1],
            "tickvals": list(places),
            "ticktext": marked,
            "showticklabels": True,
            "tickfont": {"size": 14, "color": theme.ink},
            "automargin": True,
        },
        yaxis2={**quiet, "domain": [0, 0.12], "anchor": "x2", "tickvals": [0], "ticktext": [""]},
        annotations=[
            note("one-hot", 0.05, 1, yanchor="bottom", xanchor="center", **look),
            note("× table", 0.3, 1, yanchor="bottom", xanchor="left", **look),
            note("= row", 0.26, 0.06, yanchor="middle", xanchor="right", **look),
        ],
    )
