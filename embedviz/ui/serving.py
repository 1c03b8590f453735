"""Serving: what a server does around the first page: its sockets, what is imported, what stays."""

from __future__ import annotations

import gc
import socket
import sys
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


def settle() -> None:
    """Have the collector pass over what is there by now: most of it is modules, which stay.

    To look through them took 0.2 s every 20 s of a class' work, with all visitors waiting.
    """
    gc.collect()
    gc.freeze()


def take_turns() -> None:
    """Have threads take turns every half millisecond, not every five.

    Each file that a page needs passes from thread to thread some four times, and each time it
    would wait 5 ms for another visitor's page that is being made.
    """
    sys.setswitchinterval(0.0005)


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
