"""A lesson's exhibits: its pictures in the app's own plot, its charts, its small tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from embedviz.lessons import Chart, Picture, Shown, Table
from embedviz.plot.enlarge import enlarged
from embedviz.ui.explorer import show_figure
from embedviz.ui.messages import plain
from embedviz.ui.plot_component import show_plot
from embedviz.ui.tables import show_rows
from embedviz.ui.theme import theme_name

MAIN, OTHER = 430, 300
"""Height of a picture in pixels: of the main one, of another."""


@dataclass(frozen=True)
class Wall:
    """Where exhibits hang: the chapter's key, whether on stage, and what a click on a point does."""

    key: str
    presenting: bool
    on_pin: Callable[[str], None]
    height: int = MAIN


def show_exhibits(wall: Wall, shown: Shown) -> None:
    """Show the main exhibit over the whole width, and the others side by side below it."""
    if not shown.exhibits:
        return
    first, *others = shown.exhibits
    _SHOW[type(first)](wall, first)
    if not others:
        return
    for column, exhibit in zip(st.columns(len(others), gap="medium"), others, strict=True):
        with column:
            _SHOW[type(exhibit)](replace(wall, height=OTHER), exhibit)


def _picture(wall: Wall, picture: Picture) -> None:
    show_plot(
        picture.view,
        key=f"{wall.key}.{picture.name}",
        color=picture.color,
        pinned=picture.pinned,
        k=picture.k,
        height=wall.height,
        # Axes that are the features themselves lose nothing.
        measure=not picture.view.axes_have_units,
        on_pin=wall.on_pin,
    )
    st.caption(picture.caption)


def _chart(wall: Wall, chart: Chart) -> None:
    figure = chart.draw(theme_name())
    show_figure(
        enlarged(figure) if wall.presenting else figure,
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
