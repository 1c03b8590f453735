"""The handout as a file from disk: it draws all its figures, answers a pointer, and prints."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from embedviz.lessons import LESSONS
from embedviz.lessons.handout import handout

pytestmark = pytest.mark.browser

CHAPTERS = ("vector", "dimension", "many_dimensions", "words")
PLOTS = 3


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    lessons = [LESSONS[name]() for name in CHAPTERS]
    path = tmp_path_factory.mktemp("handout") / "lessons.html"
    path.write_text(handout([(lesson, lesson.show()) for lesson in lessons]))
    return path


@pytest.fixture
def page(browser: Browser, file: Path) -> Iterator[Page]:
    context = browser.new_context(offline=True, viewport={"width": 1000, "height": 900})
    opened = context.new_page()
    opened.on("pageerror", lambda error: pytest.fail(f"the handout complains: {error}"))
    opened.on(
        "console",
        lambda said: pytest.fail(f"it says: {said.text}") if said.type == "error" else None,
    )
    opened.goto(file.as_uri())
    opened.wait_for_selector("body[data-drawn]", timeout=60_000)
    yield opened
    context.close()


def alive(page: Page, number: int) -> Locator:
    """Scroll to a plot, as a reader does, and wait until it answers."""
    host = page.locator("[data-plot]").nth(number)
    host.scroll_into_view_if_needed()
    expect(host.locator(".ev-base[data-drawn]")).to_be_visible()
    return host


def test_every_figure_is_drawn_with_no_network(page: Page):
    assert page.evaluate("[...document.images].every((each) => each.naturalWidth > 0)")
    assert page.locator("figure img").count() == PLOTS + page.locator("[data-chart]").count()
    assert page.locator("[data-plot]").count() == PLOTS


def test_each_plot_answers_where_one_reads(page: Page):
    for number in range(PLOTS):
        host = alive(page, number)
        expect(host.get_by_test_id("summary")).to_contain_text("nearest:")
        search = host.get_by_label("Search in the plot")
        search.fill("o")
        search.press("Enter")
        first = host.locator(".ev-plot").get_attribute("data-pinned")
        assert first
        expect(host.get_by_test_id("summary")).to_contain_text(f"{first}; nearest:")


def test_a_pointer_brings_up_a_card(page: Page):
    host = alive(page, PLOTS - 1)
    host.locator(".ev-area").scroll_into_view_if_needed()
    box = host.locator(".ev-area").bounding_box()
    assert box
    for step in range(40):
        along = 0.3 + 0.4 * step / 40
        page.mouse.move(box["x"] + box["width"] * along, box["y"] + box["height"] * 0.65)
        page.wait_for_timeout(30)
        if host.locator(".ev-plot").get_attribute("data-hovered"):
            break
    expect(host.get_by_test_id("card")).to_be_visible()


def test_nothing_moves_when_a_plot_comes_alive_or_is_left(page: Page):
    height = "document.documentElement.scrollHeight"
    before = page.evaluate(height)
    for number in (*range(PLOTS), 0):
        alive(page, number)
        assert page.evaluate(height) == before
    assert page.locator(".ev-plot").count() < PLOTS


def test_on_paper_each_plot_is_its_image(page: Page):
    alive(page, 0)
    page.emulate_media(media="print")
    for number in range(PLOTS):
        host = page.locator("[data-plot]").nth(number)
        expect(host.locator("img")).to_be_visible()
        expect(host.locator(".ev-plot:visible")).to_have_count(0)
    assert len(page.pdf(format="A4")) > 100_000
