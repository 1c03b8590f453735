"""The app as a whole: from page to page and back."""

from __future__ import annotations

import pytest

from embedviz.datasets import DATASETS
from embedviz.ui.navigation import has_page

SLOW = "sentences"  # loads a language model where nothing was computed beforehand
QUICK = [*(name for name in DATASETS if has_page(name) and name != SLOW), "more"]


@pytest.fixture
def app(visit):
    return visit("app.py")


def go_to(page, name):
    page.at.switch_page(f"pages/{name}.py").run()
    page.check()
    return page


@pytest.mark.parametrize("name", QUICK)
def test_every_page_opens_with_a_picture_and_one_thing_to_try(app, name):
    go_to(app, name)
    assert app.plots
    assert len(app.at.title) == 1
    assert sum("Try this:" in each.value for each in app.at.markdown) == 1


def test_choices_outlive_a_visit_to_another_page(app):
    go_to(app, "cities").choose(
        cities__features=["latitude", "population", "elevation"],
        cities__scaling="rank",
        cities__item="Lima, Peru",
        cities__k=8,
        cities__color="country",
        cities__projection="pca",
    )
    app.choose(cities__dimensions=3)
    before = app.neighbors
    go_to(app, "tv_shows")
    go_to(app, "cities")
    assert app.value("cities.features") == ["latitude", "population", "elevation"]
    assert app.value("cities.scaling") == "rank"
    assert app.value("cities.item") == "Lima, Peru"
    assert app.value("cities.k") == 8
    assert app.value("cities.color") == "country"
    assert app.value("cities.projection") == "pca"
    assert app.value("cities.dimensions") == 3
    assert app.neighbors == before


def test_a_choice_on_one_page_changes_nothing_on_another(app):
    go_to(app, "cities").choose(cities__scaling="rank")
    go_to(app, "tv_shows")
    assert app.value("tv.scaling") == "standard"
