"""The server: the app, Plotly's file and a health check beside it. ``make app`` starts this.

``/healthz`` answers with JSON: 200 as long as jobs can be run, 503 otherwise.
"""

import logging

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from streamlit import config

from embedviz import __version__
from embedviz.engine.health import health
from embedviz.errors import InvalidSettings
from embedviz.ui.headers import SafeHeaders
from embedviz.ui.kept_files import StreamlitFiles
from embedviz.ui.plot_assets import plot_routes
from embedviz.ui.progress import engine, settings
from embedviz.ui.serving import import_ahead, send_at_once, take_turns

logging.basicConfig(format="%(asctime)s %(name)s %(levelname)s %(message)s")
logging.getLogger("embedviz").setLevel(logging.INFO)  # one line a job

try:
    settings()
except InvalidSettings as error:
    raise SystemExit(str(error)) from None

# Streamlit refuses what is larger than this whatever a page allows.
config.set_option("server.maxUploadSize", settings().upload_megabytes)

send_at_once()
take_turns()
import_ahead()


def healthz(_: Request) -> JSONResponse:
    """Say how the engine is; nothing of any visitor's is in it."""
    state = health(engine(), __version__)
    return JSONResponse(state, status_code=503 if state["status"] == "down" else 200)


app = st.App(
    "app.py",
    routes=[Route("/healthz", healthz), plot_routes()],
    middleware=[
        Middleware(SafeHeaders, framed_by=settings().framed_by),
        Middleware(StreamlitFiles),
    ],
)
