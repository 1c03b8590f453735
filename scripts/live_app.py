"""Start an app, open it in Chromium, wait until it is drawn: for tests, pictures, benchmarks."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, Playwright, expect

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--enable-unsafe-swiftshader",  # WebGL without a graphics card
]
PATIENCE = 90  # seconds, for a machine that is busy with something else


@contextmanager
def running_app(
    log: Path,
    script: Path | None = None,
    *,
    folder: Path = ROOT,
    variables: Mapping[str, str] | None = None,
    base: str = "",
) -> Iterator[str]:
    """Serve the app on a free port and give its address; what it says goes to ``log``.

    It is started as ``make app`` does. A ``script`` in its place is started by Streamlit.
    ``folder`` is where it runs: the settings of its ``.streamlit`` hold. ``variables`` are put
    into its environment. ``base`` is the path that the address ends with.
    """
    port = free_port()
    with log.open("w") as said:
        server = subprocess.Popen(
            [sys.executable, "-m", *_command(script, port)],
            cwd=folder,
            env=os.environ | _at(base) | dict(variables or {}),
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        try:
            place = f"localhost:{port}/{base}".rstrip("/")
            _wait_for_health(server, place, log)
            yield f"http://{place}"
        finally:
            server.terminate()
            try:
                server.wait(timeout=10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _at(base: str) -> dict[str, str]:
    return {"STREAMLIT_SERVER_BASE_URL_PATH": base} if base else {}


def free_port() -> int:
    """Give a port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return int(probe.getsockname()[1])


def _command(script: Path | None, port: int) -> list[str]:
    if script is None:
        return ["embedviz", "--no-browser", "--port", str(port)]
    options = {
        "server.port": port,
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
    }
    flags = [part for name, value in options.items() for part in (f"--{name}", str(value))]
    return ["streamlit", "run", str(script), *flags]


def with_plots(script: Path, folder: Path) -> Path:
    """Write the server of a script that draws plots, as ``serve.py`` is that of the app."""
    server = folder / f"serve_{script.stem}.py"
    server.write_text(
        "import streamlit as st\n"
        "from embedviz.ui.plot_assets import plot_routes\n"
        f"app = st.App({str(script)!r}, routes=[plot_routes()])\n",
        encoding="utf-8",
    )
    return server


def _wait_for_health(server: subprocess.Popen[bytes], place: str, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urlopen(f"http://{place}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.02)
    raise RuntimeError(f"The app did not start. It said:\n{log.read_text()}")


def launch_chromium(playwright: Playwright) -> Browser:
    """Start Chromium without a window."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)


def wait_until_idle(page: Page) -> None:
    """Wait until the page's script has run to its end and all that it says is on the page."""
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute(
        "data-test-connection-state", "CONNECTED", timeout=PATIENCE * 1000
    )
    expect(app).to_have_attribute(
        "data-test-script-state", re.compile("notRunning"), timeout=PATIENCE * 1000
    )
    expect(page.locator('[data-stale="true"]')).to_have_count(0, timeout=PATIENCE * 1000)


def wait_until_drawn(page: Page) -> None:
    """Wait until the page is idle and each of its plots is drawn; there must be one at least."""
    wait_until_idle(page)
    expect(page.locator(".ev-plot").first).to_be_attached(timeout=PATIENCE * 1000)
    # A page may have several plots, and not all of them at once.
    undrawn = page.locator(".ev-plot:not(:has(.ev-base[data-drawn]))")
    expect(undrawn).to_have_count(0, timeout=PATIENCE * 1000)
    wait_until_idle(page)
    expect(undrawn).to_have_count(0, timeout=PATIENCE * 1000)
    expect(page.locator(".ev-plot[data-moving]")).to_have_count(0, timeout=PATIENCE * 1000)
    charts = page.locator('[data-testid="stPlotlyChart"]:not(:has(.js-plotly-plot .main-svg))')
    expect(charts).to_have_count(0, timeout=PATIENCE * 1000)
