"""The one place with colours: the ground in light and dark, the accents, the category colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle

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
            halo="rgba(251, 251, 250, 0.9)",
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
            halo="rgba(15, 20, 25, 0.85)",
            accent="#ff5c9a",
            neighbor="#f0f3f6",
            other="#6b7785",
        ),
    )
}

GROUNDS = {"light": "#fbfbfa", "dark": "#0f1419"}
"""What a page of its own is drawn on; the app has the same in .streamlit/config.toml."""

CATEGORY_COLORS = (
    "#1C89E4", "#D97A05", "#029E72", "#AF53AE", "#03A7C2", "#C9451F", "#A09600", "#855BCD",
    "#4B912F", "#7D8CEA",
)  # fmt: skip
"""Ten hues of about equal lightness in OKLCH (0.62, within 0.05), so that none shouts, in the order
of Okabe and Ito (https://jfly.uni-koeln.de/color): the colour-blind can tell the first six apart.
The accent's hue is left out."""

DARK_CATEGORY_COLORS = (
    "#60B0FF", "#FFA24D", "#37C695", "#D778D5", "#48CEEA", "#F36C47", "#C5BC42", "#A980F5",
    "#70B756", "#A6B5FF",
)  # fmt: skip
"""The same hues at a lightness of 0.74, for a dark ground."""

_HUES = {"light": CATEGORY_COLORS, "dark": DARK_CATEGORY_COLORS}
_NUMBERS = {hue: number for hues in _HUES.values() for number, hue in enumerate(hues)}

SCALE = "Viridis"


def theme_named(name: str) -> Theme:
    """Give the theme ``"light"`` or ``"dark"``; raises ``UnknownName`` for any other."""
    if name not in THEMES:
        raise UnknownName.among("theme", name, THEMES)
    return THEMES[name]


def category_colors(categories: Sequence[str], theme: str = "light") -> dict[str, str]:
    """Give each category, most important first, a colour; the eleventh has that of the first."""
    return dict(zip(categories, cycle(_HUES[theme]), strict=False))


def in_theme(color: str, theme: str) -> str:
    """Give a category's colour as it is on the ground of a theme; any other stays as it is."""
    return _HUES[theme][_NUMBERS[color]] if color in _NUMBERS else color
