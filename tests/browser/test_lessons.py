"""The lessons as a teacher and a pupil have them: keys alone, a projector, a phone."""

from __future__ import annotations

import re

import pytest
from live_app import PATIENCE, wait_until_drawn, wait_until_idle
from playwright.sync_api import Page, expect
from test_main_job import PROBES

from embedviz.lessons import LESSONS

pytestmark = pytest.mark.browser

NAMES = list(LESSONS)
FIRST, SECOND = NAMES[:2]
PROJECTOR = {"width": 1920, "height": 1080}
PHONE = {"width": 390, "height": 844}
READABLE = 18
WORK = 1000 * (PATIENCE + 60)
"""Milliseconds: some chapters train a network first."""

SMALL_TYPE = """(least) => [...document.querySelectorAll(".stMain *, .ev-drawer *")]
  .filter((each) => each.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && [...each.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())
    && parseFloat(getComputedStyle(each).fontSize) < least)
  .map((each) => `${getComputedStyle(each).fontSize} ${each.textContent.slice(0, 40)}`)"""
CUT_OFF = """() => [...document.querySelectorAll(".stMain :is(p, h1, button, td, th)")]
  .filter((each) => each.checkVisibility() && !each.closest(".ev-status"))
  .filter((each) => getComputedStyle(each).display !== "inline")
  .filter((each) => each.scrollWidth > each.clientWidth + 1
    || each.getBoundingClientRect().right > innerWidth + 1)
  .map((each) => each.textContent.slice(0, 60))"""


def open_at(page: Page, app: str, lesson: str, step: str, **more: str) -> None:
    asked = {"lesson": lesson, "step": step, **more}
    page.goto(f"{app}/lessons?{'&'.join(f'{name}={value}' for name, value in asked.items())}")
    wait_for(page, lesson, step)


def wait_for(page: Page, lesson: str, step: str) -> None:
    """Wait until a step of a chapter is on the page with all its exhibits."""
    page.wait_for_url(re.compile(rf"lesson={lesson}&.*\bstep={step}"), timeout=WORK)
    expect(page.get_by_role("progressbar")).to_have_count(0, timeout=WORK)
    wait_until_idle(page)
    expect(page.locator("html[data-stage]")).to_have_count(1)  # keys are heard
    kind = "lessons-answer" if step == "reveal" else "lessons-question"
    expect(page.locator(f".st-key-{kind}")).to_be_visible()
    expect(page.get_by_test_id("stCaptionContainer").first).to_be_visible(timeout=WORK)
    expect(page.get_by_test_id("stAlertContentError")).to_have_count(0)
    expect(page.locator(".ev-plot:not(:has(.ev-base[data-drawn]))")).to_have_count(0)


def check_on_stage(page: Page) -> None:
    """Hold that a step is one screen, read from the back row: nothing cut, nothing below."""
    check_fits(page)
    assert page.evaluate(SMALL_TYPE, READABLE) == []
    stage = page.locator(".stMain")
    assert stage.evaluate("each => each.scrollHeight") <= page.viewport_size["height"]


def check_fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(
        "(() => { const { scrollWidth, clientWidth } = document.querySelector('.stMain');"
        " return scrollWidth <= clientWidth; })()"
    )
    assert page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize("viewport", [PROJECTOR], ids=["projector"])
@pytest.mark.usefixtures("viewport")
def test_by_keys_alone_from_the_first_chapter_to_the_last(app, page, traffic):
    page.goto(f"{app}/lessons")
    wait_for(page, FIRST, "question")
    page.keyboard.press("p")
    page.wait_for_url(re.compile("present=true"))
    expect(page.get_by_test_id("stHeader")).to_be_hidden()
    for name in NAMES:
        wait_for(page, name, "question")
        check_on_stage(page)
        page.keyboard.press(str(LESSONS[name]().question.right + 1))
        wait_for(page, name, "reveal")
        expect(page.get_by_text("as you said")).to_be_visible()
        check_on_stage(page)
        page.keyboard.press("PageDown")
    wait_for(page, NAMES[-1], "reveal")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stHeader")).to_be_visible()
    assert "present" not in page.url
    assert [each for each in traffic.errors if not PROBES.search(each)] == []


@pytest.mark.parametrize("viewport", [PHONE], ids=["phone"])
@pytest.mark.usefixtures("viewport")
def test_every_chapter_fits_a_phone(app, page):
    open_at(page, app, FIRST, "question")
    for name in NAMES:
        wait_for(page, name, "question")
        check_fits(page)
        page.locator(".st-key-lessons-question button").first.click()
        wait_for(page, name, "reveal")
        check_fits(page)
        page.keyboard.press("ArrowRight")


def test_a_link_is_followed_at_the_reveal_and_what_it_asks_in_vain_is_said_then(app, page):
    asked = {"lessons.dimension.weight": "3", "lessons.dimension.scaling": "Bogus"}
    open_at(page, app, "dimension", "question", **asked)
    told = page.get_by_text("This link asks for")
    expect(told).to_have_count(0)
    page.keyboard.press("ArrowRight")
    wait_for(page, "dimension", "reveal")
    expect(page.locator(".st-key-lessons-knobs")).to_contain_text("3.00")
    expect(told).to_have_text(
        "This link asks for something that isn't here: dimension.scaling = “Bogus”. "
        "Everything else is as linked."
    )


def test_the_arrows_go_back_and_forth(app, page):
    open_at(page, app, FIRST, "question")
    page.keyboard.press("ArrowRight")
    wait_for(page, FIRST, "reveal")
    page.keyboard.press("ArrowRight")
    wait_for(page, SECOND, "question")
    expect(page.get_by_role("heading", name=LESSONS[SECOND].idea)).to_be_visible()
    page.keyboard.press("ArrowLeft")
    wait_for(page, FIRST, "reveal")
    page.keyboard.press("ArrowLeft")
    wait_for(page, FIRST, "question")
    page.go_back()
    wait_for(page, FIRST, "reveal")
    page.go_back()
    wait_for(page, SECOND, "question")


@pytest.mark.parametrize("viewport", [PROJECTOR], ids=["projector"])
@pytest.mark.usefixtures("viewport")
def test_notes_light_and_keys_come_and_go_at_once(app, page):
    open_at(page, app, FIRST, "question", present="true")
    notes, light = page.locator(".ev-drawer"), page.locator(".ev-light")
    page.keyboard.press("n")
    expect(notes).to_contain_text(LESSONS[FIRST].title)
    assert page.evaluate(SMALL_TYPE, READABLE) == []
    page.keyboard.press("?")
    expect(notes).to_contain_text("Page Down")
    assert page.evaluate(SMALL_TYPE, READABLE) == []
    page.keyboard.press("?")
    expect(notes).to_have_count(0)
    page.keyboard.press("l")
    page.mouse.move(700, 500)
    box = light.bounding_box()
    assert abs(box["x"] + box["width"] / 2 - 700) < 2
    assert abs(box["y"] + box["height"] / 2 - 500) < 2
    page.keyboard.press("Escape")
    expect(light).to_have_count(0)
    assert "present=true" in page.url


def test_keys_typed_into_a_field_stay_there(app, page):
    open_at(page, app, FIRST, "question")
    field = page.get_by_label("Search in the plot").first
    field.press_sequentially("pn 1l")
    wait_until_idle(page)
    assert field.input_value() == "pn 1l"
    assert "present" not in page.url
    expect(page.locator(".ev-drawer")).to_have_count(0)
    expect(page.locator(".st-key-lessons-question")).to_be_visible()


def test_a_clicked_city_is_the_one_in_question_and_in_the_address(app, page):
    open_at(page, app, FIRST, "reveal")
    field = page.get_by_label("Search in the plot").first
    field.fill("Suva")
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-lessons-said")).to_contain_text("Suva")
    wait_until_drawn(page)
    assert "Suva" in page.url


def test_what_is_done_is_ticked_on_the_next_visit(app, page):
    open_at(page, app, FIRST, "reveal")
    page.goto(f"{app}/lessons?lesson={SECOND}")
    wait_for(page, SECOND, "question")
    expect(page.locator(f".st-key-lessons-to-{FIRST}")).to_contain_text("check")
    there = page.context.new_page()
    open_at(there, app, SECOND, "question")
    expect(there.locator(f".st-key-lessons-to-{FIRST}")).to_contain_text("check")


def test_a_term_in_a_help_leads_to_its_place_in_the_glossary(app, page):
    page.goto(f"{app}/glossary#haversine")
    wait_until_idle(page)
    expect(page.locator("#haversine")).to_be_in_viewport()


def test_the_handout_opens_without_a_server_and_draws_every_figure(app, page, browser, tmp_path):
    open_at(page, app, FIRST, "question")
    page.get_by_text("Handout", exact=True).click()
    page.get_by_role("button", name="Prepare it").click()
    button = page.get_by_role("button", name=re.compile("Download embedviz lessons"))
    expect(button).to_be_visible(timeout=WORK * 2)
    with page.expect_download(timeout=WORK) as download:
        button.click()
    download.value.save_as(tmp_path / "lessons.html")
    there = browser.new_page()
    there.goto((tmp_path / "lessons.html").as_uri())
    there.wait_for_selector("body[data-drawn]", timeout=WORK)
    assert there.evaluate("[...document.images].every((each) => each.naturalWidth > 0)")
    assert there.locator("section:has(figure)").count() == len(NAMES)
    there.close()
