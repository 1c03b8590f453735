"""What the interactive plot runs on in the browser: its own modules, and Plotly's file."""

from __future__ import annotations

import gzip
import logging
from collections.abc import Callable
from functools import cache, partial
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from threading import Event

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from streamlit import config
from streamlit.components.v2.types import ComponentRenderer

from embedviz.plotting.modules import one_script

FOLDER = "plots"
SCRIPT = one_script("main.js").encode()
SCRIPT_FILE = f"{sha256(SCRIPT).hexdigest()[:16]}.js"
PLOTLY_FOLDER = f"plotly-{version('plotly')}"
ADDRESSES = {
    "script": f"../../../{FOLDER}/{SCRIPT_FILE}",
    "plotly": f"../../../{FOLDER}/{PLOTLY_FOLDER}/plotly.min.js",
}
"""Where the browser finds them, seen from the file that Streamlit serves of the component."""

JAVASCRIPT = "text/javascript"
FOR_GOOD = {"Cache-Control": "public, max-age=31536000, immutable"}
"""For what a browser keeps and never asks for again: its address has the version."""

_log = logging.getLogger(__name__)
_has_routes = Event()


def plot_routes() -> Mount:
    """Serve what plots run on, as files that a browser keeps.

    For the routes of :class:`streamlit.App`: what Streamlit serves by itself, a browser asks for
    anew at each visit, megabytes in dozens of files. So plots are drawn where ``serve.py`` was
    started, or another app with these routes.
    """
    base = (config.get_option("server.baseUrlPath") or "").strip("/")
    _has_routes.set()
    return Mount(
        f"/{base}/{FOLDER}" if base else f"/{FOLDER}",
        routes=[
            Route(f"/{SCRIPT_FILE}", partial(_answer, _own)),
            Route(f"/{PLOTLY_FOLDER}/plotly.min.js", partial(_answer, _plotly)),
        ],
    )


def _answer(script: Callable[[], bytes], request: Request) -> Response:
    tag = f'"{request.url.path.removeprefix("/")}"'
    headers = FOR_GOOD | {"ETag": tag, "Vary": "Accept-Encoding"}
    if request.headers.get("If-None-Match") == tag:
        return Response(status_code=304, headers=headers)
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return Response(script(), media_type=JAVASCRIPT, headers=headers)
    headers["Content-Encoding"] = "gzip"
    return Response(_packed(script), media_type=JAVASCRIPT, headers=headers)


@cache
def _packed(script: Callable[[], bytes]) -> bytes:
    """Compress once: at each visit it would be a tenth of a second in which all others wait."""
    return gzip.compress(script())


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
