"""Light or dark, and how Plotly behaves in the app."""

from __future__ import annotations

from typing import Any

import streamlit as st

PLOT_CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "scrollZoom": True,
    "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d", "tableRotation"],
    "toImageButtonOptions": {"format": "png", "scale": 2, "filename": "embedviz"},
}


def theme_name() -> str:
    """Give ``"light"`` or ``"dark"``, as the visitor's browser shows the app."""
    return "dark" if st.context.theme.type == "dark" else "light"
