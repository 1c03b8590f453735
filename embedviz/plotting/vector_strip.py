"""plot_vectors: two items' vectors side by side, and which features make them near or far."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from embedviz.datasets.dataset import Column
from embedviz.datasets.gaps import flag_name
from embedviz.plotting.frame import axis, frame
from embedviz.plotting.numbers import safe, shortened
from embedviz.plotting.palette import Theme, theme_named
from embedviz.plotting.vector_bars import MOST_BARS, bars_of_vectors
from embedviz.space import VectorSpace
from embedviz.space.contributions import contributions

PICTURE_HEIGHT = 260

Kind = Literal["pictures", "bars", "strips"]


def plot_vectors(
    space: VectorSpace, item: str, neighbor: str, *, theme: str = "light"
) -> go.Figure:
    """Draw an item's vector beside its neighbour's, with each feature's share of the distance.

    Up to 24 features are drawn as pairs of bars in their order; zeros that both share are left
    out, and so, if there are still more, are the smallest shares. A text that was encoded beside
    features is one row: its words, and the share of all its dimensions together. Long vectors
    whose dimensions have no meaning of their own are drawn as two strips of colour above each
    other; vectors that are the pixels of pictures, as these pictures and their difference.

    Parameters
    ----------
    space : VectorSpace
    item, neighbor : str
        Labels.
    theme : str
        ``"light"`` or ``"dark"``.

    Returns
    -------
    plotly.graph_objects.Figure

    Raises
    ------
    UnknownLabel, AmbiguousLabel
    """
    looks = theme_named(theme)
    kind = kind_of_vectors(space)
    if kind == "pictures":
        return _pictures(space, item, neighbor, looks)
    table = _shares(space, item, neighbor)
    if kind == "strips":
        return _strips(table, item, neighbor, looks)
    return bars_of_vectors(space, table, item, neighbor, looks)


def kind_of_vectors(space: VectorSpace) -> Kind:
    """Say how the vectors of a space are drawn side by side."""
    images = space.dataset.images
    if images is not None and np.array_equal(images.reshape(len(space), -1), space.vectors):
        return "pictures"
    from_columns = set(space.feature_columns) <= {each.name for each in space.dataset.columns}
    return "strips" if len(space.feature_names) > MOST_BARS and not from_columns else "bars"


def _shares(space: VectorSpace, item: str, neighbor: str) -> pd.DataFrame:
    table = pd.DataFrame(
        {
            "feature": space.feature_names,
            "column": space.feature_columns,
            "item": space[item],
            "neighbor": space[neighbor],
            "share": contributions(space[item], space[neighbor], space.metric),
            "is_text": False,
        }
    )
    for column in space.dataset.columns_of("text"):
        meaning = (table["column"] == column.name) & (table["feature"] != flag_name(column))
        if meaning.any():
            table = _as_one(table, meaning, column)
    return table


def _as_one(table: pd.DataFrame, meaning: pd.Series, column: Column) -> pd.DataFrame:
    """Put the many dimensions of a text into one row: what each of them is, nobody knows."""
    share_of_all = table.loc[meaning, "share"].sum()
    first = meaning.idxmax()
    kept = table[~meaning | (table.index == first)].copy()
    columns = ["feature", "item", "neighbor", "share", "is_text"]
    kept.loc[first, columns] = [f"{column.title}: meaning", 0.0, 0.0, share_of_all, True]
    return kept


def _pictures(space: VectorSpace, item: str, neighbor: str, theme: Theme) -> go.Figure:
    """Draw the two pictures and, in two colours, where they differ."""
    shape = np.asarray(space.dataset.images).shape[1:]
    one, other = (space[label].reshape(shape) for label in (item, neighbor))
    reach = float(np.abs(np.stack([one, other])).max()) or 1.0
    shown = (
        (safe(shortened(item, 18)), one, "Greys", 0.0),
        (safe(shortened(neighbor, 18)), other, "Greys", 0.0),
        ("difference", one - other, "RdBu", -1.0),
    )
    margin = {"l": 8, "r": 8, "t": 30, "b": 8}
    layout = frame(theme, height=PICTURE_HEIGHT, dragmode=False, margin=margin)
    panels = make_subplots(
        rows=1, cols=3, horizontal_spacing=0.04, subplot_titles=[title for title, *_ in shown]
    )
    panels.update_layout(layout)
    panels.update_annotations(font={"size": 13, "color": theme.ink})
    for column, (title, values, scale, low) in enumerate(shown, 1):
        panels.add_heatmap(
            z=values,
            colorscale=scale,
            zmin=low * reach,
            zmax=reach,
            showscale=False,
            xgap=1,
            ygap=1,
            hovertemplate=f"{title}<br>row %{{y}}, column %{{x}}: %{{z:.2f}}<extra></extra>",
            x0=1,
            y0=1,
            row=1,
            col=column,
        )
        square = f"x{column if column > 1 else ''}"
        panels.update_yaxes(scaleanchor=square, autorange="reversed", row=1, col=column)
    panels.update_xaxes(visible=False, constrain="domain")
    panels.update_yaxes(visible=False, constrain="domain")
    return panels


def _strips(table: pd.DataFrame, item: str, neighbor: str, theme: Theme) -> go.Figure:
    reach = float(np.abs(table[["item", "neighbor"]].to_numpy()).max()) or 1.0
    rows = [safe(shortened(label, 30)) for label in (item, neighbor)]
    strips = {
        "type": "heatmap",
        "z": [table["neighbor"], table["item"]],
        "x": list(range(1, len(table) + 1)),
        "y": rows[::-1] if rows[0] != rows[1] else ["neighbour", "item"],
        "zmin": -reach,
        "zmax": reach,
        "colorscale": "RdBu",
        "customdata": [[safe(feature) for feature in table["feature"]]] * 2,
        "hovertemplate": "%{y}<br>%{customdata}: %{z:.3f}<extra></extra>",
        "colorbar": {"thickness": 10, "outlinewidth": 0, "tickfont": {"color": theme.muted}},
        "ygap": 6,
    }
    across = f"{len(table)} dimensions, left to right"
    layout = frame(
        theme,
        height=250,
        xaxis=axis(theme, across, ticks=False, automargin=True),
        yaxis={"type": "category", "automargin": True, "showgrid": False, "tickfont": {"size": 13}},
        dragmode=False,
        margin={"l": 8, "r": 8, "t": 16, "b": 8},
    )
    return go.Figure([strips], layout)
