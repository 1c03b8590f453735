"""How soon one can begin: ``import embedviz``, and the first page drawn in Chromium."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from live_app import ROOT, launch_chromium, running_app
from playwright.sync_api import Browser, sync_playwright
from row import Row, seconds

DRAWN = ".js-plotly-plot .main-svg"
PATIENCE = 120_000
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
        browser = launch_chromium(playwright)
        times: dict[Path | None, list[float]] = {None: [], bare: []}  # ours, theirs
        for _ in range(RUNS):
            for app, taken in times.items():
                taken.append(_time_to_first_page(browser, app, Path(folder) / "log"))
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


def _time_to_first_page(browser: Browser, app: Path | None, log: Path) -> float:
    page = browser.new_context().new_page()  # nothing is cached from the run before
    start = time.perf_counter()
    with running_app(log, app, folder=app.parent if app else ROOT) as address:
        page.goto(address, wait_until="commit")
        page.wait_for_selector(DRAWN, timeout=PATIENCE)
        taken = time.perf_counter() - start
        page.context.close()
    return taken
