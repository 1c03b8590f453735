"""A lesson's exhibits: its pictures in the app's own plot, its charts, its small tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from embedviz.lessons import Chart, Picture, Shown, Table
from embedviz.plot.enlarge import enlarged
from embedviz.ui.explorer import show_figure
from embedviz.ui.messages import plain
from embedviz.ui.plot_component import show_plot
from embedviz.ui.tables import show_rows
from embedviz.ui.theme import theme_name

MAIN, OTHER = 400, 250
"""Height of a picture in pixels: of the main one, of another. A high window makes it higher."""

MAIN_ON_STAGE, WIDE_ON_STAGE = 540, 340
CHART_ON_STAGE = 410
"""The most that a main chart has where others stand below it, on a screen 1080 pixels high."""


@dataclass(frozen=True)
class Wall:
    """Where exhibits hang: the chapter's key, whether on stage, what a click on a point does."""

    key: str
    presenting: bool
    on_pin: Callable[[str], None]
    height: int = MAIN


def show_exhibits(wall: Wall, shown: Shown) -> None:
    """Show the main exhibit large, and the others below it, or on stage beside a high picture."""
    if not shown.exhibits:
        return
    first, *others = shown.exhibits
    is_wide = isinstance(first, Picture) and bool(first.view.stretch)  # a map
    is_high = isinstance(first, Picture) and not is_wide
    main, *places = _places(len(others), beside=wall.presenting and is_high)
    on_stage = MAIN_ON_STAGE
    if others and not is_high:
        on_stage = WIDE_ON_STAGE if is_wide else CHART_ON_STAGE
    with main:
        _SHOW[type(first)](replace(wall, height=on_stage if wall.presenting else MAIN), first)
    for place, exhibit in zip(places, others, strict=True):
        with place:
            _SHOW[type(exhibit)](replace(wall, height=OTHER), exhibit)


def _places(n_others: int, *, beside: bool) -> list[DeltaGenerator]:
    """Give a place for the main exhibit and one for each of the others, beside or below it."""
    if beside and n_others:
        left, right = st.columns([4, 3], gap="medium")
        return [left, *(right.container() for _ in range(n_others))]
    main = st.container()
    return [main, *(st.columns(n_others, gap="medium") if n_others else [])]


def _picture(wall: Wall, picture: Picture) -> None:
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
    figure = chart.draw(theme_name())
    if wall.presenting:
        figure = enlarged(figure)
        figure.update_layout(height=min(figure.layout.height, max(wall.height, CHART_ON_STAGE)))
    show_figure(
        figure,
        key=f"{wall.key}.{chart.name}",
        alt=chart.caption,
    )
    st.caption(chart.caption)


def _table(wall: Wall, table: Table) -> None:
    with st.container(key=f"{wall.key}.{table.name}", gap="small"):
        show_rows(table.frame, alt=plain(table.caption))
        st.caption(table.caption)


_SHOW: dict[type[Any], Callable[[Wall, Any], None]] = {
    Picture: _picture,
    Chart: _chart,
    Table: _table,
}
