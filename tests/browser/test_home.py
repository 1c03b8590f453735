"""Home: it moves for a moment, it is still for who wants that, and all its doors are in sight."""

from __future__ import annotations

import pytest
from live_app import wait_until_drawn
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

SLOWLY = """
    const now = performance.now.bind(performance), frame = requestAnimationFrame;
    performance.now = () => now() / 20;
    window.requestAnimationFrame = (draw) => frame((time) => draw(time / 20));
"""
LIGHTS = "() => document.querySelector('.ev-under').toDataURL()"


def test_the_globe_turns_until_it_is_touched_and_then_never_again(app, page):
    page.add_init_script(SLOWLY)  # it would be over before a busy machine had a look
    page.emulate_media(reduced_motion="no-preference")
    page.goto(app)
    plot = page.locator(".ev-plot[data-bare]")
    expect(plot).to_have_attribute("data-moving", "")
    first = page.evaluate(LIGHTS)
    page.wait_for_function(f"first => ({LIGHTS})() !== first", arg=first)
    page.locator(".ev-area").dispatch_event("pointerdown")
    expect(plot).not_to_have_attribute("data-moving", "")
    page.get_by_role("link", name="Glossary", exact=True).first.click()
    page.get_by_role("link", name="Home", exact=True).first.click()
    wait_until_drawn(page)
    expect(plot).not_to_have_attribute("data-moving", "")


def test_nothing_moves_for_who_wants_that(app, page):
    page.emulate_media(reduced_motion="reduce")
    page.add_init_script(
        "new MutationObserver(() => { if (document.querySelector('[data-moving]'))"
        " window.moved = true; }).observe(document, { subtree: true, attributes: true });"
    )
    page.goto(app)
    wait_until_drawn(page)
    page.get_by_role("button", name="Now do that with words").click()
    expect(page.get_by_role("heading", name="384 numbers make every word a place.")).to_be_visible()
    wait_until_drawn(page)
    assert page.evaluate("window.moved") is None


def test_every_door_is_in_sight_with_its_picture(app, page):
    page.goto(app)
    wait_until_drawn(page)
    doors = page.locator('[class*="st-key-door-"]')
    expect(doors).to_have_count(9)
    for door in doors.all():
        expect(door).to_be_in_viewport(ratio=1)
        assert door.locator("img").evaluate("image => image.complete && image.naturalWidth > 0")
    assert page.locator(".stMain").evaluate("page => page.scrollHeight <= innerHeight")


def test_a_door_opens_wherever_one_clicks_it(app, page):
    page.goto(app)
    wait_until_drawn(page)
    page.locator(".st-key-door-digits img").click(force=True)
    expect(page.get_by_role("heading", name="Digits", exact=True)).to_be_visible()
