"""What the interactive plot runs on in the browser: its own modules, and Plotly's file."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import streamlit as st
from streamlit.components.v1 import declare_component
from streamlit.components.v2.types import ComponentRenderer

PLOTLY = f"../../../component/{__name__}.plotly/plotly.min.js?{version('plotly')}"
"""Where the browser finds Plotly, seen from the component's own modules."""


@cache
def plot_component() -> ComponentRenderer:
    """Register the component, once.

    Not before a page runs: only then does Streamlit know where its files are.
    """
    serve_plotly()
    return st.components.v2.component(
        "embedviz.plot", js="index.js", css="styles.css", isolate_styles=False
    )


@cache
def serve_plotly() -> None:
    """Serve Plotly's own folder as it is, wherever Plotly is installed.

    A public door of Streamlit's, the same for a checkout and a wheel, and no second copy of five
    megabytes.
    """
    package = find_spec("plotly")
    folders = package.submodule_search_locations if package else None
    declare_component("plotly", path=str(Path((folders or [""])[0]) / "package_data"))


def preload_plot() -> None:
    """Let the browser fetch all that while the page is still being computed."""
    with st.container(key="plot-preload"):  # hidden in theme.py
        plot_component()(key="plot.preload", data={"preload": PLOTLY}, height=1)
