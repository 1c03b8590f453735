"""The main job as a visitor does it: open, choose, see neighbours and analogies."""

from __future__ import annotations

import re

import pytest
from live_app import wait_until_drawn, wait_until_idle
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
PROBES = re.compile(r"/\w+/_stcore/(host-config|health)")
"""Streamlit asks for these under the page's path first, gets a 404, and asks at the root."""

PAGES = ["", "cities", "tv_shows", "sentences", "words", "digits", "your_data"]


def open_page(page: Page, app: str, path: str) -> None:
    page.goto(f"{app}/{path}")
    wait_until_drawn(page)


def choose(page: Page, label: str, words: str) -> None:
    """Type into a select box and take what it offers first."""
    box = page.get_by_role("combobox", name=re.compile(re.escape(label)))
    box.click()
    box.fill(words)
    page.get_by_role("option", name=words).first.click()
    wait_until_idle(page)


def table(page: Page, name: str):
    """A table is drawn on a canvas; beside it stands the same for those who can't see it."""
    return page.get_by_test_id("stDataFrame").filter(has=page.locator("canvas")).and_(
        page.locator(f".st-key-{name} *")
    )


def plotted_texts(page: Page) -> list[str]:
    """Give the labels that stand on the first picture."""
    return page.locator(".js-plotly-plot").first.locator(".annotation-text").all_inner_texts()


def test_vancouvers_neighbours_are_seen_on_the_map_and_in_the_table(page, app):
    open_page(page, app, "cities")
    choose(page, "Choose a city", "Vancouver, Canada")
    expect(page.get_by_text("Nearest to Vancouver, Canada")).to_be_visible()
    expect(page.get_by_role("gridcell", name="Burnaby, Canada")).to_be_attached()
    labels = " ".join(plotted_texts(page))
    assert "Vancouver, Canada" in labels
    assert re.search(r"(Richmond|Burnaby), Canada", labels)


def test_a_third_feature_drowns_the_place_and_scaling_brings_it_back(page, app):
    open_page(page, app, "cities")
    choose(page, "Features", "population")
    page.keyboard.press("Escape")
    expect(page.get_by_role("gridcell", name="Santo André, Brazil")).to_be_attached()
    choose(page, "Scaling", "Standard")
    expect(page.get_by_role("gridcell", name="Seattle, United States")).to_be_attached()
    expect(page.get_by_text("3 dimensions drawn in 2")).to_be_visible()


def test_three_dimensions_are_drawn_in_three(page, app):
    open_page(page, app, "cities")
    choose(page, "Features", "population")
    page.keyboard.press("Escape")
    page.get_by_role("radio", name="3D").or_(page.get_by_role("button", name="3D")).first.click()
    expect(page.get_by_text("3 dimensions drawn in 3")).to_be_visible()
    expect(page.locator(".js-plotly-plot .gl-container canvas").first).to_be_attached()


def test_seinfelds_neighbours_are_listed_and_cheers_among_the_thirty(page, app):
    open_page(page, app, "tv_shows")
    expect(page.get_by_text("Nearest to Seinfeld")).to_be_visible()
    slider = page.get_by_role("slider", name="Neighbours shown")
    slider.press("End")
    wait_until_idle(page)
    expect(page.get_by_role("gridcell", name="Cheers", exact=True)).to_be_attached()


def test_king_less_man_plus_woman_is_queen(page, app):
    open_page(page, app, "words")
    expect(page.get_by_text("man is to king as woman is to queen")).to_be_visible()
    drawing = page.locator(".js-plotly-plot").last
    expect(drawing.locator(".annotation-text", has_text="queen")).to_be_attached()


def test_the_nearest_to_a_handwritten_three_are_threes(page, app):
    open_page(page, app, "digits")
    choose(page, "Choose a", "3, no. 1")
    cells = page.get_by_role("gridcell", name=re.compile(r"^\d, no\. \d+$"))
    expect(cells.first).to_be_attached()
    assert {text[0] for text in cells.all_inner_texts()} == {"3"}


def test_a_visit_to_another_page_and_back_keeps_the_choices(page, app):
    open_page(page, app, "cities")
    choose(page, "Choose a city", "Lima, Peru")
    choose(page, "Scaling", "Rank")
    page.get_by_role("link", name="Digits").first.click()
    expect(page.get_by_role("heading", name="Digits")).to_be_visible()
    wait_until_drawn(page)
    page.get_by_role("link", name="Cities").first.click()
    expect(page.get_by_text("Nearest to Lima, Peru")).to_be_visible()
    wait_until_drawn(page)
    expect(page.get_by_role("combobox", name=re.compile("Choose a city"))).to_have_value(
        "Lima, Peru"
    )


def test_a_link_to_a_page_opens_it_inside_the_app_though_nobody_came_before(page, fresh_app):
    open_page(page, fresh_app, "digits")
    expect(page.get_by_role("heading", name="Digits")).to_be_visible()
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
    ink = page.locator(".js-plotly-plot .legendtext").first.evaluate(
        "each => getComputedStyle(each).fill"
    )
    assert ink == "rgb(240, 243, 246)"
