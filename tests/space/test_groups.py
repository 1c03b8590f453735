"""Clusters: those that were put there are found, the same each time."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.cluster import HDBSCAN
from sklearn.metrics import adjusted_rand_score, pairwise_distances

import embedviz as ev
from embedviz.errors import InvalidParameter, InvalidRequest, UnknownName
from embedviz.space.density import dense_on_graph


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


def test_what_can_not_be_asked_is_said(plane):
    with pytest.raises(UnknownName, match="Try hdbscan"):
        ev.find_clusters(plane, "hdbscn")
    with pytest.raises(InvalidParameter, match="between 2 and 1,000"):
        ev.find_clusters(plane, size=1)
    with pytest.raises(InvalidRequest, match="Ask for fewer"):
        ev.find_clusters(plane, "kmeans")
    many = ev.VectorSpace(np.ones((100_001, 11)), [str(row) for row in range(100_001)])
    with pytest.raises(InvalidRequest, match="Choose k-means"):
        ev.find_clusters(many)


def exact_labels(space, size):
    """What scikit-learn finds when it compares all pairs."""
    kind = HDBSCAN(min_cluster_size=size, metric="precomputed", copy=True)
    return kind.fit_predict(pairwise_distances(space.points.astype(np.float64)))


def test_where_all_are_neighbours_the_graph_gives_scikit_learns_clusters(blobs):
    space, _ = blobs
    some = space.take(range(101))
    assert adjusted_rand_score(exact_labels(some, 70), dense_on_graph(some, 70).labels_) == 1
    assert adjusted_rand_score(exact_labels(some, 8), dense_on_graph(some, 8).labels_) == 1


@pytest.mark.parametrize("size", [5, 15, 40])
@pytest.mark.parametrize("metric", ["euclidean", "cosine"])
def test_on_the_graph_clusters_are_nearly_those_of_all_pairs(digits_space, metric, size):
    space = digits_space.with_metric(metric)
    assert adjusted_rand_score(exact_labels(space, size), dense_on_graph(space, size).labels_) > 0.9


def test_pieces_of_the_graph_that_lie_apart_are_joined_and_told_apart(rng):
    truth = np.repeat([0, 1, 2], 200)
    points = rng.normal(size=(600, 12)) + 1_000 * truth[:, None]
    space = ev.VectorSpace(points, [str(row) for row in range(600)])
    assert adjusted_rand_score(truth, dense_on_graph(space, 10).labels_) > 0.95


def test_hdbscan_of_more_than_ten_thousand_items_finds_what_is_there(rng):
    truth = rng.integers(0, 6, size=10_003)
    points = rng.normal(scale=0.3, size=(10_003, 12)) + 3 * np.eye(12)[truth]
    found = ev.find_clusters(ev.VectorSpace(points, [str(row) for row in range(10_003)]), size=50)
    assert adjusted_rand_score(truth, found) > 0.98
