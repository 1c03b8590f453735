"""The one place with colours: the ground in light and dark, the accents, the category colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from embedviz.errors import UnknownName

FONT = '"Source Sans", "Noto Sans", "DejaVu Sans", Arial, sans-serif'
MONOSPACE = "DejaVu Sans Mono, Menlo, Consolas, monospace"


@dataclass(frozen=True)
class Theme:
    """The colours of everything that is not data."""

    name: str
    ink: str
    muted: str
    grid: str
    card: str
    halo: str
    accent: str
    neighbor: str
    other: str


THEMES = {
    theme.name: theme
    for theme in (
        Theme(
            "light",
            ink="#1f2933",
            muted="#5b6774",
            grid="#e4e7eb",
            card="#ffffff",
            halo="rgba(255, 255, 255, 0.82)",
            accent="#c2185b",
            neighbor="#1f2933",
            other="#9aa5b1",
        ),
        Theme(
            "dark",
            ink="#f0f3f6",
            muted="#a8b3bf",
            grid="#2d3742",
            card="#1d242c",
            halo="rgba(14, 17, 23, 0.78)",
            accent="#ff5c9a",
            neighbor="#f0f3f6",
            other="#6b7785",
        ),
    )
}

GROUNDS = {"light": "#fbfbfa", "dark": "#0f1419"}
"""What a page of its own is drawn on; the app has the same in .streamlit/config.toml."""

OKABE_ITO = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#BBA900", "#666666")
"""Okabe and Ito's colours, which the colour-blind can tell apart (https://jfly.uni-koeln.de/color),
the strongest contrasts first; yellow darkened to be seen on white, black lightened to grey to be
seen on black."""

MORE_COLORS = (
    "#9467BD", "#8C564B", "#17BECF", "#E377C2", "#98B83C", "#FF9896", "#7F9CB4", "#C49C94",
    "#B07AA1", "#4FBF9F", "#D4A6C8", "#A0A04A",
)  # fmt: skip
"""For what comes after the first eight: mid-tones that are seen on white and on black. So many
can't all be told apart by colour; that is what names, hover and the legend are for."""

CATEGORY_COLORS = OKABE_ITO + MORE_COLORS
SCALE = "Viridis"


def theme_named(name: str) -> Theme:
    """Give the theme ``"light"`` or ``"dark"``; raises ``UnknownName`` for any other."""
    if name not in THEMES:
        raise UnknownName.among("theme", name, THEMES)
    return THEMES[name]


def category_colors(categories: Sequence[str]) -> dict[str, str]:
    """Give each category, most important first, a colour of its own; the 21st and on get none."""
    return dict(zip(categories, CATEGORY_COLORS, strict=False))
