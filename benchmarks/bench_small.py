"""How much memory a small server takes: ``embedviz --memory small``, five visitors in Chromium."""

from __future__ import annotations

import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import psutil
from live_app import launch_chromium, running_app, wait_until_idle
from playwright.sync_api import sync_playwright
from row import Row

VISITORS = 5
PAGES = ("", "cities", "tv_shows", "sentences", "words", "digits", "more", "your_data", "lessons")
MOST = 700  # MB
BEAT = 0.5  # seconds between two looks
_MB = 1_000_000


@dataclass
class Watch:
    """The most memory that a server and its workers took, in MB; shared pages once in ``pss``."""

    server: psutil.Process
    rss: dict[str, float] = field(default_factory=dict)
    pss: dict[str, float] = field(default_factory=dict)
    is_over: bool = False

    def look(self) -> None:
        """Look again and again until it is over."""
        while not self.is_over:
            self._look_once()
            time.sleep(BEAT)

    def _look_once(self) -> None:
        workers = self.server.children(recursive=True)
        for kind in ("rss", "pss"):
            sizes = {"server": _size(self.server, kind)}
            sizes["workers"] = sum(_size(each, kind) for each in workers)
            sizes["all"] = sum(sizes.values())
            seen = getattr(self, kind)
            seen |= {name: max(size, seen.get(name, 0)) for name, size in sizes.items()}


def _size(process: psutil.Process, kind: str) -> float:
    try:
        return float(getattr(process.memory_full_info(), kind)) / _MB
    except psutil.Error:
        return 0.0


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        variables = {"EMBEDVIZ_MEMORY": "small", "EMBEDVIZ_CACHE_MEGABYTES": "0"}
        browser = launch_chromium(playwright)
        with running_app(Path(folder) / "log", variables=variables) as address:
            watch = Watch(_listening(urlsplit(address).port or 0))
            looking = threading.Thread(target=watch.look)
            looking.start()
            pages = [browser.new_page() for _ in range(VISITORS)]
            for name in PAGES:
                for page in pages:
                    page.goto(f"{address}/{name}")
                for page in pages:
                    wait_until_idle(page)
            watch.is_over = True
            looking.join()
        browser.close()
    return [_row(watch)]


def _listening(port: int) -> psutil.Process:
    """Find the server that running_app started: the child of ours that listens there."""
    for each in psutil.Process().children():
        if any(there.laddr.port == port for there in each.net_connections() if there.laddr):
            return each
    raise RuntimeError(f"Nobody listens at {port}.")


def _row(watch: Watch) -> Row:
    rss, pss = watch.rss, watch.pss
    return Row(
        f"memory of `embedviz --memory small`, {VISITORS} visitors on every page (limit)",
        f"server {rss['server']:,.0f} MB RSS, {pss['server']:,.0f} MB PSS; "
        f"with its worker {rss['all']:,.0f} MB RSS, {pss['all']:,.0f} MB PSS",
        f"{MOST} MB",
        f"{rss['server'] / MOST:.2f} × (the server)",
        f"server under {MOST} MB",
        rss["server"] < MOST,
    )
