"""Clusters: those that were put there are found, the same each time."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.cluster import HDBSCAN
from sklearn.metrics import adjusted_rand_score

import embedviz as ev
from embedviz.errors import InvalidParameter, InvalidRequest, UnknownName


@pytest.fixture
def blobs(rng) -> tuple[ev.VectorSpace, list[int]]:
    truth = [0] * 50 + [1] * 40 + [2] * 30
    centres = np.array([[0, 0, 1], [20, 0, 1], [0, 20, 1]])
    points = centres[truth] + rng.normal(scale=0.5, size=(120, 3))
    return ev.VectorSpace(points, [str(row) for row in range(120)]), truth


@pytest.mark.parametrize(("method", "choices"), [("hdbscan", {}), ("kmeans", {"n_clusters": 3})])
def test_clusters_that_are_there_are_found(blobs, method, choices):
    space, truth = blobs
    found = ev.find_clusters(space, method, **choices)
    assert adjusted_rand_score(truth, found) > 0.95
    assert found[0] == "1"  # the largest comes first
    assert ev.find_clusters(space, method, **choices) == found


def test_hdbscan_is_that_of_scikit_learn(digits_space):
    found = ev.find_clusters(digits_space.with_metric("cosine"), size=10)
    theirs = HDBSCAN(min_cluster_size=10, copy=True).fit_predict(
        digits_space.vectors / np.linalg.norm(digits_space.vectors, axis=1, keepdims=True)
    )
    assert adjusted_rand_score(theirs, found) > 0.99
    assert [name == "none" for name in found] == [number < 0 for number in theirs]


def test_clusters_on_the_earth_know_that_it_is_round():
    places = [[0, 179.9 + 0.01 * each if each < 10 else -180 + 0.01 * each] for each in range(20)]
    places += [[0, 0.01 * each] for each in range(20)]
    space = ev.VectorSpace(places, [str(row) for row in range(40)], metric="haversine")
    found = ev.find_clusters(space, "kmeans", n_clusters=2)
    assert len(set(found[:20])) == 1
    assert len(set(found[20:])) == 1


def test_a_few_items_stand_in_no_cluster(plane):
    assert set(ev.find_clusters(plane)) == {"none"}


def test_what_can_not_be_asked_is_said(plane, rng):
    with pytest.raises(UnknownName, match="Try hdbscan"):
        ev.find_clusters(plane, "hdbscn")
    with pytest.raises(InvalidParameter, match="between 2 and 1,000"):
        ev.find_clusters(plane, size=1)
    with pytest.raises(InvalidRequest, match="Ask for fewer"):
        ev.find_clusters(plane, "kmeans")
    many = ev.VectorSpace(rng.normal(size=(10_001, 11)), [str(row) for row in range(10_001)])
    with pytest.raises(InvalidRequest, match="Choose k-means"):
        ev.find_clusters(many)
