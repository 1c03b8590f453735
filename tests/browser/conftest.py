"""A served app and a real Chromium."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest

RESULTS = Path(__file__).resolve().parents[2] / "test-results"
LAPTOP = {"width": 1440, "height": 900}
collect_ignore = ["plot_app.py", "ask_app.py"]  # apps that a test serves

pytest.importorskip("playwright")
from live_app import CHROMIUM, FLAGS, launch_chromium, running_app  # noqa: E402
from playwright.sync_api import expect, sync_playwright  # noqa: E402

expect.set_options(timeout=30_000)  # a machine may be busy with something else


@pytest.fixture(scope="session")
def app(tmp_path_factory):
    """Serve the app for all tests; give its address."""
    with running_app(tmp_path_factory.mktemp("app") / "app.log") as address:
        yield address


@pytest.fixture
def fresh_app(tmp_path):
    """Serve the app for one test: nobody has visited it before."""
    with running_app(tmp_path / "app.log") as address:
        yield address


@pytest.fixture(scope="session")
def playwright():
    if CHROMIUM is None:
        missing = "There is no Chromium on this machine."
        if os.environ.get("EMBEDVIZ_REQUIRE_BROWSER") == "1":
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright):
    """A browser whose contexts know nothing of each other, as different visitors'."""
    chromium = launch_chromium(playwright)
    yield chromium
    chromium.close()


@pytest.fixture(scope="session")
def profile(playwright, tmp_path_factory):
    """A browser that keeps code it has read, as a visitor's own: a page takes half the time."""
    folder = tmp_path_factory.mktemp("profile")
    context = playwright.chromium.launch_persistent_context(
        folder, executable_path=CHROMIUM, args=FLAGS
    )
    yield context
    context.close()


@pytest.fixture
def open_window(profile):
    """Open windows of that browser; when the test ends, what pages wrote into it is forgotten."""
    opened = []

    def window(viewport, *, color_scheme="light", reduced_motion="no-preference"):
        page = profile.new_page()
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=color_scheme, reduced_motion=reduced_motion)
        opened.append(page)
        return page

    yield window
    for page in opened:
        if page.url.startswith("http"):
            page.evaluate("localStorage.clear()")
        page.close()
    profile.clear_cookies()


@pytest.fixture
def viewport():
    """The window's size; a test that wants another parametrizes this."""
    return LAPTOP


@pytest.fixture
def color_scheme():
    """What the visitor's system prefers; a test that wants another parametrizes this."""
    return "light"


@dataclass
class Traffic:
    """What a page asked for and what it complained of."""

    requested: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def hosts(self) -> set[str]:
        return {urlsplit(url).hostname for url in self.requested if url.startswith("http")}


@pytest.fixture
def traffic():
    return Traffic()


@pytest.fixture
def page(request, open_window, viewport, color_scheme, traffic):
    """A new visitor's page; if the test fails, what was seen is kept in test-results/."""
    opened = open_window(viewport, color_scheme=color_scheme, reduced_motion="reduce")
    opened.set_default_timeout(30_000)
    # A download goes to a folder of its own, not through a dialogue that nobody answers.
    opened.add_init_script("window.showSaveFilePicker = undefined")
    opened.on("request", lambda each: traffic.requested.append(each.url))
    opened.on("websocket", lambda each: traffic.requested.append(f"http{each.url[2:]}"))
    opened.on("requestfailed", lambda each: traffic.failed.append(f"{each.url}: {each.failure}"))
    opened.on(
        "response",
        lambda each: (
            traffic.failed.append(f"{each.url}: {each.status}") if each.status >= 400 else None
        ),
    )
    opened.on("pageerror", lambda each: traffic.errors.append(str(each)))
    opened.on(
        "console",
        lambda each: (
            traffic.errors.append(f"{each.text} {each.location['url']}")
            if each.type == "error"
            else None
        ),
    )
    yield opened
    if getattr(request.node, "failed", False):
        RESULTS.mkdir(exist_ok=True)
        opened.screenshot(path=RESULTS / f"{request.node.name}.png")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    report = yield
    if report.when == "call":
        item.failed = report.failed
    return report
