"""A link restores a page; what of it can't be followed is said."""

from __future__ import annotations

import numpy as np
import pytest
from live_app import wait_until_drawn, wait_until_idle
from playwright.sync_api import expect
from test_main_job import choose, look_for, neighbors, open_page

pytestmark = pytest.mark.browser


def test_a_link_shows_the_same_page_to_somebody_else(app, page, browser):
    open_page(page, app, "cities")
    choose(page, "Features", "population")
    page.keyboard.press("Escape")
    choose(page, "Scaling", "Standard")
    look_for(page, "Seattle")
    choose(page, "Projection", "PCA")
    wait_until_drawn(page)
    there = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    there.add_init_script("window.showSaveFilePicker = undefined")
    there.goto(page.url)
    wait_until_drawn(there)
    assert there.url == page.url
    expect(there.locator('.ev-plot[data-pinned="Seattle, United States"]').first).to_be_visible()
    assert neighbors(there) == neighbors(page)
    expect(there.get_by_test_id("told")).to_contain_text("PCA: 5,767 cities, 3")
    expect(there.get_by_text("This link asks for")).to_have_count(0)


def test_what_a_link_asks_in_vain_is_said_and_the_rest_is_shown(app, page):
    open_page(page, app, "cities?cities.item=Nowhere&cities.k=900&cities.scaling=bogus&cities.x=1"
              "&cities.projection=PCA")  # fmt: skip
    expect(page.get_by_text("This link asks for")).to_have_text(
        "This link asks for something that isn't here: item = “Nowhere”; k = “900”; "
        "scaling = “bogus”; x = “1”. "
        "Everything else is as linked."
    )
    expect(page.get_by_test_id("told")).to_contain_text("PCA: 5,767 cities")
    page.get_by_role("button", name="OK").click()
    wait_until_idle(page)
    expect(page.get_by_text("This link asks for")).to_have_count(0)


def test_what_is_said_anyway_is_not_ignored(app, page):
    open_page(page, app, "cities?cities.item=Vancouver%2C+Canada&cities.k=5&cities.scaling=None")
    expect(page.get_by_text("This link asks for")).to_have_count(0)


@pytest.mark.parametrize("dimensions", ["2D", "3D"])
def test_a_copied_link_shows_the_plot_from_the_same_side(app, page, browser, dimensions):
    open_page(page, app, "tv_shows")
    page.get_by_text(dimensions, exact=True).first.click()
    wait_until_drawn(page)
    area = page.locator(".ev-area").first.bounding_box()
    middle = area["x"] + area["width"] / 2, area["y"] + area["height"] / 2
    page.mouse.move(*middle)
    page.mouse.wheel(0, -300)
    page.mouse.down()
    page.mouse.move(middle[0] + 120, middle[1] + 40, steps=4)
    page.mouse.up()
    page.wait_for_timeout(500)
    page.get_by_label("Copy a link to this view").first.click()
    page.wait_for_function("() => location.search.includes('tv.plot.camera')")
    there = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    there.goto(page.url)
    wait_until_drawn(there)
    np.testing.assert_allclose(seen_from(there), seen_from(page), rtol=2e-3, atol=2e-3)
    expect(there.get_by_text("This link asks for")).to_have_count(0)


def test_sentences_of_ones_own_make_the_page_private_and_its_choices_stay(app, page):
    open_page(page, app, "sentences?sentences.vectors=TF-IDF&sentences.projection=PCA")
    choose(page, "Colour by", "why it is here")
    page.wait_for_function("() => location.search.includes('sentences.color')")
    own = page.get_by_label("Add sentences of your own")
    own.fill("A zebra crossed the runway")
    own.press("Control+Enter")
    wait_until_drawn(page)
    look_for(page, "A zebra crossed the runway")
    wait_until_drawn(page)
    expect(page.locator('.ev-plot[data-pinned="A zebra crossed the runway"]').first).to_be_visible()
    choose(page, "Projection", "t-SNE")
    wait_until_drawn(page)
    address = page.url.lower()
    assert not [word for word in ("zebra", "crossed", "runway") if word in address]
    assert "sentences." not in address
    expect(page.get_by_role("combobox", name="Colour by")).to_have_value("why it is here")
    own.fill("")
    own.press("Control+Enter")
    page.wait_for_function("() => location.search.includes('sentences.color')")
    wait_until_drawn(page)
    assert "zebra" not in page.url.lower()
    expect(page.get_by_role("combobox", name="Colour by")).to_have_value("why it is here")
    expect(page.get_by_role("combobox", name="Vectors from")).to_have_value("TF-IDF")


def seen_from(page):
    """Give where one looks at the first plot from, as Plotly has it."""
    return page.evaluate(
        """() => {
          const { scene, xaxis, yaxis } = document.querySelector(".ev-base")._fullLayout;
          if (!scene) return [...xaxis.range, ...yaxis.range];
          return [scene.camera.eye, scene.camera.center].flatMap(({ x, y, z }) => [x, y, z]);
        }"""
    )
