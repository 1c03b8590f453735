"""plot_vectors: two items' vectors side by side, and which features make them near or far."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from embedviz.datasets.dataset import GROUPED, Column
from embedviz.datasets.gaps import flag_name
from embedviz.datasets.labels import unique_labels
from embedviz.plotting.frame import axis, frame, framed
from embedviz.plotting.numbers import number, safe, share, shortened, value_text
from embedviz.plotting.palette import Theme, theme_named
from embedviz.space import VectorSpace
from embedviz.space.contributions import contributions

MOST_BARS = 24
ROW_HEIGHT = 54
NAME_SHIFT = 22
"""A feature's name stands above its bars: so there is room for both on a phone."""

HEAD_HEIGHT = 84
PICTURE_HEIGHT = 260
PANELS = (0.576, 0.676)
"""Where the left panel ends and the right one begins, as shares of the width."""

OF_NUMBER = "%{y}: %{x:.3f} in the vector<extra></extra>"
OF_TEXT = "%{y}: many numbers in the vector<extra></extra>"
LONGEST_TEXT = 32

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
    return _bars(space, table, item, neighbor, looks)


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


def _bars(
    space: VectorSpace, table: pd.DataFrame, item: str, neighbor: str, theme: Theme
) -> go.Figure:
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
    bars = [
        {
            "type": "bar",
            "y": names,
            "x": shown[who],
            "orientation": "h",
            "name": safe(shortened(label)),
            "marker": {"color": color},
            "text": _values(space, space.index_of(label), shown),
            "textposition": "outside",
            "constraintext": "none",
            "textfont": {"size": 12, "color": theme.ink},
            "cliponaxis": False,
            "hovertemplate": [OF_TEXT if each else OF_NUMBER for each in shown["is_text"]],
            "legendrank": rank,
            "xaxis": "x",
            "yaxis": "y",
        }
        for who, label, color, rank in (
            ("neighbor", neighbor, theme.other, 2),
            ("item", item, theme.accent, 1),
        )
    ]
    return go.Figure([*bars, _share_bars(names, shown["share"], theme)], layout)


def _name(name: str, theme: Theme) -> dict[str, Any]:
    return {
        "text": name,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": name,
        "yref": "y",
        "yshift": NAME_SHIFT,
        "showarrow": False,
        "font": {"color": theme.ink, "size": 13},
    }


def _left_out(dimensions: int, theme: Theme) -> dict[str, Any]:
    told = "dimension is alike or adds" if dimensions == 1 else "dimensions are alike or add"
    return {
        "text": f"{dimensions:,} more {told} less",
        "xref": "paper",
        "yref": "paper",
        "x": 1,
        "y": 0,
        "yshift": -52,
        "xanchor": "right",
        "yanchor": "top",
        "showarrow": False,
        "font": {"color": theme.muted},
    }


def _two_panels(theme: Theme, rows: int, reach: list[float]) -> dict[str, Any]:
    """Give the layout of two panels side by side that share the names on the left."""
    # Names such as "2020" are no numbers.
    names = {
        "type": "category",
        "showticklabels": False,
        "showgrid": False,
        "domain": [0.0, 1.0],
    }
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


def _share_bars(names: list[str], shares: pd.Series, theme: Theme) -> dict[str, Any]:
    return {
        "type": "bar",
        "y": names,
        "x": shares,
        "orientation": "h",
        "marker": {"color": theme.neighbor},
        "text": [share(each) for each in shares],
        "textposition": "outside",
        "constraintext": "none",
        "textfont": {"size": 12, "color": theme.ink},
        "cliponaxis": False,
        "width": 0.5,
        "showlegend": False,
        "hovertemplate": "%{y}: %{text} of the distance<extra></extra>",
        "xaxis": "x2",
        "yaxis": "y2",
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
    figure = framed(theme, height=PICTURE_HEIGHT)
    panels = make_subplots(
        rows=1, cols=3, horizontal_spacing=0.04, subplot_titles=[title for title, *_ in shown]
    )
    panels.update_layout(figure.layout)
    panels.update_annotations(font={"size": 13, "color": theme.ink})
    for column, (title, values, scale, low) in enumerate(shown, 1):
        panels.add_trace(
            go.Heatmap(
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
            ),
            row=1,
            col=column,
        )
        panels.update_xaxes(visible=False, constrain="domain", row=1, col=column)
        panels.update_yaxes(
            visible=False, autorange="reversed", constrain="domain",
            scaleanchor=f"x{column if column > 1 else ''}", row=1, col=column,
        )  # fmt: skip
    panels.update_layout(dragmode=False, margin={"l": 8, "r": 8, "t": 30, "b": 8})
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
