"""Serving: the app started as ``streamlit run`` starts it, and told where it is.

Streamlit reads its configuration from the folder ``.streamlit`` beside ``serve.py``, in a checkout
and in an installed wheel; what stands there can be set otherwise by Streamlit's own variables of
the environment, such as ``STREAMLIT_SERVER_BASE_URL_PATH``.
"""

from __future__ import annotations

import ctypes
import os
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from embedviz.command.asked import Asked, Plan, plan_of
from embedviz.command.bar import doing, working
from embedviz.command.files import brought
from embedviz.errors import EmbedvizError, InvalidRequest
from embedviz.places import place_of
from embedviz.projections import PROJECTIONS
from embedviz.ui.settings import AppSettings

if TYPE_CHECKING:
    from embedviz.datasets.reading import Understood
    from embedviz.ui.session_file import Session

FIRST_PORT, PORTS = 8501, 100
PATIENCE = 60.0  # seconds that a server may take to answer first
BEAT = 0.05
_MALLOC = {
    "MALLOC_ARENA_MAX": (-8, 2),
    "MALLOC_MMAP_THRESHOLD_": (-3, 2**20),
    "MALLOC_TRIM_THRESHOLD_": (-1, 2**20),
}
"""glibc's settings: a variable to the number that its mallopt knows it by, and the value."""


@dataclass(frozen=True)
class Server:
    """How the app is served; None where nothing was said."""

    host: str | None = None
    port: int | None = None
    workers: int | None = None
    memory: str | None = None
    browser: bool = True


def serve(server: Server, files: Sequence[Path], asked: Asked) -> None:
    """Serve the app until it is stopped, with these files for who has the printed address.

    Raises
    ------
    EmbedvizError
        If a file can't be read, what is asked for can't be, or the port is taken.
    """
    if asked.is_about_files and not files:
        raise InvalidRequest("Which file? Columns, models and samples are those of a file.")
    _decide(server)
    server = replace(server, port=_port(server))
    place = ""
    if files:
        session, plan = _read(files, asked)
        # The app is this process: what is handed over here is there, and nowhere else.
        from embedviz.ui.handed import PARAMETER, hand_over

        place = f"your_data?{PARAMETER}={hand_over(session)}"
        _begin(plan)
    threading.Thread(target=_tell_when_ready, args=(server, place), daemon=True).start()
    _run(server)


def _decide(server: Server) -> None:
    """Set what the app reads as its operator's settings, before it reads them."""
    said = {"workers": server.workers, "memory": server.memory}
    for name, value in said.items():
        if value is not None:
            os.environ[AppSettings.variable(name)] = str(value)
    AppSettings.load()  # what can't be is told before anything is read
    _spare_memory()


def _spare_memory() -> None:
    """Have glibc keep two heaps at most and give large blocks back as soon as they are free.

    Else it keeps a heap for each thread and core, a third more for a class, and holes in them. A
    variable of the environment is read when a process starts: it is for the workers, and the call
    for this process. What an operator has set stays.
    """
    if sys.platform != "linux":
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # None where it isn't glibc
    for variable, (number, value) in _MALLOC.items():
        if variable not in os.environ:
            os.environ[variable] = str(value)
            if mallopt is not None:
                mallopt(number, value)


def _port(server: Server) -> int:
    """Give the port that was asked for, else the first free one."""
    if server.port is not None:
        if not _is_free(server.host, server.port):
            raise InvalidRequest(
                f"Port {server.port} is taken. Name another, such as --port {server.port + 1}, "
                "or none, and a free one is found."
            )
        return server.port
    for port in range(FIRST_PORT, FIRST_PORT + PORTS):
        if _is_free(server.host, port):
            return port
    raise InvalidRequest(f"No port from {FIRST_PORT} to {FIRST_PORT + PORTS} is free. Name one.")


def _is_free(host: str | None, port: int) -> bool:
    try:
        family = socket.AF_INET6 if ":" in (host or "") else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host or "", port))
    except socket.gaierror:
        raise InvalidRequest(f'This machine has no address "{host}".') from None
    except OSError:
        return False
    return True


def _read(files: Sequence[Path], asked: Asked) -> tuple[Session, Plan]:
    """Read what was brought, as the page will, and add what was said of it."""
    from embedviz.datasets.reading import understood
    from embedviz.datasets.reading.parcel import read_parts
    from embedviz.ui.uploads import FIRST_SAMPLE

    with working() as shown:
        with doing(shown, "Opening"):
            session = brought(files)
        parts = ((session.name, session.content), *session.others)
        with doing(shown, f"Reading {session.name}"), asked.asking():
            raw = read_parts(parts).sampled(asked.sample or FIRST_SAMPLE)
        with doing(shown, "Finding out what its columns are"):
            table = understood(raw)
        plan = plan_of(table, asked)
    if asked.model and Path(asked.model).is_dir():
        # Visitors name no folder of a server; who starts it does.
        folder = str(Path(asked.model).resolve().parent)
        os.environ.setdefault("EMBEDVIZ_MODELS", folder)
    _tell(table, plan)
    return replace(session, choices={**session.choices, **plan.said}), plan


def _tell(table: Understood, plan: Plan) -> None:
    """Say what was read, and what was assumed."""
    rows = f"{len(table):,}" + (f" of {table.sample_of:,}" if table.sample_of else "")
    said = Console(stderr=True)
    said.print(f"{table.name}: {rows} rows", highlight=False, markup=False)
    for note in filter(None, (*table.notes, plan.note)):
        said.print(note, style="dim", highlight=False, markup=False)


def _begin(plan: Plan) -> None:
    """Have a worker begin with the first picture: the page that asks for it is seconds away."""
    from embedviz.steps import ProjectionRequest, SpaceRequest, quality_step
    from embedviz.ui.progress import engine

    request = SpaceRequest(plan.embedder, plan.dataset)
    drawn = ProjectionRequest(PROJECTIONS[plan.projection]())

    def wait() -> None:
        # What can't be drawn is told where it would be, on the page.
        with suppress(EmbedvizError), engine().submit(quality_step(request, drawn)) as ticket:
            ticket.result()

    threading.Thread(target=wait, daemon=True).start()


def _tell_when_ready(server: Server, place: str) -> None:
    """Print the addresses and open a browser as soon as the app answers."""
    from streamlit.net_util import get_internal_ip
    from streamlit.web.server import server_util

    is_everywhere = server.host in (None, "", "0.0.0.0", "::")  # noqa: S104 - only looked at
    here = "localhost" if is_everywhere else str(server.host)
    end = time.monotonic() + PATIENCE
    while not _answers(here, server.port or 0):
        if time.monotonic() > end:
            return
        time.sleep(BEAT)
    local = server_util.get_url(server_util.get_display_address(here))
    told = Console()
    told.print(f"  Local:   {local}/{place}", highlight=False, markup=False, soft_wrap=True)
    if is_everywhere and (outside := get_internal_ip()):
        network = f"{server_util.get_url(outside)}/{place}"
        told.print(f"  Network: {network}", highlight=False, markup=False, soft_wrap=True)
    told.print("  Ctrl+C stops it.", style="dim", highlight=False)
    if server.browser:
        webbrowser.open(f"{local}/{place}")


def _answers(host: str, port: int) -> bool:
    connection = HTTPConnection(host, port, timeout=2)
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status < 500  # behind a path of its own it is elsewhere
    except OSError:
        return False
    finally:
        connection.close()


def _run(server: Server) -> None:
    """Run Streamlit here, by the command that it documents."""
    from streamlit.web.cli import main as streamlit

    options = {
        "server.port": server.port,
        "server.headless": "true",  # which is opened and what is printed is decided here
        "logger.hideWelcomeMessage": "true",
    } | ({"server.address": server.host} if server.host else {})
    flags = [part for name, value in options.items() for part in (f"--{name}", str(value))]
    streamlit(["run", str(place_of("serve.py")), *flags], prog_name="streamlit")
