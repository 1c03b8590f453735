"""Files: what a browser that was never here fetches of a page by HTTP, and how it uploads."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import requests

LINKED = re.compile(r'<(?:script|link)[^>]+(?:src|href)="(\./static/[^"]+)"')
ASKED_FIRST = ("_stcore/health", "_stcore/host-config", "favicon.png")
PLOT = "_stcore/bidi-components/embedviz.plot/"
PATIENCE = 60.0


class Files:
    """The HTTP half of one visitor: connections, cookies, nothing kept from before."""

    def __init__(self, address: str) -> None:
        self.address = f"{address}/"
        self._http = requests.Session()

    def document(self, page: str) -> None:
        """Fetch a page's document, what it links to, and what Streamlit asks before it begins."""
        document = self._get(page).text
        for linked in (*LINKED.findall(document), *ASKED_FIRST):
            self._get(linked)

    def plot(self, addresses: dict[str, str]) -> None:
        """Fetch what plots run on, from where the page says that it is."""
        for name in ("styles.css", "index.js", *addresses.values()):
            self._get(PLOT + name)

    def put(self, place: str, name: str, content: bytes) -> None:
        """Upload a file to the place that the server named for it."""
        token = {"X-Xsrftoken": self._http.cookies.get("_streamlit_xsrf", "")}
        answer = self._http.put(
            urljoin(self.address, place.lstrip("/")),
            files={"file": (name, content)},
            headers=token,
            timeout=PATIENCE,
        )
        answer.raise_for_status()

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

    def _get(self, place: str) -> requests.Response:
        answer = self._http.get(urljoin(self.address, place), timeout=PATIENCE)
        answer.raise_for_status()
        return answer
