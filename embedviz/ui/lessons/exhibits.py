"""A lesson's exhibits: its pictures in the app's own plot, its charts, its small tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from embedviz.lessons import Chart, Exhibition, Plot, Table
from embedviz.lessons.lesson import Exhibit
from embedviz.plotting.enlarge import enlarged
from embedviz.ui.explorer import show_figure
from embedviz.ui.messages import plain
from embedviz.ui.plot_component import show_plot
from embedviz.ui.tables import show_rows
from embedviz.ui.theme import theme_name

MAIN, OTHER = 400, 250
"""Height of a picture in pixels: of the main one, of another. A high window makes it higher."""

MAIN_ON_STAGE, WIDE_ON_STAGE = 540, 340
HIGH, ABOVE, BELOW = 760, 380, 330
"""The most that a chart has on a screen 1080 pixels high: alone or with others beside it, with
others below it, and as one of those."""

TALL = 560
"""A chart that wants more than this has its others beside it."""


@dataclass(frozen=True)
class Wall:
    """Where exhibits hang: the chapter's key, whether on stage, what a click on a point does.

    ``height`` is a picture's, ``most`` is all that a chart may have on stage; both in pixels.
    """

    key: str
    presenting: bool
    on_pin: Callable[[str], None]
    height: int = MAIN
    most: int = HIGH


def show_exhibits(wall: Wall, shown: Exhibition) -> None:
    """Show the main exhibit large, and the others below it, or on stage beside a high picture."""
    if not shown.exhibits:
        return
    first, *others = shown.exhibits
    beside = wall.presenting and _is_high(first)
    main, *places = _places(len(others), beside=beside)
    height = MAIN
    if wall.presenting:
        height = MAIN_ON_STAGE if beside else WIDE_ON_STAGE
    with main:
        most = ABOVE if others and not beside else HIGH
        _SHOW[type(first)](replace(wall, height=height, most=most), first)
    for place, exhibit in zip(places, others, strict=True):
        with place:
            most = HIGH if beside else BELOW
            _SHOW[type(exhibit)](replace(wall, height=OTHER, most=most), exhibit)


def _is_high(exhibit: Exhibit) -> bool:
    """Say whether an exhibit is a column rather than a row: others then stand beside it."""
    if isinstance(exhibit, Plot):
        return not exhibit.view.stretch  # a map is wide
    return isinstance(exhibit, Chart) and _on_stage(exhibit).layout.height > TALL


def _places(n_others: int, *, beside: bool) -> list[DeltaGenerator]:
    """Give a place for the main exhibit and one for each of the others, beside or below it."""
    if beside and n_others:
        left, right = st.columns([4, 3], gap="medium")
        return [left, *(right.container() for _ in range(n_others))]
    main = st.container()
    return [main, *(st.columns(n_others, gap="medium") if n_others else [])]


def _picture(wall: Wall, picture: Plot) -> None:
    show_plot(
        picture.view,
        key=f"{wall.key}.{picture.name}",
        color=picture.color,
        pinned=picture.pinned,
        k=picture.k,
        zoom=picture.zoom,
        height=wall.height,
        # Axes that are the features themselves lose nothing.
        measure=not picture.view.axes_have_units,
        on_pin=wall.on_pin,
    )
    st.caption(picture.caption)


def _chart(wall: Wall, chart: Chart) -> None:
    if wall.presenting:
        figure = _on_stage(chart)
        figure.update_layout(height=min(figure.layout.height, wall.most))
    else:
        figure = chart.draw(theme=theme_name())
    show_figure(
        figure,
        key=f"{wall.key}.{chart.name}",
        alt=chart.caption,
    )
    st.caption(chart.caption)


def _on_stage(chart: Chart) -> go.Figure:
    return enlarged(chart.draw(theme=theme_name()))


def _table(wall: Wall, table: Table) -> None:
    with st.container(key=f"{wall.key}.{table.name}", gap="small"):
        show_rows(table.frame, alt=plain(table.caption))
        st.caption(table.caption)


_SHOW: dict[type[Any], Callable[[Wall, Any], None]] = {
    Plot: _picture,
    Chart: _chart,
    Table: _table,
}
