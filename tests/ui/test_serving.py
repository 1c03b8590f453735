"""The server's sockets: what is written is sent at once."""

from __future__ import annotations

import socket
import sys

import pytest

from embedviz.ui.serving import send_at_once


@pytest.mark.skipif(sys.platform == "win32", reason="open files can't be looked through there")
def test_a_connection_holds_nothing_back():
    with socket.socket(socket.AF_INET) as listening:  # as Streamlit makes it
        listening.bind(("localhost", 0))
        listening.listen()
        send_at_once()
        with socket.create_connection(listening.getsockname()):
            connection, _ = listening.accept()
            with connection:
                assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
