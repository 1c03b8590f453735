"""Metrics: SciPy and scikit-learn are the oracles."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.spatial.distance import cdist
from sklearn.metrics.pairwise import haversine_distances

from embedviz.errors import UnknownName
from embedviz.space.metrics import EARTH_RADIUS_KM, METRICS, metric_named, unit_length

SCIPY = {"euclidean": "euclidean", "cosine": "cosine", "manhattan": "cityblock"}

places = hnp.arrays(np.float64, (5, 2), elements=st.floats(-1, 1), unique=True).map(
    lambda shares: shares * [90, 180]
)


@pytest.mark.parametrize("name", SCIPY)
def test_distances_equal_scipys(name, rng):
    vectors = rng.normal(size=(20, 7))
    metric = METRICS[name]
    points = metric.prepare(vectors)
    ours = np.stack([metric.distances(vector, points) for vector in vectors])
    np.testing.assert_allclose(ours, cdist(vectors, vectors, SCIPY[name]), atol=1e-12)


@given(places)
def test_haversine_equals_scikit_learns_in_kilometres(degrees):
    metric = METRICS["haversine"]
    points = metric.prepare(degrees)
    ours = np.stack([metric.distances(place, points) for place in degrees])
    expected = haversine_distances(np.radians(degrees)) * EARTH_RADIUS_KM
    np.testing.assert_allclose(ours, expected, atol=1e-4)


def test_half_way_round_the_earth_is_half_its_circumference():
    metric = METRICS["haversine"]
    apart = metric.distances(np.array([0, 0]), metric.prepare(np.array([[0.0, 180.0]])))
    assert apart[0] == pytest.approx(20_015.1, abs=0.1)


def test_crossing_the_date_line_is_a_short_way():
    metric = METRICS["haversine"]
    apart = metric.distances(np.array([0, 179.5]), metric.prepare(np.array([[0.0, -179.5]])))
    assert apart[0] == pytest.approx(111.19, abs=0.01)


def test_cosine_is_blind_to_length():
    metric = METRICS["cosine"]
    points = metric.prepare(np.array([[2.0, 0], [0, 5], [-3, 0]]))
    np.testing.assert_allclose(metric.distances(np.array([7, 0]), points), [0, 1, 2], atol=1e-12)


def test_small_differences_between_large_numbers_are_not_lost():
    metric = METRICS["euclidean"]
    points = np.array([[1e8 + 3, 1e8 + 4]])
    assert metric.distances(np.array([1e8, 1e8]), points)[0] == 5


@pytest.mark.parametrize("name", METRICS)
def test_to_plain_is_from_plain_backwards_and_both_keep_the_order(name):
    metric = METRICS[name]
    distances = np.linspace(0, 1.5, 7)
    np.testing.assert_allclose(metric.from_plain(metric.to_plain(distances)), distances, atol=1e-12)
    assert (np.diff(metric.from_plain(distances)) > 0).all()


@pytest.mark.parametrize("name", METRICS)
def test_every_metric_says_what_it_is(name):
    metric = METRICS[name]
    assert metric.name == name
    assert metric.title
    assert metric.help.endswith(".")
    assert metric.unit == ("km" if name == "haversine" else "")


def test_a_row_of_zeros_has_no_direction_and_stays(rng):
    vectors = np.vstack([rng.normal(size=(3, 4)), np.zeros((1, 4))])
    lengths = np.linalg.norm(unit_length(vectors), axis=1)
    np.testing.assert_allclose(lengths, [1, 1, 1, 0])


def test_an_unknown_metric_gets_the_nearest_name():
    with pytest.raises(UnknownName, match=r"no metric called 'euclid'. Try euclidean."):
        metric_named("euclid")
