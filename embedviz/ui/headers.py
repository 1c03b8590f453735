"""Headers: what a browser is told that the app may do, with every answer.

Scripts come from this server or from what they themselves have made (``blob:``: Streamlit's
components); nothing is fetched from, sent to or framed by anybody else, unless the operator says
who may frame it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = {
    "default-src": "'self'",
    # Streamlit's first page has a script within it, and Plotly makes functions of text for WebGL.
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval' blob:",
    "worker-src": "'self' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "media-src": "'self' data: blob:",
    "frame-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
}
_HOST = re.compile(r"[\w.:\[\]-]{1,255}")


class SafeHeaders:
    """Adds the headers to every answer of an app; ``framed_by`` are addresses that may frame it."""

    def __init__(self, app: ASGIApp, framed_by: Sequence[str] = ()) -> None:
        self.app = app
        self.framed_by = tuple(framed_by)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, with the headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        host = Headers(scope=scope).get("host", "")

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(headers_for(host, self.framed_by))
            await send(message)

        await self.app(scope, receive, send_with_headers)


def headers_for(host: str, framed_by: Sequence[str] = ()) -> dict[str, str]:
    """Give the headers of an answer to who asks for this host.

    Examples
    --------
    >>> headers_for("example.org")["X-Frame-Options"]
    'DENY'
    """
    # Not every browser takes 'self' to mean the same server's websocket, too.
    sockets = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
    policy = _POLICY | {
        "connect-src": f"'self' data: blob:{sockets}",
        "frame-ancestors": " ".join(framed_by) or "'none'",
    }
    headers = {
        "Content-Security-Policy": "; ".join(f"{name} {each}" for name, each in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",  # an address may say what somebody looks at
    }
    return headers if framed_by else headers | {"X-Frame-Options": "DENY"}
