"""The dock in Chromium: it answers under the pointer, says why, selects; a sheet on a phone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from plot_server import hover_somewhere, served, wait_for_plot

from embedviz.rounding import percent

pytestmark = pytest.mark.browser

APP = Path(__file__).with_name("plot_app.py")
LAPTOP, PHONE = {"width": 1440, "height": 1300}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(APP) as url:
        yield f"{url}?dock"


@pytest.fixture
def viewport() -> dict[str, int]:
    return LAPTOP


@pytest.fixture
def page(open_window, address: str, viewport: dict[str, int]) -> Page:
    opened = open_window(viewport)
    opened.on("dialog", lambda dialog: pytest.fail(f"a label ran as code: {dialog.message}"))
    opened.goto(address)
    wait_for_plot(opened)
    return opened


def dock(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Item", exact=True)


def rows(page: Page) -> Locator:
    return dock(page).get_by_test_id("dock-row")


def name(page: Page) -> Locator:
    return page.get_by_test_id("dock-name")


def hovered(page: Page) -> str:
    return page.locator(".ev-plot").get_attribute("data-hovered") or ""


def select_somewhere(page: Page) -> str:
    x, y = hover_somewhere(page)
    label = hovered(page)
    page.mouse.click(x, y)
    expect(page.get_by_text(f"pinned on the page: {label}", exact=True)).to_be_visible()
    page.mouse.move(5, 5)
    return label


def test_what_is_hovered_is_in_the_dock_and_else_what_is_selected_and_no_card_opens(page: Page):
    expect(dock(page).get_by_text("Hover over a point, or search")).to_be_visible()
    hover_somewhere(page)
    first = hovered(page)
    expect(name(page)).to_have_text(first)
    assert rows(page).count() == 5
    expect(dock(page)).to_contain_text(re.compile(r"size\d+ kg"))
    expect(rows(page).first).to_have_accessible_name(
        re.compile(r"^.+, [\d.]+, (near on the map|on the map: [\d,]+(st|nd|rd|th) nearest)$")
    )
    assert page.get_by_test_id("card").count() == 0
    page.mouse.move(5, 5)
    expect(dock(page).get_by_text("Hover over a point, or search")).to_be_visible()
    selected = select_somewhere(page)
    expect(name(page)).to_have_text(selected)
    expect(page.get_by_test_id("summary")).to_contain_text(f"{selected}; nearest:")
    hover_somewhere(page, other_than=selected)
    expect(name(page)).to_have_text(hovered(page))


def test_the_dock_says_why_in_the_numbers_of_the_page(page: Page):
    select_somewhere(page)
    told = page.get_by_text("why on the page:").inner_text().split(": ", 1)[1]
    rows(page).nth(1).hover()
    neighbor = rows(page).nth(1).locator(".ev-row-name").inner_text()
    expect(page.get_by_test_id("dock-why-of")).to_have_text(f"distance to {neighbor}")
    bars = page.get_by_test_id("dock-why").locator("li").all()
    assert [bar.inner_text().split("\n") for bar in bars] == [
        [feature, percent(part)] for feature, part in json.loads(told)
    ]


def test_a_row_that_is_pointed_at_is_ringed_and_a_click_selects_it_and_one_can_go_back(page: Page):
    first = select_somewhere(page)
    expect(rows(page)).to_have_count(5)
    before = page.evaluate("document.querySelector('.ev-over').toDataURL()")
    rows(page).nth(1).hover()
    page.wait_for_function(
        "(old) => document.querySelector('.ev-over').toDataURL() !== old", arg=before
    )
    second = rows(page).nth(1).locator(".ev-row-name").inner_text()
    rows(page).nth(1).click()
    expect(page.get_by_text(f"pinned on the page: {second}", exact=True)).to_be_visible()
    expect(name(page)).to_have_text(second)
    dock(page).get_by_role("button", name="Back (Alt+Left)").click()
    expect(page.get_by_text(f"pinned on the page: {first}", exact=True)).to_be_visible()
    page.keyboard.press("Alt+ArrowRight")
    expect(page.get_by_text(f"pinned on the page: {second}", exact=True)).to_be_visible()
    expect(dock(page).get_by_role("button", name="Forward (Alt+Right)")).to_be_disabled()


def test_the_keyboard_walks_the_rows_and_selects(page: Page):
    selected = select_somewhere(page)
    page.locator(".ev-area").focus()
    page.keyboard.press("ArrowRight")
    expect(name(page)).to_have_text(selected)
    expect(rows(page).first).to_have_attribute("data-lit", "")
    rows(page).first.focus()
    page.keyboard.press("ArrowDown")
    second = rows(page).nth(1).locator(".ev-row-name").inner_text()
    expect(page.get_by_test_id("dock-why-of")).to_have_text(f"distance to {second}")
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"pinned on the page: {second}", exact=True)).to_be_visible()
    expect(rows(page).first).to_be_focused()
    page.keyboard.press("Escape")
    page.wait_for_function("() => !document.querySelector('.ev-plot').dataset.pinned")


@pytest.mark.parametrize("viewport", [PHONE])
def test_on_a_phone_the_dock_is_a_sheet_below_the_plot(page: Page):
    select_somewhere(page)
    plot, sheet = page.locator(".ev-area").bounding_box(), dock(page).bounding_box()
    assert plot
    assert sheet
    assert plot["y"] + plot["height"] <= sheet["y"] <= plot["y"] + plot["height"] + 20
    assert 190 <= sheet["height"] <= 210
    last = rows(page).nth(2).bounding_box()
    assert last
    assert last["y"] + last["height"] <= sheet["y"] + sheet["height"]
    expect(rows(page).nth(3)).to_be_hidden()
    dock(page).get_by_role("button", name="More").click()
    expect(rows(page).nth(4)).to_be_visible()
