"""What the interactive plot runs on in the browser: its own modules, and Plotly's file."""

from __future__ import annotations

import logging
from functools import cache
from importlib.metadata import version
from threading import Event
from typing import Any

import streamlit as st
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from streamlit import config
from streamlit.components.v2.types import ComponentRenderer

FOLDER = f"plotly/{version('plotly')}"
PLOTLY = f"../../../{FOLDER}/plotly.min.js"
"""Where the browser finds Plotly, seen from the component's own modules."""

_log = logging.getLogger(__name__)
_has_route = Event()


class _Immutable(StaticFiles):
    """Files that a browser keeps and never asks for again: their address has the version."""

    def file_response(self, *args: Any, **options: Any) -> Response:
        response = super().file_response(*args, **options)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def plotly_route() -> Mount:
    """Serve Plotly's own folder as it is, wherever Plotly is installed.

    For the routes of :class:`streamlit.App`: what Streamlit serves by itself, a browser asks for
    anew at each visit, five megabytes of it. So plots are drawn where ``serve.py`` was started, or
    another app with this route.
    """
    base = (config.get_option("server.baseUrlPath") or "").strip("/")
    address = f"/{base}/{FOLDER}" if base else f"/{FOLDER}"
    _has_route.set()
    return Mount(address, _Immutable(packages=[("plotly", "package_data")]))


@cache
def plot_component() -> ComponentRenderer:
    """Register the component, once.

    Not before a page runs: only then does Streamlit know where its files are.
    """
    if not _has_route.is_set():
        _log.warning("No plot is drawn: Plotly's file is served by serve.py. Start it: make app.")
    return st.components.v2.component(
        "embedviz.plot", js="index.js", css="styles.css", isolate_styles=False
    )


def preload_plot() -> None:
    """Let the browser fetch all that while the page is still being computed."""
    with st.container(key="plot-preload"):  # hidden in theme.py
        plot_component()(key="plot.preload", data={"preload": PLOTLY}, height=1)
