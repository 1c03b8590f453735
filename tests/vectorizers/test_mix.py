"""Mixing: weights are shares of the squared distance, whatever the blocks are made of."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.spatial.distance import cosine, pdist

from embedviz.datasets import Column
from embedviz.errors import InvalidParameter, InvalidRequest
from embedviz.vectorizers.mix import as_block, balanced, known_texts, typical_distance

WEIGHTS = st.floats(0.1, 100)
TITLE = Column("title", "title", "text")


def mean_square(vectors) -> float:
    return float((pdist(vectors) ** 2).mean())


@st.composite
def two_blocks(draw):
    """Two blocks of very different sizes and numbers of dimensions, with a weight each."""
    rng = np.random.default_rng(draw(st.integers(0, 1000)))
    n, wide = draw(st.integers(2, 12)), draw(st.integers(1, 60))
    size, offset = draw(st.sampled_from([1e-4, 1.0, 1e6])), draw(st.sampled_from([0, 50]))
    one = size * (rng.normal(size=(n, 2)) + offset)
    return one, rng.normal(size=(n, wide)), {"one": draw(WEIGHTS), "other": draw(WEIGHTS)}


@given(two_blocks())
def test_a_weight_is_a_share_of_the_mean_squared_distance(drawn):
    one, other, weights = drawn
    blocks = ["one"] * one.shape[1] + ["other"] * other.shape[1]
    mixed = balanced(np.hstack([one, other]), blocks, weights)
    whole = sum(weights.values())
    assert mean_square(mixed) == pytest.approx(1, rel=1e-3)
    for name in weights:
        part = mixed[:, np.array(blocks) == name]
        assert mean_square(part) == pytest.approx(weights[name] / whole, rel=1e-3)


@given(arrays(np.float64, (5, 3), elements=st.floats(-1e6, 1e6)))
def test_the_typical_distance_is_the_root_mean_square_of_all_pairs(vectors):
    apart = typical_distance(vectors)
    assert apart == 0 or apart**2 == pytest.approx(mean_square(vectors), rel=1e-6)


def test_without_weights_the_blocks_are_equal(rng):
    vectors = np.hstack([rng.normal(size=(9, 1)) * 1e5, rng.normal(size=(9, 40))])
    mixed = balanced(vectors, ["price", *["said"] * 40], {"price": 1, "said": 1})
    assert mean_square(mixed[:, :1]) == pytest.approx(mean_square(mixed[:, 1:]), rel=1e-5)


def test_inside_a_block_the_order_of_distances_stays(rng):
    vectors = rng.normal(size=(9, 6))
    mixed = balanced(vectors, [*"aaaabb"], {"a": 1, "b": 1})
    ratios = pdist(mixed[:, :4]) / pdist(vectors[:, :4])
    np.testing.assert_allclose(ratios, ratios[0], rtol=1e-5)


@pytest.mark.parametrize("value", [0.0, 0.1, 1e9])
def test_a_block_without_a_difference_says_nothing(value, rng):
    vectors = np.hstack([np.full((7, 2), value), rng.normal(size=(7, 3))])
    mixed = balanced(vectors, [*"ssooo"], {"s": 1, "o": 1})
    assert not mixed[:, :2].any()
    assert mean_square(mixed) == pytest.approx(0.5, rel=1e-5)


def test_a_block_of_weight_0_says_nothing(rng):
    vectors = rng.normal(size=(7, 3))
    mixed = balanced(vectors, list("aab"), {"a": 0, "b": 1})
    assert not mixed[:, :2].any()
    assert mean_square(mixed) == pytest.approx(1, rel=1e-5)


def test_a_single_item_is_mixed_too():
    assert balanced(np.ones((1, 2)), ["a", "b"], {"a": 1, "b": 1}).shape == (1, 2)


@pytest.mark.parametrize(
    ("weights", "error", "sentence"),
    [
        ({"a": -1}, InvalidParameter, 'The weight of "a" must be between 0 and 100'),
        ({"a": 101}, InvalidParameter, "got 101"),
        ({"a": np.nan}, InvalidParameter, "got nan"),
        ({"a": "1"}, InvalidParameter, "got '1'"),
        ({"a": 0, "b": 0}, InvalidRequest, "Every part of the mix has the weight 0"),
    ],
)
def test_what_can_not_be_mixed_gets_a_sentence(weights, error, sentence):
    with pytest.raises(error) as caught:
        balanced(np.eye(2), ["a", "b"], {"b": 1, **weights})
    assert sentence in str(caught.value)


def test_texts_are_compared_by_their_angle(rng):
    vectors = rng.normal(size=(4, 8)) * [[1], [5], [20], [0.1]]
    block = as_block(pd.Series(list("abcd")), TITLE, vectors)
    expected = 2 * pdist(vectors, cosine)
    np.testing.assert_allclose(pdist(block) ** 2, expected, rtol=1e-5)


def test_a_text_in_which_no_word_is_known_stays_nowhere():
    block = as_block(pd.Series(["a", "b"]), TITLE, np.array([[0.0, 0.0], [3.0, 4.0]]))
    np.testing.assert_allclose(block, [[0, 0], [0.6, 0.8]], rtol=1e-6)


def test_equal_texts_are_equal_however_they_were_rounded():
    vectors = np.array([[1, 0], [0, 1], [1, 1e-7]])
    block = as_block(pd.Series(["a", "b", "a"]), TITLE, vectors)
    np.testing.assert_array_equal(block[0], block[2])


def test_a_blank_text_is_not_encoded_and_lies_in_the_middle():
    values = pd.Series(["a", None, "b", "  ", np.nan])
    assert known_texts(values, TITLE) == ["a", "b"]
    vectors = np.array([[1.0, 0.0], [0.0, 1.0]])
    block = as_block(values, TITLE, vectors)
    np.testing.assert_allclose(block[[1, 3, 4]], 0.5)
    marked = as_block(values, TITLE, vectors, mark_gaps=True)
    np.testing.assert_array_equal(marked[:, :2], block)
    assert marked[:, 2].tolist() == [0, 1, 0, 1, 1]


def test_without_a_blank_text_there_is_nothing_to_mark():
    assert as_block(pd.Series(["a", "b"]), TITLE, np.eye(2), mark_gaps=True).shape == (2, 2)
