"""The second chapter: who is near with population, by NumPy and scikit-learn alone."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.preprocessing import MinMaxScaler, StandardScaler

import embedviz as ev
from embedviz.lessons.dimension import ADimension

FEATURES = ["latitude", "longitude", "population"]
VANCOUVER = "Vancouver, Canada"


@pytest.fixture(scope="module")
def table():
    cities = ev.load_dataset("cities")
    frame = cities.frame.set_axis(list(cities.labels))[FEATURES].astype(float)
    return frame[frame["population"] >= 100_000]


def nearest(table, scaler=None, weight=1.0, item=VANCOUVER):
    values = table.to_numpy() if scaler is None else scaler.fit_transform(table.to_numpy())
    values = values * [1, 1, weight]
    away = np.linalg.norm(values - values[table.index.get_loc(item)], axis=1)
    return [table.index[row] for row in np.argsort(away, kind="stable")[1:]]


def test_the_three_cities_numbers_are_the_tables(table):
    facts = ADimension().facts()
    assert facts["population"] == "662,248"
    assert facts["burnaby"] == f"{table.loc['Burnaby, Canada', 'population']:,.0f}"
    assert facts["seattle"] == f"{table.loc['Seattle, United States', 'population']:,.0f}"
    assert facts["n_cities"] == f"{len(table):,}"


def test_unscaled_the_nearest_is_a_city_of_the_same_size_on_another_continent(table):
    question = ADimension().question
    order = nearest(table)
    assert order[0] == "Santo André, Brazil"
    assert question.choices[question.right].startswith(order[0])
    for city in ("Seattle, United States", "Burnaby, Canada"):
        assert f"no. {order.index(city) + 1:,}" in question.why


def test_before_the_reveal_population_counts_nothing(table):
    shown = ADimension(**ADimension.before).show().exhibits[1]
    assert list(shown.frame["City"]) == nearest(table, weight=0.0)[:5]


@pytest.mark.parametrize(("scaling", "scaler"), [
    ("none", None), ("standard", StandardScaler()), ("minmax", MinMaxScaler()),
])  # fmt: skip
@pytest.mark.parametrize("weight", [0.0, 0.3, 1.0, 5.0])
def test_scaling_and_weight_decide_who_is_near(table, scaling, scaler, weight):
    shown = ADimension(scaling=scaling, weight=weight).show().exhibits[1]
    assert list(shown.frame["City"]) == nearest(table, scaler, weight)[:5]


def test_what_to_try_names_who_comes_back(table):
    facts = ADimension().facts()
    order = [label.split(",")[0] for label in nearest(table, StandardScaler())[:3]]
    assert facts["scaled"] == f"{order[0]}, {order[1]} and {order[2]}"
    assert "Seattle" in facts["scaled"]
