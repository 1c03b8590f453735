"""plot_vectors: two items' vectors side by side, and which features make them near or far."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from embedviz.datasets.labels import unique_labels
from embedviz.plot.frame import axis, framed
from embedviz.plot.numbers import number, safe, share, shortened, value_text
from embedviz.plot.palette import Theme, theme_named
from embedviz.space import VectorSpace
from embedviz.space.contributions import contributions

MOST_BARS = 24
ROW_HEIGHT = 54
NAME_SHIFT = 22
"""A feature's name stands above its bars: so there is room for both on a phone."""

HEAD_HEIGHT = 84
PICTURE_HEIGHT = 260

Kind = Literal["pictures", "bars", "strips"]


def plot_vectors(
    space: VectorSpace, item: str, neighbor: str, *, theme: str = "light"
) -> go.Figure:
    """Draw an item's vector beside its neighbour's, with each feature's share of the distance.

    Up to 24 features are drawn as pairs of bars in their order; zeros that both share are left
    out, and so, if there are still more, are the smallest shares. Long vectors whose dimensions
    have no meaning of their own are drawn as two strips of colour above each other; vectors that
    are the pixels of pictures, as these pictures and their difference.

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
    if images is not None and images[0].size == space.n_dimensions:
        return "pictures"
    from_columns = set(space.feature_columns) <= {each.name for each in space.dataset.columns}
    return "strips" if len(space.feature_names) > MOST_BARS and not from_columns else "bars"


def _shares(space: VectorSpace, item: str, neighbor: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "feature": space.feature_names,
            "column": space.feature_columns,
            "item": space[item],
            "neighbor": space[neighbor],
            "share": contributions(space[item], space[neighbor], space.metric),
        }
    )


def _bars(
    space: VectorSpace, table: pd.DataFrame, item: str, neighbor: str, theme: Theme
) -> go.Figure:
    shown = table[(table["item"] != 0) | (table["neighbor"] != 0)]
    if len(shown) > MOST_BARS:
        shown = shown.loc[shown["share"].nlargest(MOST_BARS).index.sort_values()]
    shown = shown.iloc[::-1]
    left_out = len(table) - len(shown)
    figure = _two_panels(theme, len(shown))
    values = shown[["item", "neighbor"]].to_numpy()
    reach = np.array([values.min(initial=0.0), values.max(initial=0.0)])
    # Room for the value that stands behind the end of a bar.
    reach += 0.3 * np.ptp(reach) * np.array([-1.0, 1.0]) * (reach != 0)
    figure.update_xaxes(range=list(reach), row=1, col=1)
    names = [safe(each) for each in unique_labels(shortened(name, 38) for name in shown["feature"])]
    for who, label, color in (
        ("neighbor", neighbor, theme.other),
        ("item", item, theme.accent),
    ):
        row = space.index_of(label)
        figure.add_trace(
            go.Bar(
                y=names,
                x=shown[who],
                orientation="h",
                name=safe(shortened(label)),
                marker={"color": color},
                text=[
                    _value(space, row, feature, column)
                    for feature, column in zip(shown["feature"], shown["column"], strict=True)
                ],
                textposition="outside",
                constraintext="none",
                textfont={"size": 12, "color": theme.ink},
                cliponaxis=False,
                hovertemplate="%{y}: %{x:.3f} in the vector<extra></extra>",
                legendrank=1 if who == "item" else 2,
            ),
            row=1,
            col=1,
        )
    figure.add_trace(_share_bars(names, shown["share"], theme), row=1, col=2)
    for name in names:
        figure.add_annotation(
            text=name, x=0, xref="paper", xanchor="left", y=name, yref="y", yshift=NAME_SHIFT,
            showarrow=False, font={"color": theme.ink, "size": 13},
        )  # fmt: skip
    if left_out:
        figure.update_layout(height=figure.layout.height + 28, margin_b=68)
        figure.add_annotation(
            text=f"{left_out:,} more dimensions are alike or add less",
            xref="paper",
            yref="paper",
            x=1,
            y=0,
            yshift=-52,
            xanchor="right",
            yanchor="top",
            showarrow=False,
            font={"color": theme.muted},
        )
    return figure


def _two_panels(theme: Theme, rows: int) -> go.Figure:
    figure = framed(theme, height=HEAD_HEIGHT + ROW_HEIGHT * max(rows, 2))
    panels = make_subplots(rows=1, cols=2, shared_yaxes=True, column_widths=[0.64, 0.36])
    panels.update_layout(figure.layout)
    panels.update_layout(
        barmode="group",
        bargap=0.48,
        legend={"orientation": "h", "y": 1, "yanchor": "bottom", "x": 0},
        margin={"l": 8, "r": 16, "t": 30, "b": 40},
        dragmode=False,
    )
    panels.update_xaxes(**axis(theme, "in the vector", nticks=5), row=1, col=1)
    panels.update_xaxes(
        **axis(theme, "share of distance", tickformat=".0%", nticks=3, range=[0, 1.4]), row=1, col=2
    )
    panels.update_yaxes(
        # Names such as "2020" are no numbers.
        type="category",
        showticklabels=False,
        showgrid=False,
    )
    return panels


def _share_bars(names: list[str], shares: pd.Series, theme: Theme) -> go.Bar:
    return go.Bar(
        y=names,
        x=shares,
        orientation="h",
        marker={"color": theme.neighbor},
        text=[share(each) for each in shares],
        textposition="outside",
        constraintext="none",
        textfont={"size": 12, "color": theme.ink},
        cliponaxis=False,
        width=0.5,
        showlegend=False,
        hovertemplate="%{y}: %{text} of the distance<extra></extra>",
    )


def _value(space: VectorSpace, row: int, feature: str, name: str) -> str:
    """Give what the table says, which a person knows, rather than the scaled number."""
    column = next((each for each in space.dataset.columns if each.name == name), None)
    value = float(space.vectors[row][space.feature_names.index(feature)])
    if column is None:
        return number(value)
    if column.kind in ("category", "set"):
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
    figure = framed(theme, height=250)
    rows = [safe(shortened(label, 30)) for label in (item, neighbor)]
    figure.add_trace(
        go.Heatmap(
            z=[table["neighbor"], table["item"]],
            x=list(range(1, len(table) + 1)),
            y=rows[::-1] if rows[0] != rows[1] else ["neighbour", "item"],
            zmin=-reach,
            zmax=reach,
            colorscale="RdBu",
            customdata=[[safe(feature) for feature in table["feature"]]] * 2,
            hovertemplate="%{y}<br>%{customdata}: %{z:.3f}<extra></extra>",
            colorbar={"thickness": 10, "outlinewidth": 0, "tickfont": {"color": theme.muted}},
            ygap=6,
        )
    )
    figure.update_xaxes(
        **axis(theme, f"{len(table)} dimensions, left to right", ticks=False, automargin=True)
    )
    figure.update_yaxes(type="category", automargin=True, showgrid=False, tickfont={"size": 13})
    figure.update_layout(dragmode=False, margin={"l": 8, "r": 8, "t": 16, "b": 8})
    return figure
