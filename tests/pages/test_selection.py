"""What a box or lasso holds can be made the whole, or be drawn alone."""

from __future__ import annotations

import pytest

PAGE = "pages/cities.py"
KEPT = ["Vancouver, Canada", "Seattle, United States", "Portland, United States", "Tokyo, Japan"]


@pytest.fixture
def cities(visit):
    page = visit(PAGE)
    page.choose(cities__k=3)
    page.at.session_state["cities.group"] = KEPT
    page.at.run()
    page.check()
    return page


def press(page, key):
    page.at.button(key=key).click().run()
    page.check()


def make_whole(page):
    """What the plot's own bar says to the page; tests/browser presses it."""
    page.at.session_state["cities.whole"] = KEPT
    page.at.run()
    page.check()


def test_a_selection_made_the_whole_has_no_others_for_neighbours(cities):
    make_whole(cities)
    assert sorted(cities.neighbors) == sorted(KEPT[1:])
    assert ": 4 cities" in cities.said
    assert "Showing 4 of 5,767 cities" in cities.at.info[0].value


def test_a_selection_drawn_alone_keeps_its_neighbours_among_all(cities):
    near = cities.neighbors
    press(cities, "cities.drawn.keep")
    assert cities.neighbors == near
    assert ": 4 cities" in cities.said
    assert not set(near) <= set(KEPT)
    assert not cities.warnings


@pytest.mark.parametrize("scope", ["whole", "drawn"])
def test_one_goes_back_to_all(cities, scope):
    assert cities.neighbors  # which opens the table
    press(cities, "cities.drawn.keep") if scope == "drawn" else make_whole(cities)
    press(cities, f"cities.{scope}.back")
    assert ": 5,767 cities" in cities.said
    assert not cities.at.info


def test_one_item_alone_can_not_be_drawn(visit):
    page = visit(PAGE)
    page.at.session_state["cities.group"] = KEPT[:1]
    page.at.run()
    assert page.neighbors
    assert page.at.button(key="cities.drawn.keep").disabled
