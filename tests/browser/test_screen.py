"""An explore page in Chromium is one screen: the plot fills it, nothing lies below it."""

from __future__ import annotations

from pathlib import Path

import pytest
from live_app import wait_until_drawn, wait_until_idle
from playwright.sync_api import Locator, Page, expect

from embedviz.ui.navigation import doors

pytestmark = pytest.mark.browser

EXPLORED = [Path(door.page).stem for door in doors()]
SIZES = [(1280, 720), (1440, 900), (1920, 1080)]
LAPTOP, PHONE = (1440, 900), {"width": 390, "height": 844}
OPEN, FOLDED, ON_A_PHONE = 0.5, 0.6, 0.6
"""The least share of the window: of the plot beside the controls, without them, of a map."""

HEIGHTS = """() => {
  const main = document.querySelector(".stMain");
  return [document.documentElement.scrollHeight, main.scrollHeight, innerHeight];
}"""
SAID = "each => getComputedStyle(each, '::after').content"
TOO_SMALL = """(dialog) => [...dialog.querySelectorAll("button, a, summary, [role=radio]")]
  .filter((each) => each.checkVisibility())
  .filter((each) => Math.min(each.offsetWidth, each.offsetHeight) < 44)
  .map((each) => each.ariaLabel ?? each.innerText)"""
FILE = """async (at) => {
  const files = new DataTransfer();
  const rows = ["name,x,y,z", "fig,1,2,3", "kiwi,2,3,1", "lime,5,1,0", "plum,2,2,4"];
  files.items.add(new File([rows.join("\\n")], "mine.csv"));
  const on = (kind) => document.elementFromPoint(...at).dispatchEvent(new DragEvent(kind, {
    bubbles: true, cancelable: true, composed: true, dataTransfer: files,
  }));
  for (let n = 0; n < 8; n += 1) {
    on("dragenter");
    on("dragover");
    await new Promise((done) => setTimeout(done, 50));
  }
  on("drop");
}"""


def share(page: Page, element: Locator) -> float:
    box, window = element.bounding_box(), page.viewport_size
    assert box
    assert window
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= window["width"]
    assert box["y"] + box["height"] <= window["height"]
    return box["width"] * box["height"] / (window["width"] * window["height"])


def fold(page: Page) -> None:
    page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
    page.wait_for_function("document.querySelector('.ev-plot').getBoundingClientRect().x < 40")


@pytest.mark.parametrize("name", EXPLORED)
def test_the_page_is_as_high_as_the_window_and_the_plot_fills_it(app: str, page: Page, name: str):
    page.goto(f"{app}/{name}")
    wait_until_drawn(page)
    plot = page.locator(".ev-plot")
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(300)
        assert page.evaluate(HEIGHTS) == [height] * 3
        assert share(page, plot) >= OPEN, (name, width)
        if (width, height) == LAPTOP:
            for control in ("Projection", "Colour by"):
                box = page.get_by_role("combobox", name=control).bounding_box()
                assert box
                assert box["y"] + box["height"] <= height, control
    fold(page)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(300)
        assert page.evaluate(HEIGHTS) == [height] * 3
        assert share(page, plot) >= FOLDED, (name, width)


@pytest.mark.parametrize("viewport", [PHONE])
def test_on_a_phone_the_map_is_most_of_the_first_screen_and_goes_to_its_edges(app: str, page: Page):
    page.goto(f"{app}/cities")
    wait_until_drawn(page)
    area = page.locator(".ev-area")
    assert share(page, area) >= ON_A_PHONE
    box = area.bounding_box()
    assert box
    assert (box["x"], box["width"]) == (0, PHONE["width"])
    assert page.evaluate(HEIGHTS) == [PHONE["height"]] * 3
    page.get_by_role("complementary", name="Item").get_by_role("button", name="More").click()
    assert area.bounding_box() == box  # the sheet lies over it
    opener = page.get_by_test_id("stExpandSidebarButton")
    assert "controls" in opener.evaluate(SAID)
    opener.click()
    controls = page.get_by_test_id("stSidebar")
    expect(controls.get_by_text("Projection", exact=True)).to_be_visible()
    page.wait_for_function("document.querySelector('.stSidebar').getBoundingClientRect().x === 0")
    assert share(page, controls) == 1
    assert controls.evaluate(TOO_SMALL) == []
    closer = page.get_by_test_id("stSidebarCollapseButton").get_by_role("button")
    assert "Show the map" in closer.evaluate(SAID)
    closer.click()
    expect(controls).to_have_attribute("data-collapsed", "true")


def test_how_many_neighbours_are_shown_is_seen_at_once_then_in_the_address(app: str, page: Page):
    page.goto(f"{app}/cities?cities.k=4")
    wait_until_drawn(page)
    rows = page.get_by_test_id("dock-row").filter(visible=True)
    expect(rows).to_have_count(4)
    seen = page.get_by_test_id("dock-k").evaluate("""async (slider) => {
      slider.value = "9";
      slider.dispatchEvent(new Event("input"));
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const rows = [...document.querySelectorAll("[data-testid='dock-row']")];
      return rows.filter((row) => row.checkVisibility()).length;
    }""")
    assert seen == 9
    assert "cities.k=4" in page.url
    page.get_by_test_id("dock-k").evaluate("slider => slider.dispatchEvent(new Event('change'))")
    page.wait_for_url("**cities.k=9**")
    ranges = "() => document.querySelector('.ev-base')._fullLayout.xaxis.range"
    whole = page.evaluate(ranges)
    page.get_by_role("button", name="Zoom to them").click()
    page.wait_for_url("**cities.zoom=true**")
    near = page.evaluate(ranges)
    assert near[1] - near[0] < 0.1 * (whole[1] - whole[0])
    wait_until_idle(page)
    expect(rows).to_have_count(9)
    assert page.evaluate(ranges) == near


def test_tables_lie_over_the_plot_which_is_not_drawn_anew(app: str, page: Page):
    page.goto(f"{app}/cities")
    wait_until_drawn(page)
    assert page.get_by_test_id("stDataFrame").count() == 0
    page.evaluate("document.querySelector('.ev-base').dataset.known = 'yes'")
    page.get_by_role("radio", name="Table").click()
    expect(page.get_by_test_id("stDataFrame").first).to_be_visible()
    expect(page.locator(".ev-area")).to_be_hidden()
    page.get_by_role("radio", name="Map").click()
    expect(page.get_by_test_id("stDataFrame")).to_have_count(0)
    expect(page.locator(".ev-base[data-known]")).to_be_visible()


def test_a_file_dropped_anywhere_is_drawn_and_the_dialog_says_what_it_was_taken_for(
    app: str, page: Page
):
    page.goto(f"{app}/your_data")
    wait_until_drawn(page)
    page.evaluate(FILE, [700, 450])
    expect(page.get_by_text("mine.csv: 4 rows").first).to_be_visible()
    wait_until_drawn(page)
    page.get_by_role("button", name="Bring your data").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("mine.csv: 4 rows")).to_be_visible()
    dialog.get_by_role("combobox", name="Type of x").click()
    page.get_by_role("option", name="Leave out").click()
    expect(dialog.get_by_text("numbers: y, z")).to_be_visible()
    dialog.get_by_role("button", name="Show the map").click()
    expect(dialog).to_have_count(0)
    wait_until_drawn(page)
    expect(page.get_by_text("numbers: y, z").first).to_be_visible()
