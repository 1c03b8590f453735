"""Nearness: percentiles are SciPy's, pairs are drawn fairly and once."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
from scipy.spatial.distance import pdist
from scipy.stats import kstest, percentileofscore

from embedviz.errors import InvalidParameter, InvalidRequest
from embedviz.space import VectorSpace
from embedviz.space.nearness import MOST_PAIRS, how_near

METRICS = {"euclidean": "euclidean", "cosine": "cosine", "manhattan": "cityblock"}


def space_of(vectors, metric="euclidean") -> VectorSpace:
    return VectorSpace(vectors, [str(row) for row in range(len(vectors))], metric=metric)


@pytest.fixture(scope="module")
def many() -> VectorSpace:
    return space_of(np.random.default_rng(0).normal(size=(3_000, 8)), "cosine")


@pytest.mark.parametrize("metric", METRICS)
def test_of_few_items_every_pair_is_measured_once(metric, rng):
    vectors = rng.normal(size=(40, 5)).astype(np.float32)
    pairs = space_of(vectors, metric).random_pairs
    assert pairs.is_exact
    expected = np.sort(pdist(vectors.astype(np.float64), METRICS[metric]))
    np.testing.assert_allclose(pairs.distances, expected, rtol=1e-5)


def test_percentiles_are_those_of_scipy_on_the_same_pairs(many):
    sample = many.random_pairs.distances
    assert len(sample) == MOST_PAIRS
    for distance in [*sample[::5_000], 0.0, 0.3, 2.5]:
        expected = 1 - percentileofscore(sample, np.float32(distance), kind="weak") / 100
        assert many.percentile_of(distance) == pytest.approx(expected, abs=1e-12)


def test_drawn_pairs_are_spread_as_all_pairs_are(many):
    everyone = pdist(many.vectors.astype(np.float64), "cosine")
    assert kstest(many.random_pairs.distances, everyone).pvalue > 0.01


def test_no_item_is_paired_with_itself():
    apart = space_of(np.arange(400.0)[:, None]).random_pairs
    assert not apart.is_exact
    assert apart.distances[0] == 1


def test_a_pair_is_as_far_as_itself(digits_space):
    few = digits_space.take(range(50))
    apart = few.distance(few.labels[0], few.labels[1])
    graph = few.neighbor_graph(49)
    assert few.percentile_of(apart) == few.percentile_of(np.float32(apart))
    nearest = few.percentile_of(float(graph.distances[:, 0].min()))
    assert nearest == 1 - 1 / len(few.random_pairs)


def test_pairs_are_drawn_once_and_again_the_same(many):
    assert many.random_pairs is many.random_pairs
    assert many.with_graph(many.neighbor_graph(3)).random_pairs is many.random_pairs
    again = pickle.loads(pickle.dumps(many))  # noqa: S301 our own
    np.testing.assert_array_equal(again.random_pairs.distances, many.random_pairs.distances)
    assert many.with_metric("euclidean").random_pairs is not many.random_pairs


def test_the_histogram_counts_every_pair_and_every_neighbour_once(many):
    near = how_near(many, 0.2, k=5, bins=30)
    assert near.random_pairs.sum() == MOST_PAIRS
    assert near.neighbors.sum() == 5 * len(many)
    assert near.edges[near.bin] <= 0.2 < near.edges[near.bin + 1]
    table = near.to_frame()
    assert table["is_here"].sum() == 1
    assert table[["random_share", "neighbor_share"]].sum().tolist() == pytest.approx([1, 1])
    assert near.percentile == many.percentile_of(0.2)


@pytest.mark.parametrize("distance", [0.0, 1e6, -1e-9])
def test_a_distance_beyond_all_others_lies_in_a_bin_too(many, distance):
    near = how_near(many, distance)
    assert 0 <= near.bin < len(near.random_pairs)
    assert near.random_pairs.sum() == MOST_PAIRS


def test_the_sentence_never_says_all_where_it_is_only_nearly_all(many):
    sample = many.random_pairs.distances
    assert how_near(many, 0).sentence == "Nearer than each of 50,000 random pairs."
    assert how_near(many, sample[3]).sentence == "Nearer than 99.9 % of random pairs."
    assert how_near(many, sample[len(sample) // 2]).sentence == "Nearer than 50 % of random pairs."
    assert how_near(many, sample[400]).sentence == "Nearer than 99.2 % of random pairs."
    assert how_near(many, 9).sentence == "Nearer than none of 50,000 random pairs."


def test_one_item_has_no_pairs():
    with pytest.raises(InvalidRequest, match="A single item has no distance to others"):
        space_of([[1.0, 2.0]]).percentile_of(1)


def test_a_distance_is_a_number(many):
    with pytest.raises(InvalidParameter, match="must be a finite number, got nan"):
        many.percentile_of(float("nan"))
