"""Files that a browser keeps for good: answered from memory, and compressed once for everybody."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from functools import cache
from mimetypes import guess_type
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config, file_util

FOR_GOOD = {"Cache-Control": "public, max-age=31536000, immutable"}
"""For what a browser keeps and never asks for again: its address has the version."""


def base_path() -> str:
    """Give what all addresses of the app begin with: empty, or ``"/course"``."""
    base = (config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}" if base else ""


def kept(read: Callable[[], bytes], request: Request) -> Response:
    """Answer with a file whose address changes when its content does."""
    path = request.url.path
    tag = f'"{path.removeprefix("/")}"'
    headers = FOR_GOOD | {"ETag": tag, "Vary": "Accept-Encoding"}
    if request.headers.get("If-None-Match") == tag:
        return Response(status_code=304, headers=headers)
    media_type = guess_type(path)[0]
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return Response(read(), media_type=media_type, headers=headers)
    headers["Content-Encoding"] = "gzip"
    return Response(packed(read), media_type=media_type, headers=headers)


@cache
def packed(read: Callable[[], bytes]) -> bytes:
    """Compress once: at each visit it would be a tenth of a second in which all others wait."""
    return gzip.compress(read())


class StreamlitFiles:
    """Answers for the files of Streamlit's front end; whatever else is asked goes to the app.

    A first visit needs some seventy of them. Streamlit reads each from the disk, in turns of four
    threads, and sends it as it is: half of the server's work for a page, and four times the bytes.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        folder = Path(file_util.get_static_dir())
        names = (each for each in (folder / "static").rglob("*.*") if each.is_file())
        self._files = {
            f"{base_path()}/{each.relative_to(folder).as_posix()}": each.read_bytes
            for each in names
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or have the app answer."""
        read = self._files.get(scope.get("path", ""))
        if read is None or scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
        else:
            await kept(read, Request(scope))(scope, receive, send)
