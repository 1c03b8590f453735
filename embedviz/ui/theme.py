"""Light or dark, and how Plotly behaves in the app."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

ICON = Path(__file__).with_name("icon.png")
PHONE = Path(__file__).with_name("phone.css")
SIDEBAR_WIDTH = 290

# Streamlit leaves six lines of space above a page; a projector has none to give away.
SPACING = """<style>
.stMainBlockContainer { padding: 3.5rem 3rem 2rem; }
.st-key-plot-preload { display: none; }
[data-testid="stButtonGroup"] :is([aria-checked="true"], [data-selected])
  { color: inherit !important; }
.stMultiSelect div { max-height: 24rem; }
@media (max-width: 640px) { .stMainBlockContainer { padding: 3.5rem 1rem 2rem; } }
/* As wide as a projector: read from the back row. The stage's own size, of :root, wins. */
@media (min-width: 1760px) {
  html { font-size: 19px !important; }
  .stSidebar[data-collapsed="false"] { min-width: 22rem; }
}
</style>"""

PLOT_CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "scrollZoom": True,
    "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d", "tableRotation"],
    "toImageButtonOptions": {"format": "png", "scale": 2, "filename": "embedviz"},
}


def set_looks() -> None:
    """Set title, icon, width and spacing; to be called first in every run."""
    st.set_page_config(
        page_title="embedviz",
        page_icon=str(ICON),
        layout="wide",
        initial_sidebar_state=SIDEBAR_WIDTH,
    )
    st.html(SPACING)
    st.html(PHONE)


def theme_name() -> str:
    """Give ``"light"`` or ``"dark"``, as the visitor's browser shows the app."""
    return "dark" if st.context.theme.type == "dark" else "light"
