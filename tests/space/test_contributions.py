"""Contributions: each dimension's share of a distance."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.spatial.distance import cosine
from sklearn.metrics.pairwise import haversine_distances

from embedviz.space import VectorSpace
from embedviz.space.contributions import contributions
from embedviz.space.metrics import METRICS, unit_length

EXAMPLES = json.loads((Path(__file__).parents[1] / "contributions.json").read_text("utf-8"))
"""What tests/frontend/contributions.test.js reads too: the plot works the shares out by itself."""

pairs = hnp.arrays(np.float64, (2, 2), elements=st.integers(-80, 80).map(float))


def test_euclidean_shares_are_those_of_the_squared_distance():
    np.testing.assert_allclose(contributions([0, 0], [3, 4], "euclidean"), [9 / 25, 16 / 25])


def test_manhattan_shares_are_those_of_the_sum():
    np.testing.assert_allclose(contributions([0, 0], [3, -4], "manhattan"), [3 / 7, 4 / 7])


def test_cosine_shares_are_those_of_twice_the_cosine_distance(rng):
    first, second = rng.normal(size=(2, 5))
    parts = (unit_length(first) - unit_length(second)) ** 2
    assert parts.sum() == pytest.approx(2 * cosine(first, second))
    np.testing.assert_allclose(contributions(first, second, "cosine"), parts / parts.sum())


def test_haversine_shares_are_the_two_terms_of_the_formula():
    first, second = np.array([49.0, -123.0]), np.array([51.0, 0.0])
    angle = haversine_distances(np.radians([first, second]))[0, 1]
    north_south = np.sin(np.radians(1)) ** 2
    shares = contributions(first, second, "haversine")
    assert shares[0] == pytest.approx(north_south / np.sin(angle / 2) ** 2)


@pytest.mark.parametrize("metric", METRICS)
@given(pair=pairs)
def test_shares_are_not_negative_and_add_up_to_1_or_all_are_0(metric, pair):
    shares = contributions(pair[0], pair[1], metric)
    assert (shares >= 0).all()
    assert shares.sum() == pytest.approx(1) or not shares.any()


@pytest.mark.parametrize("metric", METRICS)
@given(pair=pairs)
def test_shares_are_the_same_from_either_side(metric, pair):
    one, other = (contributions(*each, metric) for each in (pair, pair[::-1]))
    np.testing.assert_allclose(one, other, atol=1e-12)


@pytest.mark.parametrize("metric", METRICS)
def test_two_equal_vectors_share_nothing(metric):
    assert not contributions([3, 4], [3, 4], metric).any()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: f"{each['metric']} {each['pair']}")
def test_the_examples_that_the_plot_is_held_against_are_true(example):
    names = [str(number) for number in range(len(example["columns"]))]
    space = VectorSpace(
        np.float32(example["vectors"]), ["0", "1", "2"], metric=example["metric"],
        feature_names=names, feature_columns=example["columns"],
    )  # fmt: skip
    table = space.contributions(*map(str, example["pair"]))
    told = pd.DataFrame(example["shares"], columns=["feature", "share"])
    pd.testing.assert_frame_equal(table, told, rtol=1e-12, check_dtype=False)
