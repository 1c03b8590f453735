"""Browsing: a real browser beside a class, which loads one page after another as a stranger."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import cycle

from live_app import CHROMIUM, FLAGS
from playwright.async_api import Browser, async_playwright
from visitors import Interaction

DRAWN = ("cities", "tv_shows", "sentences", "words", "digits", "more", "your_data", "")
"""The pages with a plot."""

FIRST_DRAWN = "first drawn in a browser"
PAUSE = 3.0
PATIENCE = 120_000.0


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Start Chromium without a window."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


async def first_draw(browser: Browser, address: str, page: str) -> float:
    """Load a page in a browser that keeps nothing from before; give the seconds to its plot."""
    context = await browser.new_context(
        viewport={"width": 1440, "height": 900}, reduced_motion="reduce"
    )
    opened = await context.new_page()
    started = time.perf_counter()
    await opened.goto(f"{address}/{page}")
    await opened.wait_for_selector(".js-plotly-plot .main-svg", timeout=PATIENCE)
    seconds = time.perf_counter() - started
    await context.close()
    return seconds


async def browse(
    browser: Browser, address: str, until: float, told: Callable[[Interaction], None]
) -> None:
    """Load one page after another until the time is up."""
    for page in cycle(DRAWN):
        await asyncio.sleep(PAUSE)
        at = time.perf_counter()
        if at >= until:
            return
        told(Interaction(at, page, FIRST_DRAWN, await first_draw(browser, address, page)))
