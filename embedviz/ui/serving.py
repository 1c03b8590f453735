"""Serving: what the server's sockets need, which Streamlit leaves as the system has it."""

from __future__ import annotations

import socket
from contextlib import suppress
from pathlib import Path

OPEN_FILES = Path("/dev/fd")


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
