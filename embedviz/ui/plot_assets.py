"""What the interactive plot runs on in the browser: its own modules, and Plotly's file."""

from __future__ import annotations

import logging
from functools import cache, partial
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from threading import Event

import streamlit as st
from starlette.routing import Mount, Route
from streamlit.components.v2.types import ComponentRenderer

from embedviz.plotting.modules import one_script
from embedviz.ui.kept_files import base_path, kept

FOLDER = "plots"
SCRIPT = one_script("main.js").encode()
SCRIPT_FILE = f"{sha256(SCRIPT).hexdigest()[:16]}.js"
PLOTLY_FOLDER = f"plotly-{version('plotly')}"
ADDRESSES = {
    "script": f"../../../{FOLDER}/{SCRIPT_FILE}",
    "plotly": f"../../../{FOLDER}/{PLOTLY_FOLDER}/plotly.min.js",
}
"""Where the browser finds them, seen from the file that Streamlit serves of the component."""

_log = logging.getLogger(__name__)
_has_routes = Event()


def plot_routes() -> Mount:
    """Serve what plots run on, as files that a browser keeps.

    For the routes of :class:`streamlit.App`: what Streamlit serves by itself, a browser asks for
    anew at each visit, megabytes in dozens of files. So plots are drawn where ``serve.py`` was
    started, or another app with these routes.
    """
    _has_routes.set()
    return Mount(
        f"{base_path()}/{FOLDER}",
        routes=[
            Route(f"/{SCRIPT_FILE}", partial(kept, _own)),
            Route(f"/{PLOTLY_FOLDER}/plotly.min.js", partial(kept, _plotly)),
        ],
    )


def _plotly() -> bytes:
    return files("plotly").joinpath("package_data", "plotly.min.js").read_bytes()


def _own() -> bytes:
    return SCRIPT


@cache
def plot_component() -> ComponentRenderer:
    """Register the component, once.

    Not before a page runs: only then does Streamlit know where its files are.
    """
    if not _has_routes.is_set():
        _log.warning("No plot is drawn: what it runs on is served by serve.py. Start it: make app.")
    return st.components.v2.component(
        "embedviz.plot", js="index.js", css="styles.css", isolate_styles=False
    )


def preload_plot() -> None:
    """Let the browser fetch all that while the page is still being computed."""
    with st.container(key="plot-preload"):  # hidden in theme.py
        plot_component()(key="plot.preload", data=ADDRESSES, height=1)
