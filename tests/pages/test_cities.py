"""The Cities page."""

from __future__ import annotations

import re

import pytest

PAGE = "pages/cities.py"
WHERE = ["latitude", "longitude"]


def test_vancouvers_neighbours_are_around_it(visit):
    page = visit(PAGE)
    assert page.value("cities.item") == "Vancouver, Canada"
    assert page.plots == ["cities.plot"]  # what is behind a closed tab isn't drawn
    assert "Burnaby, Canada" in page.neighbors
    assert page.plots == ["cities.plot", "cities.why"]


def test_population_drowns_where_a_city_is_and_scaling_brings_seattle_back(visit):
    page = visit(PAGE).choose(cities__features=[*WHERE, "population"])
    assert page.neighbors[0] == "Santo André, Brazil"
    page.choose(cities__scaling="standard")
    assert "Seattle, United States" in page.neighbors


def test_without_a_feature_there_is_one_sentence_and_the_controls_stay(visit):
    page = visit(PAGE).choose(cities__features=[])
    assert [re.sub(r"\\", "", each) for each in page.warnings] == [
        "Choose at least one feature: without one, every city is the same point."
    ]
    assert page.value("cities.scaling") == "none"
    assert "Burnaby, Canada" in page.choose(cities__features=WHERE).neighbors


def test_another_city_has_other_neighbours_as_many_as_asked_for(visit):
    page = visit(PAGE).choose(cities__item="Paris, France", cities__k=12)
    assert len(page.neighbors) == 12
    assert sum(label.endswith(", France") for label in page.neighbors) > 6


def test_changing_a_control_never_loses_the_others(visit):
    page = visit(PAGE).choose(cities__scaling="rank")
    page.choose(cities__features=[*WHERE, "population"])
    page.choose(cities__metric="manhattan")
    page.choose(cities__item="Lima, Peru")
    page.choose(cities__projection="pca")
    page.choose(cities__dimensions=3)
    page.choose(cities__k=9)
    page.choose(cities__color="population")
    kept = {"scaling": "rank", "metric": "manhattan", "item": "Lima, Peru", "projection": "pca",
            "dimensions": 3, "k": 9, "color": "population",
            "features": [*WHERE, "population"]}  # fmt: skip
    assert {name: page.value(f"cities.{name}") for name in kept} == kept


def test_another_projection_is_another_picture(visit):
    page = visit(PAGE)
    assert page.plots
    before = page.said
    page.choose(cities__projection="pca")
    assert page.said != before
    assert page.said.startswith("PCA: 5,767 cities")


def test_three_axes_from_two_features_get_a_sentence_and_the_table_stays(visit):
    page = visit(PAGE).choose(cities__dimensions=3)
    assert len(page.warnings) == 1
    assert "Add a feature" in page.warnings[0]
    assert "Burnaby, Canada" in page.neighbors


def test_haversine_with_scaling_gets_a_sentence(visit):
    page = visit(PAGE).choose(cities__metric="haversine", cities__scaling="standard")
    assert "Haversine" in page.warnings[0]
    assert "Burnaby, Canada" in page.choose(cities__scaling="none").neighbors


@pytest.mark.parametrize("dimensions", [2, 3])
@pytest.mark.parametrize("projection", ["features", "pca"])
def test_every_metric_works_with_every_quick_projection(visit, projection, dimensions):
    page = visit(PAGE).choose(
        cities__features=[*WHERE, "population"],
        cities__projection=projection,
        cities__dimensions=dimensions,
    )
    for metric in ("cosine", "manhattan", "euclidean"):
        page.choose(cities__metric=metric)
        assert page.plots[0] == "cities.plot"
        assert len(page.neighbors) == 5
        assert not page.warnings


def test_gaps_are_asked_about_and_the_page_goes_on(visit):
    page = visit(PAGE).choose(cities__features=[*WHERE, "january"]).show("analogy")
    assert page.plots[0] == "cities.plot"
    assert not page.warnings


def test_an_analogy_whose_cities_are_gone_is_neither_asked_nor_offered(visit):
    page = visit(PAGE)
    offered = page.told["examples"]
    page.choose(**{f"cities__analogy__{corner}": offered[0][corner] for corner in "abc"})
    assert page.answers
    page.choose(cities__features=[*WHERE, "january"])  # not known of some of them
    assert len(page.told["examples"]) < len(offered)
    assert offered[0] not in page.told["examples"]
    assert page.answers == []


def test_an_analogy_of_numbers_says_what_changes(visit):
    page = visit(PAGE)
    page.choose(
        cities__analogy__a="Cairo, Egypt",
        cities__analogy__b="Alexandria, Egypt",
        cities__analogy__c="Amman, Jordan",
    )
    assert page.told["score"] == "Euclidean distance"
    assert page.told["said"].startswith("From Cairo to Alexandria: latitude +1.")
    assert "Amman, Jordan" not in page.answers
    assert page.answers[0] == "Haifa, Israel"
