"""A visitor's own words stay in the session: no address, history, log, count or file has them."""

from __future__ import annotations

import re
from urllib.parse import unquote_plus

import pytest
from live_app import running_app, wait_until_drawn, wait_until_idle
from playwright.sync_api import expect
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

pytestmark = pytest.mark.browser

WORD = "Zyxomma"  # that nothing else here has
ROWS = "".join(
    f"{WORD} {row},{WORD} {row % 3},{row},{row * row % 7},{WORD} says {row} words of it\n"
    for row in range(24)
)
TABLE = f"{WORD} name,{WORD} kind,{WORD} size,{WORD} age,{WORD} note\n{ROWS}"
NOTED = """
    window.addresses = [location.href];
    for (const name of ["pushState", "replaceState"]) {
      const change = history[name];
      history[name] = function (state, title, url) {
        window.addresses.push(String(url), JSON.stringify(state));
        return change.call(this, state, title, url);
      };
    }
"""


@pytest.fixture(scope="module")
def private_app(tmp_path_factory):
    """Serve the app with a cache on the disk; give its address, its log and that folder."""
    folder = tmp_path_factory.mktemp("private")
    kept = {"EMBEDVIZ_CACHE_FOLDER": str(folder / "cache"), "EMBEDVIZ_CACHE_MEGABYTES": "100"}
    with running_app(folder / "app.log", variables=kept) as address:
        yield address, folder


def said_anywhere(page, address, folder):
    """Give all that others may see: addresses there have been, counts, log and disk."""
    addresses = page.evaluate("window.addresses")
    health = page.request.get(f"{address}/healthz").text()
    files = [each for each in folder.rglob("*") if each.is_file()]
    on_disk = b"".join(each.read_bytes() for each in files).decode("latin-1")
    return "\n".join([page.url, *map(unquote_plus, addresses), health, on_disk])


def visit(page, url):
    page.add_init_script(NOTED)
    page.goto(url)
    wait_until_drawn(page)


def choose_the_last_of_each(page):
    """Open each list of the page's sidebar and take the last that is offered."""
    boxes = page.get_by_test_id("stSidebar").get_by_role("combobox")
    for place in range(boxes.count()):
        if place >= boxes.count() or not boxes.nth(place).is_enabled():
            continue
        boxes.nth(place).click()
        options = page.get_by_role("option")
        if options.count():
            options.last.click()
        page.keyboard.press("Escape")
        wait_until_idle(page)
    for each in page.get_by_test_id("stSidebar").locator('[role="radio"]').all():
        if each.is_visible() and each.is_enabled():
            each.click()
            wait_until_idle(page)


def look_for(page, text):
    box = page.get_by_role("combobox", name=re.compile("^(Search|Find)")).first
    box.fill(text)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    wait_until_idle(page)


def test_no_control_tells_of_a_file(private_app, page):
    address, folder = private_app
    visit(page, f"{address}/your_data")
    page.locator("input[type=file]").first.set_input_files(
        [{"name": f"{WORD}.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}]
    )
    expect(page.get_by_text(f"{WORD}.csv: 24 rows")).to_be_visible()
    wait_until_drawn(page)
    look_for(page, f"{WORD} 7")
    choose_the_last_of_each(page)
    assert WORD in page.content()
    assert WORD not in said_anywhere(page, address, folder)


def test_no_control_tells_of_a_typed_sentence(private_app, page):
    address, folder = private_app
    visit(page, f"{address}/sentences")
    page.get_by_role("textbox", name=re.compile("^Add .* of your own")).fill(
        f"{WORD} lay on the rug.\n{WORD} tuned up."
    )
    page.keyboard.press("Control+Enter")
    wait_until_drawn(page)
    look_for(page, f"{WORD} lay on the rug.")
    choose_the_last_of_each(page)
    assert WORD in page.content()
    assert WORD not in said_anywhere(page, address, folder)


@pytest.mark.parametrize("lesson", ["context", "search", "words"])
def test_no_lesson_tells_of_what_is_typed_in_it(private_app, page, lesson):
    address, folder = private_app
    page.add_init_script(NOTED)
    page.goto(f"{address}/lessons?lesson={lesson}")
    wait_until_idle(page)
    for box in page.get_by_role("textbox").all():
        if box.is_visible() and box.is_editable():
            box.fill(f"{WORD} typed")
            page.keyboard.press("Control+Enter")
            wait_until_idle(page)
    assert WORD not in said_anywhere(page, address, folder)


def test_a_page_of_somebody_else_opens_no_session_and_uploads_nothing(private_app, page):
    address, _ = private_app
    stream = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    with connect(stream, subprotocols=["streamlit"], origin=address):
        pass
    with pytest.raises(InvalidStatus, match="403"):
        connect(stream, subprotocols=["streamlit"], origin="https://elsewhere.example")
    sent = page.request.put(f"{address}/_stcore/upload_file/session/file", data=b"1")
    assert sent.status == 403
