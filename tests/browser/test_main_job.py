"""The main job as a visitor does it: open, choose, see neighbours and analogies."""

from __future__ import annotations

import csv
import re

import pytest
from live_app import wait_until_drawn, wait_until_idle
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
PROBES = re.compile(r"/\w+/_stcore/(host-config|health)")
"""Streamlit asks for these under the page's path first, gets a 404, and asks at the root."""


def open_page(page: Page, app: str, path: str) -> None:
    page.goto(f"{app}/{path}")
    wait_until_drawn(page)


def choose(page: Page, label: str, words: str) -> None:
    """Type into a select box and take what it offers."""
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(words)
    page.get_by_role("option", name=words).first.click()


def neighbors(page: Page) -> list[str]:
    """Give the labels of the neighbours' table: it is painted, so take it as its CSV."""
    wait_until_idle(page)
    page.get_by_test_id("stDataFrame").first.hover()
    button = page.get_by_role("button", name=re.compile(r"^Download as CSV: The nearest to"))
    with page.expect_download() as download:
        button.click()
    table = download.value.path().read_text(encoding="utf-8-sig")
    header, *rows = csv.reader(table.splitlines())
    first = next(place for place, name in enumerate(header) if name)
    return [row[first] for row in rows]


def plotted(page: Page) -> str:
    """Give what the first picture says of the pinned item: painted, so take it as read out."""
    return page.get_by_test_id("summary").first.inner_text()


def test_vancouvers_neighbours_are_seen_on_the_map_and_in_the_table(page, app):
    open_page(page, app, "cities")
    choose(page, "Choose a city", "Lima, Peru")
    expect(page.get_by_text("Nearest to Lima, Peru")).to_be_visible()
    choose(page, "Choose a city", "Vancouver, Canada")
    expect(page.get_by_text("Nearest to Vancouver, Canada")).to_be_visible()
    assert "Burnaby, Canada" in neighbors(page)
    assert plotted(page).startswith("Vancouver, Canada; nearest: ")
    assert re.search(r"(Richmond|Burnaby), Canada 0\.\d+", plotted(page))


def test_a_third_feature_drowns_the_place_and_scaling_brings_it_back(page, app):
    open_page(page, app, "cities")
    choose(page, "Features", "population")
    page.keyboard.press("Escape")
    expect(page.get_by_text("3 dimensions drawn in 2")).to_be_visible()
    drowned = page.get_by_role("heading", name="Vancouver, Canada and Santo André, Brazil")
    expect(drowned).to_be_visible()
    assert neighbors(page)[0] == "Santo André, Brazil"
    choose(page, "Scaling", "Standard")
    expect(drowned).to_have_count(0)
    assert "Seattle, United States" in neighbors(page)


def test_three_dimensions_are_drawn_in_three(page, app):
    open_page(page, app, "cities")
    choose(page, "Features", "population")
    page.keyboard.press("Escape")
    expect(page.get_by_text("3 dimensions drawn in 2")).to_be_visible()
    page.get_by_role("radio", name="3D").click()
    expect(page.get_by_text("3 dimensions drawn in 3")).to_be_visible()
    expect(page.locator(".js-plotly-plot .gl-container canvas").first).to_be_attached()


def test_seinfelds_neighbours_are_listed_and_cheers_among_the_thirty(page, app):
    open_page(page, app, "tv_shows")
    expect(page.get_by_text("Nearest to Seinfeld")).to_be_visible()
    page.get_by_role("slider", name="Neighbours shown").press("End")
    wait_until_idle(page)
    found = neighbors(page)
    assert len(found) == 30
    assert "Cheers" in found


def test_king_less_man_plus_woman_is_queen(page, app):
    open_page(page, app, "words")
    expect(page.get_by_text("man is to king as woman is to queen")).to_be_visible()
    expect(page.locator(".ev-plot").last).to_have_attribute("data-dim", "")


def test_the_nearest_to_a_handwritten_zero_are_zeros(page, app):
    open_page(page, app, "digits")
    choose(page, "Choose a digit", "0, no. 1")
    expect(page.get_by_text("Nearest to 0, no. 1")).to_be_visible()
    assert {label.split(",")[0] for label in neighbors(page)} == {"0"}


def test_a_visit_to_another_page_and_back_keeps_the_choices(page, app):
    open_page(page, app, "cities")
    choose(page, "Choose a city", "Lima, Peru")
    expect(page.get_by_text("Nearest to Lima, Peru")).to_be_visible()
    page.get_by_text("Zoom to them").click()
    page.get_by_role("link", name="Digits").first.click()
    expect(page.get_by_role("heading", name="Digits", exact=True)).to_be_visible()
    wait_until_drawn(page)
    page.get_by_role("link", name="Cities").first.click()
    expect(page.get_by_text("Nearest to Lima, Peru")).to_be_visible()
    expect(page.get_by_role("combobox", name="Choose a city")).to_have_value("Lima, Peru")
    expect(page.get_by_role("switch", name="Zoom to them")).to_be_checked()


def test_a_link_to_a_page_opens_it_inside_the_app_though_nobody_came_before(page, fresh_app):
    open_page(page, fresh_app, "digits")
    expect(page.get_by_role("heading", name="Digits", exact=True)).to_be_visible()
    for name in ("Home", "Cities", "Your own data"):
        expect(page.get_by_role("link", name=name).first).to_be_visible()


def test_nothing_is_asked_of_another_machine_and_nothing_fails(page, app, traffic):
    for path in ("", "cities", "digits"):
        open_page(page, app, path)
    assert traffic.hosts == {"localhost"}
    assert [each for each in traffic.failed if not PROBES.search(each)] == []
    assert [each for each in traffic.errors if not PROBES.search(each)] == []


@pytest.mark.parametrize("viewport", [PHONE], ids=["phone"])
@pytest.mark.parametrize("path", ["", "cities", "words"])
def test_on_a_phone_the_page_does_not_scroll_sideways(page, app, path):
    open_page(page, app, path)
    wide, seen = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide <= seen
    main = page.get_by_test_id("stMain")
    assert main.evaluate("each => each.scrollWidth - each.clientWidth") <= 0


@pytest.mark.parametrize("color_scheme", ["dark"])
def test_a_system_that_prefers_dark_gets_dark_plots(page, app):
    open_page(page, app, "")
    ink = page.locator(".ev-entry").first.evaluate("each => getComputedStyle(each).color")
    assert ink == "rgb(240, 243, 246)"
