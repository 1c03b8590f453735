"""What every explore page has around its plot: one line, a button that does what it says."""

from __future__ import annotations

import pytest

from embedviz.datasets import DATASETS, opening_of
from embedviz.ui.navigation import has_page

TRIED = [name for name in DATASETS if opening_of(name).tries]


@pytest.mark.parametrize("name", TRIED)
def test_what_is_to_be_tried_is_done_by_a_button(follow, name):
    opening = opening_of(name)
    title = {} if has_page(name) else {"more.data": opening.title}
    page = follow(name if has_page(name) else "more", **title)
    before = page.said, page.neighbors
    key = opening.link or name
    page.at.button(key=f"{key}.try").click().run()
    page.check()
    assert not page.warnings
    assert page.plots[0] == f"{key}.plot"
    for control, value in opening.tries.items():
        assert page.value(f"{key}.{control}") == value
    assert (page.said, page.neighbors) != before


def test_the_claim_about_the_wines_holds(follow):
    page = follow("more", **{"more.data": "Wine"})
    page.at.button(key="wine.try").click().run()
    assert all(label.startswith("Barolo") for label in page.neighbors)
