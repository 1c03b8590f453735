from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect
from plot_server import hover_somewhere, served, wait_for_plot

from embedviz.plotting import write_html
from embedviz.projections.pca import PCA
from embedviz.space import VectorSpace

pytestmark = pytest.mark.browser

APP = Path(__file__).with_name("plot_app.py")
ASKING_APP = Path(__file__).with_name("ask_app.py")
RANGES = "document.querySelector('.ev-base')._fullLayout.xaxis.range.map((end) => end.toFixed(4))"
VERTICAL = RANGES.replace("xaxis", "yaxis")
CAMERA = "JSON.stringify(document.querySelector('.ev-base')._fullLayout.scene._scene.getCamera())"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(APP) as url:
        yield url


@pytest.fixture
def page(open_window, address: str) -> Page:
    opened = open_window({"width": 1280, "height": 1500})
    opened.on("dialog", lambda dialog: pytest.fail(f"a label ran as code: {dialog.message}"))
    opened.goto(address)
    wait_for_plot(opened)
    return opened


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_label(label, exact=True).first.click()
    page.keyboard.type(option)
    page.get_by_role("option", name=option, exact=True).click()


def pinned(page: Page) -> str:
    return page.locator(".ev-plot").get_attribute("data-pinned") or ""


def to_3d(page: Page) -> None:
    page.get_by_text("3", exact=True).first.click()
    page.wait_for_function("() => document.querySelector('.ev-base')._fullLayout?.scene?._scene")
    wait_for_plot(page)


def ink(page: Page, canvas: str) -> int:
    """How many pixels of a canvas of the layer have been drawn on."""
    return page.evaluate(
        """(name) => { const canvas = document.querySelector(name);
        const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
        let count = 0; for (let i = 3; i < data.length; i += 4) if (data[i]) count += 1;
        return count; }""",
        canvas,
    )


@pytest.mark.parametrize("dimensions", [2, 3])
def test_hover_lights_the_neighbours_and_a_card_names_them(page: Page, dimensions: int):
    if dimensions == 3:
        to_3d(page)
    assert ink(page, ".ev-over") == 0
    hover_somewhere(page)
    plot = page.locator(".ev-plot")
    assert plot.get_attribute("data-lit") == "5"
    assert ink(page, ".ev-over") > 200
    expect(page.get_by_test_id("card")).to_be_visible()
    assert page.get_by_test_id("card").locator("li").count() == 5
    expect(page.get_by_test_id("card").locator("li").first).to_contain_text(re.compile("near|far"))
    page.mouse.move(5, 5)
    expect(page.get_by_test_id("card")).to_be_hidden()
    assert ink(page, ".ev-over") == 0


@pytest.mark.parametrize("dimensions", [2, 3])
def test_a_click_pins_and_the_table_follows_and_the_same_click_lets_go(page: Page, dimensions: int):
    if dimensions == 3:
        to_3d(page)
    x, y = hover_somewhere(page)
    label = page.locator(".ev-plot").get_attribute("data-hovered")
    page.mouse.click(x, y)
    expect(page.get_by_text(f"pinned on the page: {label}")).to_be_visible()
    expect(page.get_by_text("5 near on the page")).to_be_visible()
    assert pinned(page) == label
    expect(page.get_by_test_id("summary")).to_contain_text(f"{label}; nearest:")
    page.mouse.click(x, y)
    page.wait_for_function("() => !document.querySelector('.ev-plot').dataset.pinned")


def test_escape_and_an_empty_spot_let_go(page: Page):
    x, y = hover_somewhere(page)
    box = page.locator(".ev-area").bounding_box()
    page.mouse.click(x, y)
    page.wait_for_function("() => document.querySelector('.ev-plot').dataset.pinned")
    page.locator(".ev-area").focus()
    page.keyboard.press("Escape")
    assert pinned(page) == ""
    page.mouse.click(x, y)
    assert pinned(page) != ""
    page.mouse.click(box["x"] + 4, box["y"] + 4)
    assert pinned(page) == ""


def test_arrows_walk_the_neighbours_and_enter_pins(page: Page):
    choose(page, "item", "item 20")
    page.wait_for_function("() => document.querySelector('.ev-plot').dataset.pinned === 'item 20'")
    page.locator(".ev-area").focus()
    page.keyboard.press("ArrowRight")
    first = page.locator(".ev-plot").get_attribute("data-hovered")
    page.keyboard.press("ArrowRight")
    second = page.locator(".ev-plot").get_attribute("data-hovered")
    expect(page.get_by_text(f"5 near on the page: {first} | {second} |")).to_be_visible()
    page.keyboard.press("Enter")
    assert pinned(page) == second
    expect(page.get_by_text(f"pinned on the page: {second}")).to_be_visible()


def test_zoom_and_pin_survive_a_change_of_k_colour_and_theme(page: Page):
    x, y = hover_somewhere(page)
    page.mouse.click(x, y)
    label = page.locator(".ev-plot").get_attribute("data-pinned")
    expect(page.get_by_text(f"pinned on the page: {label}")).to_be_visible()
    page.mouse.move(x, y)
    page.mouse.wheel(0, -400)
    page.wait_for_timeout(600)
    zoomed = page.evaluate(RANGES)
    page.get_by_label("k", exact=True).fill("9")
    page.keyboard.press("Enter")
    expect(page.get_by_text("9 near on the page")).to_be_visible()
    choose(page, "colour", "size")
    expect(page.locator(".ev-scale")).to_be_visible()
    page.emulate_media(color_scheme="dark")
    expect(page.locator('.ev-plot[data-theme="dark"]')).to_be_visible()
    page.wait_for_timeout(400)
    assert page.evaluate(RANGES) == zoomed
    assert pinned(page) == label


def test_camera_and_pin_survive_a_change_of_k_colour_and_theme(page: Page):
    to_3d(page)
    x, y = hover_somewhere(page)
    page.mouse.click(x, y)
    label = pinned(page)
    box = page.locator(".ev-area").bounding_box()
    start = page.evaluate(CAMERA)
    page.mouse.move(box["x"] + 60, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 260, box["y"] + 120, steps=6)
    page.mouse.up()
    page.wait_for_timeout(500)
    turned = page.evaluate(CAMERA)
    assert turned != start
    page.get_by_label("k", exact=True).fill("8")
    page.keyboard.press("Enter")
    expect(page.get_by_text("8 near on the page")).to_be_visible()
    choose(page, "colour", "size")
    expect(page.locator(".ev-scale")).to_be_visible()
    page.emulate_media(color_scheme="dark")
    expect(page.locator('.ev-plot[data-theme="dark"]')).to_be_visible()
    page.wait_for_timeout(400)
    now = json.loads(page.evaluate(CAMERA))
    then = json.loads(turned)
    assert np.allclose(list(now["eye"].values()), list(then["eye"].values()), atol=1e-4)
    assert pinned(page) == label


def test_a_scene_is_drawn_anew_when_it_turns_and_not_at_a_hover_or_click(page: Page):
    to_3d(page)
    page.evaluate(
        """() => { window.drawn = 0;
        for (const kind of [WebGLRenderingContext, WebGL2RenderingContext]) {
          const draw = kind.prototype.drawArrays;
          kind.prototype.drawArrays = function (...given) {
            window.drawn += 1;
            draw.apply(this, given);
          };
        } }"""
    )
    x, y = hover_somewhere(page)
    page.mouse.click(x, y)
    expect(page.locator('.ev-plot[data-pinned]:not([data-pinned=""])')).to_be_visible()
    page.wait_for_timeout(300)
    assert page.evaluate("window.drawn") == 0
    box = page.locator(".ev-area").bounding_box()
    page.mouse.move(box["x"] + 60, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 160, box["y"] + 90, steps=3)
    page.mouse.up()
    page.wait_for_timeout(300)
    assert page.evaluate("window.drawn") > 0


@pytest.mark.parametrize("dimensions", [2, 3])
def test_a_box_gives_its_items_to_the_page(page: Page, dimensions: int):
    if dimensions == 3:
        to_3d(page)
    page.get_by_label("Select with a box").click()
    box = page.locator(".ev-area").bounding_box()
    page.mouse.move(box["x"] + 3, box["y"] + 3)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 3, box["y"] + box["height"] - 3, steps=5)
    page.mouse.up()
    expect(page.get_by_text("selected on the page: 180")).to_be_visible()
    page.locator(".ev-area").focus()
    page.keyboard.press("Escape")
    expect(page.get_by_text("selected on the page: 0")).to_be_visible()


def test_a_selection_answers_beside_itself(page: Page):
    page.get_by_label("Select with a box").click()
    box = page.locator(".ev-area").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 3)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 3, box["y"] + box["height"] - 3, steps=5)
    page.mouse.up()
    bar = page.get_by_role("toolbar", name="Selection")
    count = int(page.locator(".ev-plot").get_attribute("data-selected") or 0)
    assert 1 < count < 180
    expect(bar).to_contain_text(f"{count} items")
    expect(page.get_by_text(f"selected on the page: {count}")).to_be_visible()
    stands = bar.bounding_box()
    assert box["y"] <= stands["y"] < box["y"] + box["height"]
    shown = "document.querySelector('.ev-base')._fullData[0].x.filter(Number.isFinite).length"
    bar.get_by_text("Hide the others").click()
    assert page.evaluate(shown) == count
    bar.get_by_text("Show all again").click()
    assert page.evaluate(shown) == 180
    with page.expect_download() as taken:
        bar.get_by_text("CSV").click()
    assert taken.value.path().read_text(encoding="utf-8-sig").count("\n") == count + 1
    bar.get_by_text("Work with only these").click()
    expect(page.get_by_text(f"only on the page: {count}")).to_be_visible()
    bar.get_by_label("Let go of the selection").click()
    expect(bar).to_be_hidden()
    expect(page.get_by_text("selected on the page: 0")).to_be_visible()


def test_search_lights_what_matches_and_enter_flies_there(page: Page):
    before = page.evaluate(RANGES)
    page.get_by_label("Search in the plot").fill("item 10")
    expect(page.get_by_role("option")).to_have_count(7)  # six names, and all 11 together
    assert page.get_by_role("option").first.inner_text() == "item 10"
    page.keyboard.press("Enter")
    assert pinned(page) == "item 10"
    expect(page.get_by_text("pinned on the page: item 10")).to_be_visible()
    page.wait_for_timeout(300)
    assert page.evaluate(RANGES) != before


def test_those_found_by_a_fact_become_the_selection(page: Page):
    box = page.get_by_label("Search in the plot")
    box.fill("siz")
    expect(page.get_by_role("option")).to_have_text(["size > …"])
    page.keyboard.press("Enter")
    page.keyboard.type("170 kg and group: third")
    expect(page.get_by_role("option")).to_have_text(["Select all 9 items"])
    page.keyboard.press("Enter")
    expect(page.get_by_text("selected on the page: 9")).to_be_visible()
    box.fill("weight > 3")
    told = "No fact is called “weight”: there are <u>group</u>, size."
    expect(page.locator(".ev-found")).to_have_text(told)


def test_a_click_in_the_legend_shows_only_these_and_with_a_modifier_hides_them(page: Page):
    entries = page.locator(".ev-entry")

    def shown() -> list[str | None]:
        return [entries.nth(each).get_attribute("aria-pressed") for each in range(3)]

    expect(entries.nth(0)).to_contain_text("60")
    entries.nth(1).click()
    assert shown() == ["false", "true", "false"]
    entries.nth(1).click()
    assert shown() == ["true", "true", "true"]
    for modifier in ("Alt", "Shift", "Control"):
        entries.nth(0).click(modifiers=[modifier])
        assert shown() == ["false", "true", "true"]
        entries.nth(0).press(f"{modifier}+Enter")
        assert shown() == ["true", "true", "true"]
    entries.nth(0).locator(".ev-eye").click()
    assert shown() == ["false", "true", "true"]
    entries.nth(0).press("Enter")
    assert shown() == ["true", "false", "false"]


def test_slash_searches_from_anywhere_but_a_field(page: Page):
    page.get_by_label("k", exact=True).focus()
    page.keyboard.press("/")
    expect(page.get_by_label("Search in the plot")).not_to_be_focused()
    page.get_by_text("whole", exact=True).click()
    page.keyboard.press("/")
    expect(page.get_by_label("Search in the plot")).to_be_focused()
    expect(page.get_by_label("Search in the plot")).to_have_value("")


def test_a_frame_shows_who_works_by_keys_where_they_are_and_not_who_clicks(page: Page):
    width = "(node) => getComputedStyle(node).outlineStyle"
    area = page.locator(".ev-area")
    x, y = hover_somewhere(page)
    page.mouse.click(x, y)
    assert area.evaluate(width) == "none"
    page.keyboard.press("ArrowRight")
    assert area.evaluate(width) == "solid"


def test_points_are_seen_moving_to_a_new_picture_unless_motion_is_unwanted(page: Page):
    moved = "window.moved = 0; new MutationObserver(() => { window.moved += 1; }).observe("
    page.evaluate(moved + "document.querySelector('.ev-plot'), {attributeFilter: ['data-moving']})")
    page.get_by_text("turned", exact=True).click()
    page.wait_for_function("() => window.moved >= 2", timeout=20_000)
    wait_for_plot(page)
    page.emulate_media(reduced_motion="reduce")
    drawn = page.locator(".ev-base").get_attribute("data-drawn")
    page.get_by_text("whole", exact=True).click()
    page.wait_for_function(
        "(old) => document.querySelector('.ev-base').dataset.drawn !== old", arg=drawn
    )
    assert page.locator(".ev-plot[data-moving]").count() == 0


def test_hostile_labels_stay_letters(page: Page):
    hostile = "<img src=x onerror=alert(1)>"
    page.get_by_label("Search in the plot").fill("onerror")
    expect(page.get_by_role("option").first).to_have_text(hostile)
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("summary")).to_contain_text(hostile)
    page.locator(".ev-area").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(250)
    expect(page.get_by_test_id("card")).to_be_visible()
    expect(page.locator(".ev-entry").nth(0)).to_contain_text("<i>second</i>")
    assert page.locator(".ev-plot img, .ev-plot script, .ev-plot a, .ev-plot u").count() == 0


def test_what_plots_run_on_is_fetched_at_the_first_visit_and_kept(browser: Browser, address: str):
    context = browser.new_context()
    for is_kept in (False, True):
        page = context.new_page()
        page.goto(address)
        wait_for_plot(page)
        bytes_asked = page.evaluate(
            """() => performance.getEntriesByType("resource")
              .filter((each) => each.name.includes("/plots/")).map((each) => each.transferSize)"""
        )
        assert len(bytes_asked) == 2
        assert [size == 0 for size in bytes_asked] == [is_kept, is_kept]
    context.close()


def test_an_analogy_is_drawn(page: Page):
    before = ink(page, ".ev-under")
    page.get_by_text("analogy", exact=True).click()
    page.wait_for_function("() => document.querySelector('.ev-plot').hasAttribute('data-dim')")
    page.wait_for_timeout(300)
    assert ink(page, ".ev-under") != before


def test_the_exported_file_answers_hover_and_search_without_a_network(browser: Browser, tmp_path):
    rng = np.random.default_rng(1)
    labels = ["<img src=x onerror=alert(1)>", *(f"word {number}" for number in range(1, 300))]
    space = VectorSpace(rng.normal(size=(300, 5)), labels)
    written = write_html(PCA()(space), tmp_path / "plot.html", highlight="word 7")
    context = browser.new_context(offline=True, viewport={"width": 1000, "height": 900})
    page = context.new_page()
    page.on("dialog", lambda dialog: pytest.fail(f"a label ran as code: {dialog.message}"))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(written.as_uri())
    wait_for_plot(page)
    assert pinned(page) == "word 7"
    expect(page.get_by_test_id("dock-name")).to_have_text("word 7")
    hover_somewhere(page, other_than="word 7")
    expect(page.get_by_test_id("dock-name")).not_to_have_text("word 7")
    expect(page.get_by_test_id("dock-row")).to_have_count(5)
    expect(page.get_by_test_id("dock-why").locator("li")).to_have_count(5)
    expect(page.get_by_role("tab", name="Analogy")).to_be_hidden()
    page.get_by_label("Search in the plot").fill("onerror")
    expect(page.get_by_role("option").first).to_have_text("<img src=x onerror=alert(1)>")
    page.keyboard.press("Enter")
    assert pinned(page) == "<img src=x onerror=alert(1)>"
    assert all(url.startswith(("file:", "data:", "blob:")) for url in asked)
    context.close()


@pytest.fixture(scope="module")
def asking_address() -> Iterator[str]:
    with served(ASKING_APP) as url:
        yield url


@pytest.fixture
def asking_page(open_window, asking_address: str) -> Page:
    opened = open_window({"width": 1280, "height": 1200})
    opened.on("dialog", lambda dialog: pytest.fail(f"a label ran as code: {dialog.message}"))
    opened.goto(asking_address)
    wait_for_plot(opened)
    return opened


def ask(page: Page, text: str) -> None:
    page.get_by_label("Search in the plot").fill(text)
    page.get_by_role("option", name="Search by meaning").click()


def asked(page: Page) -> str:
    return page.locator(".ev-plot").get_attribute("data-question") or ""


@pytest.mark.parametrize("dimensions", [2, 3])
def test_words_that_no_label_has_are_searched_by_meaning(asking_page: Page, dimensions: int):
    page = asking_page
    if dimensions == 3:
        to_3d(page)
    box = page.get_by_label("Search in the plot")
    expect(box).to_have_attribute("placeholder", re.compile("by meaning"))
    drawn = ink(page, ".ev-under")
    box.fill("a feline on rug 30")
    expect(page.get_by_role("option")).to_have_text(["Search by meaning: “a feline on rug 30”"])
    page.keyboard.press("Enter")
    expect(page.get_by_text("Looking ...")).to_be_visible()
    expect(page.get_by_text("asked on the page: a feline on rug 30")).to_be_visible()
    expect(page.locator('.ev-plot[data-question="a feline on rug 30"]')).to_be_visible()
    expect(page.get_by_text("Looking ...")).to_be_hidden()
    expect(page.get_by_test_id("note")).to_have_text("Drawn between its 3 nearest.")
    expect(page.get_by_test_id("summary")).to_contain_text("“a feline on rug 30”; nearest: item")
    page.wait_for_timeout(300)
    assert ink(page, ".ev-under") != drawn
    page.get_by_label("Show all").click()
    page.locator(".ev-area").focus()
    page.keyboard.press("Escape")
    expect(page.get_by_text("asked on the page: None")).to_be_visible()
    assert asked(page) == ""
    expect(page.get_by_test_id("note")).to_be_hidden()
    expect(box).to_have_value("")


def test_the_list_ends_with_the_search_by_meaning_and_arrows_reach_it(asking_page: Page):
    page = asking_page
    page.get_by_label("Search in the plot").fill("item 3")
    options = page.get_by_role("option")
    expect(options.last).to_contain_text("Search by meaning")
    assert options.count() > 2
    page.keyboard.press("ArrowUp")
    for _ in range(options.count() + 1):
        page.keyboard.press("ArrowDown")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.locator('.ev-plot[data-question="item 3"]')).to_be_visible()
    assert pinned(page) == ""
    page.get_by_label("Search in the plot").fill("")
    expect(page.get_by_text("asked on the page: None")).to_be_visible()


def test_a_question_stays_through_changes_and_moves_with_the_points(asking_page: Page):
    page = asking_page
    ask(page, "rug 30")
    expect(page.locator('.ev-plot[data-question="rug 30"]')).to_be_visible()
    page.get_by_label("k", exact=True).fill("5")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("note")).to_have_text("Drawn between its 5 nearest.")
    page.emulate_media(color_scheme="dark")
    expect(page.locator('.ev-plot[data-theme="dark"]')).to_be_visible()
    moved = "window.moved = 0; new MutationObserver(() => { window.moved += 1; }).observe("
    page.evaluate(moved + "document.querySelector('.ev-plot'), {attributeFilter: ['data-moving']})")
    page.get_by_text("turned", exact=True).click()
    page.wait_for_function("() => window.moved >= 2", timeout=20_000)
    assert asked(page) == "rug 30"
    expect(page.get_by_label("Search in the plot")).to_have_value("rug 30")


def test_a_question_of_hostile_letters_stays_letters(asking_page: Page):
    page = asking_page
    hostile = "<img src=x onerror=alert(1)> 7"
    ask(page, hostile)
    expect(page.get_by_test_id("summary")).to_contain_text(hostile)
    assert page.locator(".ev-plot img").count() == 0


def test_a_question_is_part_of_the_saved_picture(asking_page: Page, tmp_path: Path):
    page = asking_page
    ask(page, "rug 30")
    expect(page.locator('.ev-plot[data-question="rug 30"]')).to_be_visible()
    with page.expect_download() as download:
        page.get_by_label("Save as SVG").click()
    download.value.save_as(tmp_path / "plot.svg")
    drawn = (tmp_path / "plot.svg").read_text(encoding="utf-8")
    assert "“rug 30”" in drawn
    assert "Drawn between its 3 nearest." in drawn


def test_without_an_encoder_nothing_is_searched_by_meaning(asking_page: Page):
    page = asking_page
    page.get_by_text("asks", exact=True).click()
    box = page.get_by_label("Search in the plot")
    expect(box).to_have_attribute("placeholder", "Search in the plot")
    box.fill("item 3")
    expect(page.get_by_role("option").first).to_be_visible()
    expect(page.get_by_text("Search by meaning")).to_have_count(0)


def test_items_that_stay_are_seen_moving_when_others_go(asking_page: Page):
    page = asking_page
    moved = "window.moved = 0; new MutationObserver(() => { window.moved += 1; }).observe("
    page.evaluate(moved + "document.querySelector('.ev-plot'), {attributeFilter: ['data-moving']})")
    page.get_by_text("half", exact=True).click()
    page.wait_for_function("() => window.moved >= 2", timeout=20_000)
    wait_for_plot(page)
    count = "() => document.querySelector('.ev-base').data[0].x.length"
    assert page.evaluate(count) == 60


def test_what_the_address_pins_is_pinned_at_first(browser: Browser, asking_address: str):
    page = browser.new_page()
    page.goto(f"{asking_address}/?item=item 7")
    wait_for_plot(page)
    assert pinned(page) == "item 7"
    page.close()


def test_on_a_phone_tools_and_legend_take_a_row_each_and_the_legend_unfolds(asking_page: Page):
    page = asking_page
    page.set_viewport_size({"width": 390, "height": 844})
    more = page.locator(".ev-more")
    expect(page.locator(".ev-plot[data-narrow]")).to_be_visible()
    expect(more).to_have_text(re.compile(r"\+ 1\d more"))
    for part in (".ev-toolbar", ".ev-legend"):
        box = page.locator(part).bounding_box()
        assert box is not None
        assert box["height"] < 45
        assert box["x"] + box["width"] <= 390
    more.click()
    expect(page.locator(".ev-entry").filter(visible=True)).to_have_count(20)
    expect(more).to_have_text("Fewer")


def test_a_legend_entry_wears_its_colour_until_it_is_hidden(page: Page):
    entry = page.locator(".ev-entry").nth(0)
    color = "(node) => getComputedStyle(node.querySelector('.ev-swatch')).backgroundColor"
    clear = "rgba(0, 0, 0, 0)"
    assert entry.evaluate(color) != clear
    entry.click(modifiers=["Alt"])
    assert entry.evaluate(color) == clear


def test_a_finger_scrolls_the_page_until_a_tap_means_the_plot(
    browser: Browser, asking_address: str
):
    phone = {"width": 390, "height": 844}
    context = browser.new_context(viewport=phone, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(asking_address)
    wait_for_plot(page)
    area = page.locator(".ev-area")
    fingers = context.new_cdp_session(page)

    def swipe() -> tuple[float, object]:
        """Give how far the page went, and where the picture stands."""
        area.scroll_into_view_if_needed()
        page.wait_for_timeout(200)
        box = area.bounding_box()
        x, y = box["x"] + 150, box["y"] + box["height"] - 60
        for step in range(9):
            kind = "touchMove" if step else "touchStart"
            points = [{"x": x, "y": y - 15 * step}]
            fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
            page.wait_for_timeout(20)
        fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        page.wait_for_timeout(400)
        return box["y"] - area.bounding_box()["y"], page.evaluate(VERTICAL)

    still = page.evaluate(VERTICAL)
    scrolled, now = swipe()
    assert now == still
    page.touchscreen.tap(150, area.bounding_box()["y"] + 100)
    stayed, moved = swipe()
    assert moved != still
    assert abs(stayed) < 1 < scrolled
    context.close()
