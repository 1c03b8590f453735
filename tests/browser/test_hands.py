"""The same four things by mouse, by keys alone and by touch; and a link shows what was come to.

Vancouver's neighbours and why; king − man + woman by three picks; Seinfeld beside Cheers; a lasso,
only these, and back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from live_app import wait_until_drawn, wait_until_idle
from playwright.sync_api import Browser, Locator, Page, expect

import embedviz as ev

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
VANCOUVER, NEAREST = "Vancouver, Canada", "Richmond, Canada"
WORDS, SLOTS = ("man", "king", "woman"), ("a", "is to b", "as c")
MOST_TABS = 40
"""So often one may have to press Tab until the panel is reached."""

PLACE = """(base, row) => {
  const { _fullLayout: { xaxis, yaxis }, data } = base;
  const { left, top } = base.getBoundingClientRect();
  const [x, y] = [xaxis.l2p(data[0].x[row]), yaxis.l2p(data[0].y[row])];
  return [left + xaxis._offset + x, top + yaxis._offset + y];
}"""


@pytest.fixture(scope="module")
def rows() -> dict[str, int]:
    """Give which of the drawn points some items are: king is among its theme, man isn't."""
    words, shows = ev.load_dataset("words"), ev.load_dataset("tv_shows")
    themes = next(iter(words.opening.portions.values())).rows(words)
    king = [words.labels[row] for row in themes].index("king")
    near = ev.load_words("all-MiniLM-L6-v2").neighbors("king", 5)["label"]
    added = [each for each in near if words.label_index[each] not in set(themes)]
    people = {word: len(themes) + len(added) + n for n, word in enumerate(("man", "woman"))}
    return {"king": king, **people, "Cheers": shows.label_index["Cheers"]}


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport=PHONE, has_touch=True, is_mobile=True, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


def open_page(page: Page, address: str) -> None:
    page.goto(address)
    wait_until_drawn(page)


def place_of(page: Page, row: int) -> tuple[float, float]:
    x, y = page.locator(".ev-base").evaluate(PLACE, row)
    return x, y


def expect_why(page: Page, other: str) -> None:
    """Expect a reason for each feature, or as many as are listed, of the distance to another."""
    expect(page.get_by_test_id("dock-why-of")).to_have_text(f"distance to {other}")
    expect(page.get_by_test_id("dock-why").locator("li").first).to_have_text(re.compile(r"\d %$"))


def expect_neighbors(page: Page, item: str, nearest: str) -> None:
    expect(page.get_by_test_id("dock-name")).to_have_text(item)
    expect(page.get_by_test_id("dock-row").filter(visible=True).first).to_contain_text(nearest)


def expect_queen(page: Page) -> None:
    asked = [page.get_by_role("combobox", name=name, exact=True) for name in SLOTS]
    assert [each.input_value() for each in asked] == list(WORDS)
    expect(page.get_by_test_id("best")).to_have_text("queen")


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until the focus is there."""
    for _ in range(MOST_TABS):
        if wanted.evaluate("(element) => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail("the keyboard doesn't come there")


def look_for_by_keys(page: Page, name: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("dock-name")).to_have_text(re.compile(f"^{name}"))
    wait_until_idle(page)


def test_by_mouse(app: str, page: Page, rows: dict[str, int]):
    open_page(page, f"{app}/cities")
    expect_neighbors(page, VANCOUVER, NEAREST)
    page.get_by_test_id("dock-row").nth(2).hover()
    third = page.get_by_test_id("dock-row").nth(2).locator(".ev-row-name").inner_text()
    expect_why(page, third)

    page.get_by_role("link", name="Words").click()
    page.wait_for_url("**/words")
    wait_until_drawn(page)
    page.get_by_role("tab", name="Analogy").click()
    page.get_by_role("button", name="Clear", exact=True).click()
    for word in WORDS:
        wait_until_idle(page)
        page.mouse.click(*place_of(page, rows[word]))
    expect_queen(page)

    page.get_by_role("link", name="TV shows").click()
    page.wait_for_url("**/tv_shows")
    wait_until_drawn(page)
    expect(page.get_by_test_id("dock-name")).to_have_text("Seinfeld")
    page.mouse.move(*place_of(page, rows["Cheers"]))
    expect(page.get_by_test_id("dock-name")).to_have_text("Cheers")
    expect_why(page, "Seinfeld")

    box = page.locator(".ev-area").bounding_box()
    assert box
    page.get_by_role("button", name="Lasso").click()
    x, y = box["x"] + 0.3 * box["width"], box["y"] + 0.3 * box["height"]
    page.mouse.move(x, y)
    page.mouse.down()
    for across, down in ((300, 0), (300, 300), (0, 300), (0, 0)):
        page.mouse.move(x + across, y + down, steps=3)
    page.mouse.up()
    page.get_by_role("toolbar", name="Selection").get_by_text("Work with only these").click()
    told = page.get_by_text(re.compile(r"Showing \d+ of 388 shows"))
    expect(told).to_be_visible()
    wait_until_drawn(page)
    page.get_by_role("button", name="Back to all").click()
    expect(told).to_have_count(0)


def test_by_keys_alone_and_a_link_shows_the_same(app: str, page: Page, browser: Browser):
    open_page(page, f"{app}/cities?cities.item=Oslo%2C+Norway")
    look_for_by_keys(page, VANCOUVER)
    expect_neighbors(page, VANCOUVER, NEAREST)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    second = page.get_by_test_id("dock-row").nth(1).locator(".ev-row-name").inner_text()
    expect_why(page, second)

    open_page(page, f"{app}/words")
    page.keyboard.press("/")
    tab_to(page, page.get_by_role("tab", name="Near"))
    page.keyboard.press("ArrowRight")
    tab_to(page, page.get_by_role("button", name="Clear", exact=True))
    page.keyboard.press("Enter")
    wait_until_idle(page)
    for name, word in zip(SLOTS, WORDS, strict=True):
        slot = page.get_by_role("combobox", name=name, exact=True)
        if name == SLOTS[0]:
            page.keyboard.press("/")
        tab_to(page, slot)
        page.keyboard.type(word)
        page.keyboard.press("Enter")
        wait_until_idle(page)
    expect_queen(page)

    open_page(page, f"{app}/tv_shows")
    look_for_by_keys(page, "Cheers")
    tab_to(page, page.get_by_role("combobox", name="Compare with"))
    page.keyboard.type("Seinfeld")
    page.keyboard.press("Enter")
    expect_why(page, "Seinfeld")
    page.wait_for_url("**tv.item=Cheers**")
    there = browser.new_context(viewport=page.viewport_size).new_page()
    open_page(there, page.url)
    told = [each.get_by_test_id("summary").inner_text() for each in (page, there)]
    assert told[0] == told[1]
    there.context.close()


def test_by_touch(app: str, phone: Page, rows: dict[str, int]):
    open_page(phone, f"{app}/cities?cities.item=Oslo%2C+Norway")
    phone.get_by_label("Search in the plot").tap()
    phone.keyboard.type("Vancouver, C")
    phone.get_by_role("option", name=VANCOUVER).tap()
    expect_neighbors(phone, VANCOUVER, NEAREST)
    phone.get_by_role("button", name="More").tap()
    expect_why(phone, NEAREST)

    open_page(phone, f"{app}/words")
    phone.get_by_role("tab", name="Analogy").tap()
    phone.get_by_role("button", name="Clear", exact=True).tap()
    phone.get_by_role("button", name="Less").tap()
    for word in WORDS:
        wait_until_idle(phone)
        phone.touchscreen.tap(*place_of(phone, rows[word]))
    expect_queen(phone)

    open_page(phone, f"{app}/tv_shows")
    phone.get_by_role("button", name="More").tap()
    compared = phone.get_by_role("combobox", name="Compare with")
    compared.tap()
    phone.keyboard.type("Cheers")
    phone.get_by_role("option", name="Cheers").tap()
    expect_why(phone, "Cheers")
