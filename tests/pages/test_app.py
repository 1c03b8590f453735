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
    chosen = {
        "features": ["latitude", "population", "elevation"], "scaling": "rank",
        "item": "Lima, Peru", "k": 8, "color": "country", "projection": "pca",
    }  # fmt: skip
    go_to(app, "cities").choose(**{f"cities__{name}": chosen[name] for name in chosen})
    app.choose(cities__dimensions=3)
    before = app.neighbors
    go_to(app, "tv_shows")
    go_to(app, "cities")
    assert {name: app.value(f"cities.{name}") for name in chosen} == chosen
    assert app.value("cities.dimensions") == 3
    assert app.neighbors == before


def test_a_choice_on_one_page_changes_nothing_on_another(app):
    go_to(app, "cities").choose(cities__scaling="rank")
    go_to(app, "tv_shows")
    assert app.value("tv.scaling") == "standard"
