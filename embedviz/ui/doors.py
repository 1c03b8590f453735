"""Doors: a card for each page, with a small picture of what stands behind it."""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path

import streamlit as st

from embedviz.plotting.palette import CATEGORY_COLORS, THEMES, in_theme
from embedviz.shipped import shipped_path
from embedviz.ui.navigation import Door, without_page
from embedviz.ui.theme import theme_name

FRAME = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 100">{}</svg>'


def show_doors(doors: list[Door]) -> None:
    """Show the doors, side by side where there is room."""
    with st.container(key="home-doors"):
        for door in doors:
            with st.container(key=f"door-{_name(door)}"):
                st.image(picture(_name(door), theme_name()), width="stretch", alt="")
                st.page_link(door.page, label=f"**{door.title}**")
                st.markdown(door.words)


def _name(door: Door) -> str:
    return Path(door.page).stem


@cache
def picture(name: str, theme: str) -> str:
    """Give a door's picture as SVG: the map that its page opens with; else a sketch."""
    shipped = thumbnail_path(name, theme)
    if shipped.is_file():
        return shipped.read_text(encoding="utf-8")
    ink, hues = THEMES[theme].muted, [in_theme(hue, theme) for hue in CATEGORY_COLORS]
    sketch = SKETCHES.get(name, "")
    return FRAME.format(_together(theme) if name == "more" else sketch.format(*hues, ink=ink))


def thumbnail_path(name: str, theme: str) -> Path:
    """Give where a data set's map is, small; made by ``scripts/make_thumbnails.py``."""
    return shipped_path("thumbnails") / f"{name}-{theme}.svg"


def _together(theme: str) -> str:
    """Give the maps of the data sets that share a page, as a board of small pictures."""
    maps = [thumbnail_path(name, theme) for name in without_page()]
    there = [each.read_text(encoding="utf-8") for each in maps if each.is_file()]
    side = math.ceil(math.sqrt(len(there)))  # so many in a row
    width, height = 160 / max(side, 1), 100 / max(side, 1)
    return "".join(
        svg.replace(
            "<svg",
            f'<svg x="{at % side * width:.0f}" y="{at // side * height:.0f}" '
            f'width="{width:.0f}" height="{height:.0f}"',
            1,
        )
        for at, svg in enumerate(there)
    )


SKETCHES = {
    "lessons": '<g fill="none" stroke="{ink}" stroke-width="2">'
    '<path d="M40 74L66 28M94 80L120 34"/>'
    '<path d="M40 74L94 80M66 28L120 34" stroke-dasharray="3 4"/></g>'
    '<circle cx="40" cy="74" r="6" fill="{0}"/><circle cx="66" cy="28" r="6" fill="{0}"/>'
    '<circle cx="94" cy="80" r="6" fill="{1}"/><circle cx="120" cy="34" r="7" fill="{1}"/>',
    "your_data": '<rect x="34" y="16" width="92" height="68" rx="8" fill="none" stroke="{ink}" '
    'stroke-width="2" stroke-dasharray="6 5"/><path d="M80 66V34M66 48l14-14 14 14" fill="none" '
    'stroke="{0}" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/>',
    "glossary": '<g fill="none" stroke="{ink}" stroke-width="2" stroke-linecap="round">'
    '<path d="M72 32h58M72 42h44M72 62h58M72 72h34"/></g><g font-family="sans-serif" '
    'font-size="30" font-weight="700"><text x="32" y="46" fill="{0}">A</text>'
    '<text x="33" y="78" fill="{1}">Z</text></g>',
}
"""Of pages without a map; the numbers are the colours of categories."""
