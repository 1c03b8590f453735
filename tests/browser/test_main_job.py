"""The main job as a visitor does it: open, choose, see neighbours and analogies."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest
from live_app import wait_until_drawn, wait_until_idle
from numpy.typing import ArrayLike, NDArray
from playwright.sync_api import Page, expect
from sklearn.datasets import load_digits

import embedviz as ev

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
PROJECTOR = {"width": 1920, "height": 1080}
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


def table(page: Page, name: str) -> list[list[str]]:
    """Give the rows of a table by the name it is read out with: it is painted, so take its CSV."""
    wait_until_idle(page)
    button = page.get_by_role("button", name=re.compile(rf"^Download as CSV: {name}"))
    shown = page.get_by_test_id("stDataFrame").filter(has=button)
    shown.scroll_into_view_if_needed()
    shown.hover()
    with page.expect_download() as download:
        button.dispatch_event("click")  # the page's head may lie over it
    header, *rows = csv.reader(download.value.path().read_text(encoding="utf-8-sig").splitlines())
    first = next(place for place, name in enumerate(header) if name)
    return [row[first:] for row in rows]


def show(page: Page, view: str) -> None:
    """Open another view of the page: the map, or what lies over it."""
    wait_until_idle(page)
    page.get_by_role("radio", name=view, exact=True).click()
    wait_until_idle(page)


def expect_nearest_to(page: Page, item: str) -> None:
    """Wait until the neighbours' table is the one of an item."""
    expect(page.locator(f'.ev-plot[data-pinned="{item}"]')).to_have_count(1)
    show(page, "Table")
    expect(page.get_by_text(f"Nearest to {item}")).to_be_visible()


def look_for(page: Page, label: str) -> None:
    """Select an item by the plot's search."""
    show(page, "Map")
    page.get_by_label("Search in the plot").or_(page.get_by_label("Search, also")).first.fill(label)
    page.keyboard.press("Enter")
    expect(page.locator(f'.ev-plot[data-pinned^="{label}"]').first).to_be_visible()
    wait_until_idle(page)


def neighbors(page: Page) -> list[tuple[str, str]]:
    """Give the labels and distances of the neighbours' table."""
    show(page, "Table")
    return [(label, distance) for label, distance, *_ in table(page, "The nearest to")]


def expect_plotted(page: Page, item: str, near: list[tuple[str, str]]) -> None:
    """Wait until the first picture has these neighbours: painted, so take it as read out."""
    words = f"{item}; nearest: {', '.join(' '.join(each) for each in near)}"
    expect(page.get_by_test_id("summary").first).to_have_text(words)


def nearest(vectors: ArrayLike, labels: Sequence[str], item: str, k: int) -> list[tuple[str, str]]:
    """Count with NumPy alone who is nearest to an item, and how far in writing."""
    rows = np.asarray(vectors, dtype=float)
    away = np.linalg.norm(rows - rows[labels.index(item)], axis=1)
    away[labels.index(item)] = np.inf
    rows = np.argsort(away, kind="stable")[:k]
    return list(zip([labels[row] for row in rows], written(away[rows]), strict=True))


def written(values: NDArray[np.floating]) -> list[str]:
    """Write the numbers of a column: none ends in 0 if it can be helped, all are as long."""
    texts = [f"{value:.{2 if values.max() >= 10 else 3}f}" for value in values]
    while all(text.endswith("0") for text in texts):
        texts = [text[:-1] for text in texts]
    return texts


@pytest.fixture(scope="module")
def cities() -> ev.Dataset:
    return ev.load_dataset("cities")


def drawn(page: Page, row: int) -> list[float]:
    """Give where the first picture has a row."""
    return page.locator(".ev-base").first.evaluate(
        "(base, row) => [...'xyz'].map((axis) => base.data[0][axis]?.[row] ?? null)", row
    )


def test_vancouvers_neighbours_are_seen_on_the_map_and_in_the_table(page, app, cities):
    vancouver, lima = "Vancouver, Canada", "Lima, Peru"
    labels = list(cities.labels)
    places = cities.frame[["latitude", "longitude"]]
    open_page(page, app, "cities")
    look_for(page, lima)
    expect_nearest_to(page, lima)
    assert neighbors(page) == nearest(places, labels, lima, 5)
    look_for(page, vancouver)
    expect_nearest_to(page, vancouver)
    near = nearest(places, labels, vancouver, 5)
    assert {"Richmond, Canada", "Burnaby, Canada"} <= {label for label, _ in near}
    assert neighbors(page) == near
    expect_plotted(page, vancouver, near)
    latitude, longitude = places.iloc[labels.index(vancouver)]
    x, y, _ = drawn(page, labels.index(vancouver))
    assert (x, y) == pytest.approx((longitude, latitude), abs=1e-3)
    assert (x, y) == pytest.approx((-123.1, 49.2), abs=0.1)  # as any atlas has it


def test_a_third_feature_drowns_the_place_and_scaling_brings_it_back(page, app, cities):
    labels = list(cities.labels)
    features = cities.frame[["latitude", "longitude", "population"]].to_numpy(float)
    open_page(page, app, "cities")
    choose(page, "Features", "population")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("told")).to_contain_text("3 → 2 dimensions")
    show(page, "Table")
    drowned = page.get_by_role("heading", name="Vancouver, Canada and Santo André, Brazil")
    expect(drowned).to_be_visible()
    found = [label for label, _ in neighbors(page)]
    assert found == [label for label, _ in nearest(features, labels, "Vancouver, Canada", 5)]
    assert found[0] == "Santo André, Brazil"
    choose(page, "Scaling", "Standard")
    expect(drowned).to_have_count(0)
    scaled = (features - features.mean(axis=0)) / features.std(axis=0)
    near = nearest(scaled, labels, "Vancouver, Canada", 5)
    assert "Seattle, United States" in {label for label, _ in near}
    assert neighbors(page) == near
    expect_plotted(page, "Vancouver, Canada", near)


def test_three_dimensions_are_drawn_in_three(page, app, cities):
    open_page(page, app, "cities")
    choose(page, "Features", "population")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("told")).to_contain_text("3 → 2 dimensions")
    page.get_by_role("radio", name="3D").click()
    expect(page.get_by_test_id("told")).to_contain_text("3 → 3 dimensions")
    wait_until_drawn(page)
    expect(page.locator(".js-plotly-plot .gl-container canvas").first).to_be_attached()
    row = cities.labels.index("Vancouver, Canada")
    facts = cities.frame[["latitude", "longitude", "population"]].iloc[row]
    assert sorted(drawn(page, row)) == pytest.approx(sorted(facts), rel=1e-5)


def test_seinfelds_neighbours_are_listed_and_cheers_among_the_thirty(page, app):
    space = ev.vectorize(ev.load_dataset("tv_shows"), scaling="standard")
    near = nearest(space.vectors, list(space.labels), "Seinfeld", 30)
    open_page(page, app, "tv_shows")
    expect_nearest_to(page, "Seinfeld")
    assert neighbors(page) == near[:5]
    expect_plotted(page, "Seinfeld", near[:5])
    show(page, "Map")
    page.get_by_role("slider", name="Neighbours shown").press("End")
    page.wait_for_url("**tv.k=30**")
    found = neighbors(page)
    assert found == near
    assert "Cheers" in {label for label, _ in found}
    expect_plotted(page, "Seinfeld", near)


def test_king_less_man_plus_woman_is_queen(page, app):
    words = ev.load_words()
    labels = list(words.labels)
    unit = words.vectors / np.linalg.norm(words.vectors, axis=1, keepdims=True)
    man, king, woman = (unit[labels.index(word)] for word in ("man", "king", "woman"))
    target = king - man + woman
    likeness = unit @ target / np.linalg.norm(target)
    best = [labels[row] for row in np.argsort(-likeness)[:8]]
    best = [word for word in best if word not in ("man", "king", "woman")][:5]
    open_page(page, app, "words")
    page.get_by_role("tab", name="Analogy").click()
    expect(page.get_by_test_id("best")).to_have_text("queen")
    answers = [each.inner_text().split("\n") for each in page.get_by_test_id("answer").all()]
    away = np.array([1 - likeness[labels.index(word)] for word in best])
    assert answers == [list(each) for each in zip(best, written(away), strict=True)]
    assert answers[0] == ["queen", "0.498"]
    expect(page.locator(".ev-plot")).to_have_attribute("data-dim", "")


def test_the_nearest_to_a_handwritten_zero_are_zeros(page, app):
    digits = load_digits()
    counted = Counter[int]()
    labels = []
    for digit in digits.target:
        counted[digit] += 1
        labels.append(f"{digit}, no. {counted[digit]}")
    near = nearest(digits.data / 16, labels, "0, no. 1", 5)
    open_page(page, app, "digits")
    look_for(page, "0, no. 1")
    expect_nearest_to(page, "0, no. 1")
    assert neighbors(page) == near
    assert {label.split(",")[0] for label, _ in near} == {"0"}
    expect_plotted(page, "0, no. 1", near)


def test_a_visit_to_another_page_and_back_keeps_the_choices(page, app):
    open_page(page, app, "cities")
    look_for(page, "Lima, Peru")
    expect_nearest_to(page, "Lima, Peru")
    show(page, "Map")
    page.get_by_role("button", name="Zoom to them").click()
    page.wait_for_url("**cities.zoom=true**")
    page.get_by_role("link", name="Digits").first.click()
    expect(page.get_by_role("heading", name="Digits", exact=True)).to_be_visible()
    wait_until_drawn(page)
    page.get_by_role("link", name="Cities").first.click()
    expect_nearest_to(page, "Lima, Peru")
    show(page, "Map")
    expect(page.get_by_role("button", name="Zoom to them", pressed=True)).to_be_visible()


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


def test_a_picture_that_leaves_nothing_out_says_why_it_tears_neighbours_apart(page, app):
    open_page(page, app, "cities")
    expect(page.get_by_test_id("trust")).to_have_text(
        re.compile(r"^Keeps \d+ % of true neighbours$")
    )
    page.get_by_role("button", name="How far this picture can be believed").click()
    told = page.get_by_test_id("told")
    expect(told.get_by_text("the map stretches latitude 1.3×")).to_be_visible()
    expect(told.get_by_text("trustworthiness > 0.999")).to_be_visible()
    page.keyboard.press("Escape")
    expect(told).to_be_hidden()
    choose(page, "Features", "population")
    page.keyboard.press("Escape")
    expect(told).not_to_contain_text("No dimension is dropped")


def test_what_was_added_to_the_words_because_it_was_asked_for_is_said(page, app):
    open_page(page, app, "words")
    expect(page.get_by_test_id("told")).to_contain_text("t-SNE: 366 words plus 4 asked about")


def expect_all_columns_in_sight(page):
    for each in page.get_by_test_id("stDataFrame").locator(".dvn-scroller").all():
        wide, seen = each.evaluate("each => [each.scrollWidth, each.clientWidth]")
        assert wide <= seen


@pytest.mark.parametrize("path", ["sentences", "words"])
def test_the_columns_of_the_tables_are_all_in_sight(page, app, path):
    open_page(page, app, path)
    show(page, "Table")
    expect_all_columns_in_sight(page)
    page.set_viewport_size(PROJECTOR)
    wait_until_drawn(page)
    expect_all_columns_in_sight(page)


@pytest.mark.parametrize("viewport", [PHONE], ids=["phone"])
@pytest.mark.parametrize("path", ["", "cities", "sentences", "words"])
def test_on_a_phone_nothing_scrolls_sideways(page, app, path):
    open_page(page, app, path)
    wide, seen = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide <= seen
    main = page.get_by_test_id("stMain")
    assert main.evaluate("each => each.scrollWidth - each.clientWidth") <= 0
    expect_all_columns_in_sight(page)


@pytest.mark.parametrize("color_scheme", ["dark"])
def test_a_system_that_prefers_dark_gets_dark_plots(page, app):
    open_page(page, app, "")
    ink = page.locator(".ev-entry").first.evaluate("each => getComputedStyle(each).color")
    assert ink == "rgb(240, 243, 246)"
