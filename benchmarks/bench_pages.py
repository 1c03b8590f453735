"""Every page loaded by a browser that was never here, beside a bare page with as many points.

The server runs already and has been visited once, as that of a class has. A page and its bare twin
take turns; each figure is the median of its turns.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

import psutil
from live_app import launch_chromium, running_app, wait_until_drawn
from playwright.sync_api import Browser, Page, sync_playwright
from row import Row, seconds

from embedviz.ui.navigation import doors

TURNS = 3
MOST_SLOWER = 1.5
MOST_SERVER_SECONDS = 0.5
MOST_HEAP = 80
"""Megabytes, of up to 20,000 items."""

BARE_APP = """\
import numpy as np
import plotly.graph_objects as go
import streamlit as st

n = int(st.query_params.get("n", 1_000))
x, y = np.random.default_rng(0).normal(size=(2, n))
st.title("A bare page")
st.plotly_chart(go.Figure(go.Scattergl(x=x, y=y, mode="markers")))
"""
N_DRAWN = """() => Math.max(...[...document.querySelectorAll(".js-plotly-plot")]
  .flatMap((plot) => plot.data.map((trace) => trace.x?.length ?? 0)))"""


@dataclass(frozen=True)
class Load:
    """What one load of a page took.

    Seconds until it was drawn, of scripts in the browser, and of the server's processor;
    megabytes that came, and that the browser's heap holds.
    """

    drawn: float
    script: float
    server: float
    came: float
    heap: float


def measure() -> list[Row]:
    paths = ["", *dict.fromkeys(Path(door.page).stem for door in doors())]
    return [row for path in paths for row in _rows(path)]


def _rows(path: str) -> Iterator[Row]:
    ours, bare, n_points = _loads(path)
    name = f"{path or 'home'}, {n_points:,} points"
    slower = ours.drawn / bare.drawn
    yield Row(
        f"page first drawn: {name} (a bare page)",
        seconds(ours.drawn),
        seconds(bare.drawn),
        f"{slower:.2f} × its time",
        f"at most {MOST_SLOWER} ×",
        slower <= MOST_SLOWER,
    )
    yield Row(
        f"the same: the server's processor; scripts in the browser: {name}",
        f"{seconds(ours.server)}; {seconds(ours.script)}",
        f"{seconds(bare.server)}; {seconds(bare.script)}",
        "–",
        f"under {MOST_SERVER_SECONDS} s of the server",
        ours.server < MOST_SERVER_SECONDS,
    )
    yield Row(
        f"the same: what came; the browser's heap: {name}",
        f"{ours.came:.1f} MB; {ours.heap:.0f} MB",
        f"{bare.came:.1f} MB; {bare.heap:.0f} MB",
        "–",
        f"a heap under {MOST_HEAP} MB",
        ours.heap < MOST_HEAP,
    )


def _loads(path: str) -> tuple[Load, Load, int]:
    """Load a page and its bare twin by turns, each from a server of its own."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        script = Path(folder) / "bare.py"
        script.write_text(BARE_APP, encoding="utf-8")
        browser = launch_chromium(playwright)
        with (
            running_app(Path(folder) / "ours.log") as ours,
            running_app(Path(folder) / "bare.log", script, folder=script.parent) as bare,
        ):
            _, n_points = _load(browser, f"{ours}/{path}")
            addresses = (f"{ours}/{path}", f"{bare}/?n={n_points}")
            _load(browser, addresses[1])
            turns = [[_load(browser, each)[0] for each in addresses] for _ in range(TURNS)]
        browser.close()
    mine, theirs = (
        Load(*map(median, zip(*map(astuple, loads), strict=True)))
        for loads in zip(*turns, strict=True)
    )
    return mine, theirs, n_points


def _load(browser: Browser, address: str) -> tuple[Load, int]:
    with _page(browser) as page:
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable")
        session.send("Network.enable")
        came: list[float] = []
        session.on("Network.loadingFinished", lambda each: came.append(each["encodedDataLength"]))
        session.on(
            "Network.webSocketFrameReceived",
            lambda each: came.append(len(each["response"]["payloadData"]) * 0.75),  # base64
        )
        used = _processor_of(address)
        before, start = used(), time.perf_counter()
        page.goto(address)
        page.wait_for_selector(".js-plotly-plot .main-svg", timeout=120_000)
        drawn = time.perf_counter() - start
        if page.locator(".ev-plot").count():
            wait_until_drawn(page)
        else:
            page.wait_for_timeout(1_000)
        server = used() - before
        page.wait_for_timeout(2_000)  # what comes after the picture is held, too
        session.send("HeapProfiler.collectGarbage")
        metrics = {
            each["name"]: each["value"]
            for each in session.send("Performance.getMetrics")["metrics"]
        }
        load = Load(
            drawn,
            metrics["ScriptDuration"],
            server,
            sum(came) / 2**20,
            metrics["JSHeapUsedSize"] / 2**20,
        )
        return load, int(page.evaluate(N_DRAWN))


@contextmanager
def _page(browser: Browser) -> Iterator[Page]:
    """Open a page of a browser that keeps nothing from before."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def _processor_of(address: str) -> Callable[[], float]:
    """Give what tells the seconds of processor that a server and its workers have used."""
    port = urlsplit(address).port
    (server,) = {
        each.pid
        for each in psutil.net_connections("tcp")
        if each.laddr.port == port and each.status == psutil.CONN_LISTEN
    }
    family = [psutil.Process(server), *psutil.Process(server).children(recursive=True)]
    return lambda: sum(sum(each.cpu_times()[:2]) for each in family if each.is_running())
