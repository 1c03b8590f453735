"""Whatever a visitor changes about a plot, what they made of it by hand stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from plot_server import served, wait_for_plot

pytestmark = pytest.mark.browser

APP = Path(__file__).with_name("plot_app.py")
LOOK = """() => {
  const { _fullLayout: layout } = document.querySelector(".ev-base");
  if (!layout.scene) return [...layout.xaxis.range, ...layout.yaxis.range];
  const { eye, center, up } = layout.scene._scene.getCamera();
  return [eye, center, up].flatMap(({ x, y, z }) => [x, y, z]);
}"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(APP) as url:
        yield url


@pytest.fixture(params=[2, 3], ids=["2D", "3D"])
def page(request, open_window, address: str) -> Page:
    """A plot in which some items are selected, one is pinned, and the view is the visitor's own."""
    opened = open_window({"width": 1280, "height": 1500})
    opened.goto(address)
    wait_for_plot(opened)
    if request.param == 3:
        opened.get_by_text("3", exact=True).first.click()
        opened.wait_for_function(
            "() => document.querySelector('.ev-base')._fullLayout?.scene?._scene"
        )
        wait_for_plot(opened)
    choose(opened, "item", "item 20")
    expect(opened.locator(".ev-plot")).to_have_attribute("data-pinned", "item 20")
    select_a_part(opened)
    look_elsewhere(opened, request.param)
    return opened


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_label(label, exact=True).first.click()
    page.keyboard.type(option)
    page.get_by_role("option", name=option, exact=True).click()


def select_a_part(page: Page) -> None:
    page.get_by_label("Select with a box").click()
    box = page.locator(".ev-area").bounding_box()
    page.mouse.move(box["x"] + 3, box["y"] + 3)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.5 * box["width"], box["y"] + box["height"] - 3, steps=5)
    page.mouse.up()
    expect(page.locator(".ev-plot")).not_to_have_attribute("data-selected", "")
    assert 0 < selected(page) < 180
    expect(page.get_by_text(f"selected on the page: {selected(page)}")).to_be_visible()


def look_elsewhere(page: Page, dimensions: int) -> None:
    box = page.locator(".ev-area").bounding_box()
    before = page.evaluate(LOOK)
    if dimensions == 2:
        page.mouse.move(box["x"] + 0.4 * box["width"], box["y"] + 0.4 * box["height"])
        page.mouse.wheel(0, -300)
    else:
        page.mouse.move(box["x"] + 60, box["y"] + 60)
        page.mouse.down()
        page.mouse.move(box["x"] + 260, box["y"] + 120, steps=6)
        page.mouse.up()
    page.wait_for_timeout(600)
    assert page.evaluate(LOOK) != pytest.approx(before, abs=1e-3)
    page.mouse.move(5, 5)


def selected(page: Page) -> int:
    return int(page.locator(".ev-plot").get_attribute("data-selected") or 0)


def more_neighbors(page: Page) -> str:
    page.get_by_label("k", exact=True).fill("9")
    page.keyboard.press("Enter")
    expect(page.get_by_text("9 near on the page")).to_be_visible()
    return "item 20"


def another_color(page: Page) -> str:
    choose(page, "colour", "size")
    expect(page.locator(".ev-scale")).to_be_visible()
    return "item 20"


def another_theme(page: Page) -> str:
    page.emulate_media(color_scheme="dark")
    expect(page.locator('.ev-plot[data-theme="dark"]')).to_be_visible()
    return "item 20"


def another_highlight(page: Page) -> str:
    choose(page, "item", "item 33")
    expect(page.get_by_text("pinned on the page: item 33")).to_be_visible()
    return "item 33"


def an_analogy(page: Page) -> str:
    page.get_by_text("analogy", exact=True).click()
    page.wait_for_timeout(1000)
    return "item 20"


CHANGES = (more_neighbors, another_color, another_theme, an_analogy, another_highlight)


def test_the_view_the_selection_and_the_pin_survive_every_change(page: Page):
    looked, held = page.evaluate(LOOK), selected(page)
    for change in CHANGES:
        item = change(page)
        page.wait_for_timeout(500)
        wait_for_plot(page)
        after = f"after {change.__name__}"
        assert page.evaluate(LOOK) == pytest.approx(looked, abs=1e-3), after
        assert selected(page) == held, after
        expect(page.get_by_text(f"selected on the page: {held}"), after).to_be_visible()
        expect(page.locator(".ev-plot"), after).to_have_attribute("data-pinned", item)
        expect(page.get_by_test_id("summary"), after).to_contain_text(f"{item}; nearest: ")
