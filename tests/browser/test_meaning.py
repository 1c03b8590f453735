"""A text of one's own, found among the sentences by its meaning; a selection of them alone."""

from __future__ import annotations

import numpy as np
import pytest
from live_app import wait_until_drawn
from playwright.sync_api import expect
from test_main_job import open_page, show, table

import embedviz as ev

pytestmark = pytest.mark.browser

ASKED = "a feline on a rug"


@pytest.fixture(scope="module")
def nearest():
    """Who is nearest in meaning: cosines of the model's own vectors."""
    dataset = ev.load_dataset("sentences")
    texts = dataset.texts()
    vectors = ev.encode([ASKED, *texts]).vectors.astype(float)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    alike = vectors[1:] @ vectors[0]
    return [texts[row] for row in np.argsort(-alike)[:5]]


def test_a_text_is_found_by_its_meaning_and_drawn_among_the_others(app, page, nearest):
    open_page(page, app, "sentences")
    page.get_by_label("Search in the plot").first.fill(ASKED)
    expect(page.get_by_role("option")).to_have_text([f"Search by meaning: “{ASKED}”"])
    page.keyboard.press("Enter")
    expect(page.locator(f'.ev-plot[data-question="{ASKED}"]')).to_be_visible(timeout=60_000)
    wait_until_drawn(page)
    expect(page.get_by_test_id("note").first).to_contain_text("among its nearest")
    expect(page.get_by_test_id("dock")).to_contain_text(f"“{ASKED}”")
    show(page, "Table")
    expect(page.get_by_text(f"Closest in meaning to “{ASKED}”")).to_be_visible()
    assert [row[0] for row in table(page, "The closest in meaning")] == nearest
    assert "kitty" in nearest[0]  # no word in common


def test_the_item_in_question_stands_in_the_address(app, page):
    open_page(page, app, "cities")
    page.get_by_label("Search in the plot").first.fill("Seattle")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{app}/cities?cities.item=Seattle%2C+United+States")
    open_page(page, app, "cities?cities.item=Tokyo%2C+Japan")
    expect(page.locator('.ev-plot[data-pinned="Tokyo, Japan"]').first).to_be_visible()
