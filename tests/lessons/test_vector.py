"""The first chapter: its numbers against the table, by NumPy and scikit-learn alone."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics.pairwise import haversine_distances

import embedviz as ev
from embedviz.lessons.vector import AVector

RADIUS_KM = 6371.0088


@pytest.fixture(scope="module")
def table():
    cities = ev.load_dataset("cities")
    return cities.frame.set_axis(list(cities.labels))[["latitude", "longitude"]]


def degrees(table, first):
    return np.hypot(*(table - table.loc[first]).to_numpy().T)


def km(table, first):
    where = np.radians(table.to_numpy())
    return haversine_distances(np.radians(table.loc[[first]]), where)[0] * RADIUS_KM


def order(table, away):
    return [table.index[row] for row in np.argsort(away, kind="stable")[1:]]


def test_the_list_of_the_text_is_the_atlas_angles_as_numbers():
    facts = AVector().facts()
    assert facts["atlas"] == "49°15′40″N 123°06′50″W"
    assert (facts["latitude"], facts["longitude"]) == ("49.261", "−123.114")
    assert float(facts["latitude"]) == pytest.approx(49 + 15 / 60 + 40 / 3600, abs=5e-4)


def test_the_nearest_of_the_text_are_the_nearest_in_degrees(table):
    facts = AVector().facts()
    names = [label.split(",")[0] for label in order(table, degrees(table, "Vancouver, Canada"))[:4]]
    assert facts["nearest"] == names[0]
    assert facts["others"] == f"{names[1]}, {names[2]} and {names[3]}"


def test_surrey_is_nearer_in_degrees_and_coquitlam_in_kilometres(table):
    question = AVector().question
    by_degrees = order(table, degrees(table, "Vancouver, Canada"))
    by_km = order(table, km(table, "Vancouver, Canada"))
    pair = ("Surrey, Canada", "Coquitlam, Canada")
    assert sorted(pair, key=by_degrees.index) == list(pair)
    assert sorted(pair, key=by_km.index) == list(reversed(pair))
    assert question.choices[question.right] == "Coquitlam"


def test_suvas_nearest_lies_across_the_date_line(table):
    facts = AVector().facts()
    assert facts["suva_degrees"] == order(table, degrees(table, "Suva, Fiji"))[0]
    assert facts["suva_km"] == order(table, km(table, "Suva, Fiji"))[0]
    assert table.loc["Suva, Fiji", "longitude"] > 0 > table.loc[facts["suva_km"], "longitude"]


def test_a_degree_to_the_east_shrinks_with_the_cosine_of_the_latitude(table):
    facts = AVector().facts()
    whole = RADIUS_KM * np.pi / 180
    latitude = np.radians(table.loc["Vancouver, Canada", "latitude"])
    assert int(facts["km_north"]) == round(whole)
    assert int(facts["km_east"]) == round(whole * np.cos(latitude))


@pytest.mark.parametrize(("metric", "measure"), [("euclidean", degrees), ("haversine", km)])
@pytest.mark.parametrize("item", ["Vancouver, Canada", "Suva, Fiji"])
def test_the_table_lists_the_nearest_of_the_item_in_question(table, item, metric, measure):
    _, listed, _ = AVector(metric=metric, item=item).show().exhibits
    away = measure(table, item)
    nearest = [item, *order(table, away)[:5]]
    assert list(listed.frame["City"]) == [label.split(",")[0] for label in nearest]
    np.testing.assert_allclose(listed.frame.iloc[:, -1], np.sort(away)[:6], rtol=1e-4)
