"""How soon one can begin: ``import embedviz``, and the first page drawn in Chromium."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright
from row import Row, seconds

ROOT = Path(__file__).parents[1]
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
DRAWN = ".js-plotly-plot .main-svg"
PATIENCE = 120
RUNS = 3

BARE_APP = """\
import numpy as np
import plotly.graph_objects as go
import streamlit as st

x, y = np.random.default_rng(0).normal(size=(2, 1_000))
st.title("A bare app")
st.plotly_chart(go.Figure(go.Scattergl(x=x, y=y, mode="markers")))
"""


def measure() -> list[Row]:
    return [_import_row(), _first_page_row()]


def _import_row() -> Row:
    ours, numpys = (median(_import_time(name) for _ in range(5)) for name in ("embedviz", "numpy"))
    return Row(
        "`import embedviz` (numpy)",
        seconds(ours),
        seconds(numpys),
        f"{ours / numpys:.2f} × its time",
        "under 0.5 s",
        ours < 0.5,
    )


def _import_time(module: str) -> float:
    code = f"import time; t = time.perf_counter(); import {module}; print(time.perf_counter() - t)"
    return float(subprocess.check_output([sys.executable, "-c", code], text=True))


def _first_page_row() -> Row:
    """Start each app three times, by turns, and take the medians."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE_APP, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        times: dict[Path, list[float]] = {ROOT / "app.py": [], bare: []}
        for _ in range(RUNS):
            for app, taken in times.items():
                taken.append(_time_to_first_page(browser, app))
        browser.close()
    ours, theirs = map(median, times.values())
    return Row(
        "from `streamlit run` to the first page drawn (a bare app with one chart)",
        seconds(ours),
        seconds(theirs),
        f"{ours / theirs:.2f} × its time",
        "at most 1.5 ×",
        ours / theirs <= 1.5,
    )


def _time_to_first_page(browser: Browser, app: Path) -> float:
    port = _free_port()
    page = browser.new_context().new_page()  # nothing is cached from the run before
    command = [sys.executable, "-m", "streamlit", "run", str(app), "--server.port", str(port)]
    quiet = ["--server.headless", "true", "--browser.gatherUsageStats", "false"]
    start = time.perf_counter()
    server = subprocess.Popen(
        [*command, *quiet],
        cwd=app.parent,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, server)
        page.goto(f"http://localhost:{port}", wait_until="commit")
        page.wait_for_selector(DRAWN, timeout=PATIENCE * 1000)
        return time.perf_counter() - start
    finally:
        page.context.close()
        server.terminate()
        server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.perf_counter() + PATIENCE
    while time.perf_counter() < deadline:
        if server.poll() is not None:
            raise RuntimeError(f"The server ended with exit code {server.returncode}.")
        try:
            socket.create_connection(("localhost", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise TimeoutError(f"No server answered on port {port}.")
