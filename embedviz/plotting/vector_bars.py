"""Two items' vectors as pairs of bars, a feature a row, each with its share of the distance."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from embedviz.datasets.dataset import GROUPED
from embedviz.datasets.gaps import flag_name
from embedviz.datasets.labels import unique_labels
from embedviz.plotting.frame import axis, frame, note
from embedviz.plotting.numbers import number, safe, shortened, value_text
from embedviz.plotting.palette import Theme
from embedviz.rounding import percent
from embedviz.space import VectorSpace

MOST_BARS = 24
ROW_HEIGHT = 54
NAME_SHIFT = 22
"""A feature's name stands above its bars: so there is room for both on a phone."""

HEAD_HEIGHT = 84
PANELS = (0.576, 0.676)
"""Where the left panel ends and the right one begins, as shares of the width."""

OF_NUMBER = "%{y}: %{x:.3f} in the vector<extra></extra>"
OF_TEXT = "%{y}: many numbers in the vector<extra></extra>"
LONGEST_TEXT = 32


def bars_of_vectors(
    space: VectorSpace, table: pd.DataFrame, item: str, neighbor: str, theme: Theme
) -> go.Figure:
    """Draw a table of features with the two items' values and the shares of the distance."""
    shown = table[(table["item"] != 0) | (table["neighbor"] != 0) | table["is_text"]]
    if len(shown) > MOST_BARS:
        shown = shown.loc[shown["share"].nlargest(MOST_BARS).index.sort_values()]
    shown = shown.iloc[::-1]
    left_out = len(table) - len(shown)
    values = shown[["item", "neighbor"]].to_numpy()
    reach = np.array([values.min(initial=0.0), values.max(initial=0.0)])
    # Room for the value that stands behind the end of a bar.
    reach += 0.3 * np.ptp(reach) * np.array([-1.0, 1.0]) * (reach != 0)
    layout = _two_panels(theme, len(shown), list(reach))
    names = [safe(each) for each in unique_labels(shortened(name, 38) for name in shown["feature"])]
    layout["annotations"] = [_name(name, theme) for name in names]
    if left_out:
        layout["height"] += 28
        layout["margin"]["b"] = 68
        layout["annotations"].append(_left_out(left_out, theme))
    hovers = [OF_TEXT if each else OF_NUMBER for each in shown["is_text"]]
    bars = [
        _bars(names, shown[who], _values(space, space.index_of(label), shown), color, theme)
        | {"name": safe(shortened(label)), "hovertemplate": hovers, "legendrank": rank}
        for who, label, color, rank in (
            ("neighbor", neighbor, theme.other, 2),
            ("item", item, theme.accent, 1),
        )
    ]
    shares = {
        **_bars(names, shown["share"], list(map(percent, shown["share"])), theme.neighbor, theme),
        "width": 0.5,
        "showlegend": False,
        "hovertemplate": "%{y}: %{text} of the distance<extra></extra>",
        "xaxis": "x2",
        "yaxis": "y2",
    }
    return go.Figure([*bars, shares], layout)


def _name(name: str, theme: Theme) -> dict[str, Any]:
    look = {"yshift": NAME_SHIFT, "font": {"color": theme.ink, "size": 13}}
    return note(name, 0, name, xref="paper", yref="y", xanchor="left", **look)


def _left_out(dimensions: int, theme: Theme) -> dict[str, Any]:
    told = "dimension is alike or adds" if dimensions == 1 else "dimensions are alike or add"
    text, font = f"{dimensions:,} more {told} less", {"color": theme.muted}
    below = {"xanchor": "right", "yanchor": "top", "yshift": -52}
    return note(text, 1, 0, xref="paper", yref="paper", font=font, **below)


def _two_panels(theme: Theme, rows: int, reach: list[float]) -> dict[str, Any]:
    """Give the layout of two panels side by side that share the names on the left."""
    # Names such as "2020" are no numbers.
    names = {"type": "category", "showticklabels": False, "showgrid": False, "domain": [0.0, 1.0]}
    shares = axis(theme, "share of distance", tickformat=".0%", nticks=3, range=[0, 1.4])
    vector = axis(theme, "in the vector", nticks=5, range=reach)
    layout = frame(
        theme,
        height=HEAD_HEIGHT + ROW_HEIGHT * max(rows, 2),
        barmode="group",
        bargap=0.48,
        margin={"l": 8, "r": 16, "t": 30, "b": 40},
        dragmode=False,
        xaxis={**vector, "anchor": "y", "domain": [0.0, PANELS[0]]},
        xaxis2={**shares, "anchor": "y2", "domain": [PANELS[1], 1.0]},
        yaxis={**names, "anchor": "x"},
        yaxis2={**names, "anchor": "x2", "matches": "y"},
    )
    layout["legend"]["y"] = 1
    return layout


def _bars(
    names: list[str], lengths: pd.Series, texts: list[str], color: str, theme: Theme
) -> dict[str, Any]:
    """Give bars to the right, each with its text behind its end."""
    return {
        "type": "bar",
        "y": names,
        "x": lengths,
        "orientation": "h",
        "marker": {"color": color},
        "text": texts,
        "textposition": "outside",
        "constraintext": "none",
        "textfont": {"size": 12, "color": theme.ink},
        "cliponaxis": False,
        "xaxis": "x",
        "yaxis": "y",
    }


def _values(space: VectorSpace, row: int, shown: pd.DataFrame) -> list[str]:
    """Give what the table says, which a person knows, rather than the scaled numbers."""
    return [
        _value(space, row, feature, column)
        for feature, column in zip(shown["feature"], shown["column"], strict=True)
    ]


def _value(space: VectorSpace, row: int, feature: str, name: str) -> str:
    column = next((each for each in space.dataset.columns if each.name == name), None)
    if column is not None and column.kind == "text" and feature != flag_name(column):
        return safe(
            shortened(value_text(space.dataset.frame[name].iloc[row], column), LONGEST_TEXT)
        )
    value = float(space.vectors[row][space.feature_names.index(feature)])
    if column is None:
        return number(value)
    if column.kind in GROUPED or feature == flag_name(column):
        return "yes" if value else "no"
    return safe(value_text(space.dataset.frame[name].iloc[row], column))
