"""Serving: what a server does before the first page runs: its sockets, and what is imported."""

from __future__ import annotations

import socket
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from threading import Thread

OPEN_FILES = Path("/dev/fd")
NEEDED = "embedviz.ui.dataset_page"
"""Imports what all pages need, pandas and Plotly among it."""


def import_ahead() -> None:
    """Import what the first page needs while its visitor's browser still fetches Streamlit."""
    Thread(target=import_module, args=(NEEDED,), daemon=True).start()


def send_at_once() -> None:
    """Have each piece of an answer sent when it is written, on all connections from now on.

    Otherwise the kernel holds back the second piece until the browser has acknowledged the first,
    and the browser's kernel waits 40 ms with that: for each of the hundred files of a page, and
    for what a click is answered with. asyncio would switch that off for a socket that is said to
    be TCP's; the one Streamlit listens on isn't. Connections take after it.
    """
    for each in OPEN_FILES.iterdir() if OPEN_FILES.is_dir() else []:
        with (
            suppress(OSError),  # no socket, or none of TCP's
            socket.fromfd(int(each.name), socket.AF_INET, socket.SOCK_STREAM) as opened,
        ):
            if opened.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
