"""Long work as a visitor sees it: a bar, a way out, and a way on after an accident."""

from __future__ import annotations

import json
import os
import re
import signal
import time
from urllib.request import urlopen

import psutil
import pytest
from live_app import running_app, wait_until_drawn
from playwright.sync_api import expect
from test_main_job import choose, open_page

pytestmark = pytest.mark.browser

BAR = re.compile(r"^(Finding neighbours|Drawing the plot with UMAP|Measuring)")
A_WHILE = 120_000  # milliseconds, for 21,745 words on a busy machine


@pytest.fixture(scope="module")
def idle_app(tmp_path_factory):
    """Serve the app for these tests alone: they count who works."""
    with running_app(tmp_path_factory.mktemp("jobs") / "app.log") as address:
        yield address


def health(app):
    with urlopen(f"{app}/healthz", timeout=10) as answer:  # noqa: S310 - our own server
        return json.load(answer)


def busy_workers(app):
    """Give the worker processes that burn the processor."""
    workers = [psutil.Process(pid) for pid in health(app)["workers"]["pids"]]
    for worker in workers:
        worker.cpu_percent()
    time.sleep(0.4)
    return [worker for worker in workers if worker.cpu_percent() > 20]


def wait_until_warm(app):
    """Wait until all workers have made themselves ready: that is work too."""
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        workers = health(app)["workers"]
        if workers["alive"] == workers["workers"] and not workers["busy"]:
            return
        time.sleep(0.3)


def ask_for_much(page, app):
    """Ask for UMAP of all words, and wait until it is being worked on."""
    open_page(page, app, "words")
    choose(page, "Projection", "UMAP")
    wait_until_drawn(page)
    wait_until_warm(app)
    choose(page, "Words drawn", "All 21,745 words")
    expect(page.get_by_text(BAR).first).to_be_visible(timeout=A_WHILE)
    expect(page.get_by_role("button", name="Cancel")).to_be_visible()


def workers_at_work(app, *, wanted):
    """Wait until some workers burn the processor, or none; give them."""
    deadline = time.monotonic() + 60
    while bool(working := busy_workers(app)) != wanted and time.monotonic() < deadline:
        pass
    return working


def test_a_long_job_is_cancelled_and_nobody_works_on_it_any_more(idle_app, page):
    # That it takes under a second, and that its worker goes on, is held by tests/engine: here, on
    # a machine that is busy drawing, a worker that hears late is ended instead.
    ask_for_much(page, idle_app)
    workers_at_work(idle_app, wanted=True)
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("was cancelled")).to_be_visible()
    assert workers_at_work(idle_app, wanted=False) == []
    wait_until_warm(idle_app)
    workers = health(idle_app)["workers"]
    assert (workers["alive"], workers["busy"]) == (workers["workers"], 0)
    page.get_by_role("radio", name="Table").click()
    expect(page.get_by_text("Nearest to")).to_be_visible()  # what there is can still be asked
    page.get_by_role("radio", name="Map").click()
    expect(page.get_by_text("that is our fault")).to_have_count(0)
    page.get_by_role("button", name="Start again").click()
    expect(page.get_by_text(BAR).first).to_be_visible(timeout=A_WHILE)


def test_a_killed_worker_leaves_a_sentence_and_a_way_on(idle_app, page):
    ask_for_much(page, idle_app)
    for worker in workers_at_work(idle_app, wanted=True):
        os.kill(worker.pid, signal.SIGKILL)
    expect(page.get_by_text("was ended from outside")).to_be_visible()
    choose(page, "Words drawn", "366 everyday words")
    wait_until_drawn(page)
    choose(page, "Words drawn", "The 5,000 most frequent words")
    wait_until_drawn(page)
    assert health(idle_app)["status"] == "ok"


def test_who_leaves_stops_what_nobody_else_waits_for(idle_app, page):
    ask_for_much(page, idle_app)
    page.goto("about:blank")
    deadline = time.monotonic() + 30
    while health(idle_app)["workers"]["busy"] and time.monotonic() < deadline:
        time.sleep(0.2)
    assert health(idle_app)["workers"]["busy"] == 0
