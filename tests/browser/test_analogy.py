"""An analogy in Chromium: asked by clicks or by typing, drawn on the map, opened by a link."""

from __future__ import annotations

import pytest
from live_app import wait_until_drawn, wait_until_idle
from playwright.sync_api import Locator, Page, expect
from test_main_job import open_page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("viewport", [{"width": 1440, "height": 1300}], ids=["high"]),
]

PLACE = """(base, row) => {
  const { _fullLayout: { xaxis, yaxis }, data } = base;
  return [xaxis._offset + xaxis.l2p(data[0].x[row]), yaxis._offset + yaxis.l2p(data[0].y[row])];
}"""
COORDINATES = "(base) => [Array.from(base.data[0].x), Array.from(base.data[0].y)]"


def slot(page: Page, name: str) -> Locator:
    return page.get_by_role("combobox", name=name, exact=True)


def open_tab(page: Page) -> None:
    page.get_by_role("tab", name="Analogy").click()
    wait_until_drawn(page)


def fill(page: Page, name: str, text: str) -> None:
    slot(page, name).fill(text)
    page.keyboard.press("Enter")
    wait_until_idle(page)


def click_point(page: Page, label: str, row: int) -> None:
    """Click where an item is drawn; what lies over it may not be hit instead."""
    x, y = page.locator(".ev-base").evaluate(PLACE, row)
    box = page.locator(".ev-area").bounding_box()
    assert box
    page.mouse.move(box["x"] + x, box["y"] + y)
    expect(page.locator(".ev-plot")).to_have_attribute("data-hovered", label)
    page.mouse.click(box["x"] + x, box["y"] + y)
    page.mouse.move(5, 5)
    wait_until_idle(page)


def test_three_clicks_ask_it_and_its_true_shape_goes_and_leaves_the_map_as_it_was(page: Page, app):
    open_page(page, app, "your_data")
    labels = ["lemon", "orange", "cucumber"]
    rows = {"banana": 2, "avocado": 13, "tomato": 24}
    open_tab(page)
    expect(page.get_by_role("button", name="lemon → orange, cucumber → ?")).to_have_attribute(
        "aria-pressed", "true"
    )
    assert [slot(page, name).input_value() for name in ("a", "is to b", "as c")] == labels
    expect(page.get_by_test_id("best")).to_have_text("watermelon")
    page.get_by_role("button", name="Clear", exact=True).click()
    for label, row in rows.items():
        click_point(page, label, row)
    assert [slot(page, name).input_value() for name in ("a", "is to b", "as c")] == list(rows)
    expect(page.get_by_test_id("answer")).to_have_count(5)
    base = page.locator(".ev-base")
    before, drawn = base.evaluate(COORDINATES), base.get_attribute("data-drawn") or ""
    page.get_by_label("True shape", exact=True).check()
    expect(base).not_to_have_attribute("data-drawn", drawn)
    assert base.evaluate(COORDINATES) != before
    page.get_by_label("True shape", exact=True).uncheck()
    expect(base).to_have_attribute("data-drawn", drawn)
    there = base.evaluate(COORDINATES)
    for now, then in zip(there, before, strict=True):
        assert now == pytest.approx(then, abs=1e-3)
    assert "?" not in page.url  # what is brought stays out of the address


def test_words_that_are_not_drawn_are_found_by_their_name_and_a_link_says_what_is_asked(
    page: Page, app, browser
):
    open_page(page, app, "words")
    open_tab(page)
    page.get_by_role("button", name="Clear", exact=True).click()
    fill(page, "a", "iceland")
    fill(page, "is to b", "reykjavik")
    fill(page, "as c", "estoniaa")
    expect(page.get_by_text('No item is called "estoniaa"')).to_be_visible()
    assert slot(page, "as c").input_value() == ""
    fill(page, "as c", "estonia")
    expect(page.get_by_test_id("best")).to_have_text("tallinn")
    page.get_by_label("True shape", exact=True).check()
    wait_until_drawn(page)
    there = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    there.goto(page.url)
    wait_until_drawn(there)
    expect(there.get_by_role("tab", name="Analogy")).to_have_attribute("aria-selected", "true")
    expect(there.get_by_test_id("best")).to_have_text("tallinn")
    expect(there.get_by_label("True shape", exact=True)).to_be_checked()
    there.context.close()
    page.get_by_role("tab", name="Near").click()
    wait_until_drawn(page)
    page.wait_for_function("() => !location.search")
    search = page.get_by_label("Search in the plot")
    search.fill("volcnao")
    page.keyboard.press("Enter")
    expect(page.get_by_text('No item is called "volcnao". The closest')).to_be_visible()
    search.fill("volcano")
    page.keyboard.press("Enter")
    expect(page.locator('.ev-plot[data-pinned="volcano"]')).to_be_visible()
    expect(page.get_by_test_id("dock-name")).to_have_text("volcano")
    page.wait_for_function("() => location.search.includes('words.item=volcano')")


def test_while_another_item_is_pointed_at_only_its_names_are_written(page: Page, app):
    open_page(page, app, "your_data")
    said = page.locator(".ev-said")
    expect(said).to_have_css("opacity", "1")
    x, y = page.locator(".ev-base").evaluate(PLACE, 13)
    box = page.locator(".ev-area").bounding_box()
    assert box
    page.mouse.move(box["x"] + x, box["y"] + y)
    expect(page.locator(".ev-plot")).to_have_attribute("data-hovered", "avocado")
    expect(said).to_have_css("opacity", "0")
