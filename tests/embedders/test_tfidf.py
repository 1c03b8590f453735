"""Tfidf: word counts made dense."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from embedviz.embedders.tfidf import Tfidf
from embedviz.errors import InvalidParameter, InvalidRequest

TEXTS = [
    "the river bank was muddy",
    "the bank raised its interest",
    "a muddy river after rain",
    "interest on the loan rose",
    "rain fell on the bank",
    "the loan was from a bank",
]


def vectors_of(texts, **parameters):
    return Tfidf(**parameters).encoding(texts).here()["vectors"]


def cosines(vectors):
    units = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return units @ units.T


def test_where_no_dimension_is_lost_the_cosines_are_those_of_the_word_counts():
    texts = [*TEXTS, TEXTS[0]]  # seven texts that six directions hold
    every_word = {"sublinear_tf": True, "token_pattern": r"(?u)\b\w+\b"}
    counts = TfidfVectorizer(**every_word).fit_transform(texts)
    vectors = vectors_of(texts)
    assert vectors.shape == (7, 6)
    np.testing.assert_allclose(vectors @ vectors.T, (counts @ counts.T).toarray(), atol=1e-6)


def test_texts_that_share_rare_words_are_nearer_than_texts_that_share_common_ones():
    near = cosines(vectors_of(TEXTS, n_components=4))
    assert near[0, 2] > near[0, 1]


def test_texts_that_share_no_word_are_at_right_angles():
    vectors = vectors_of(["red red apple", "apple red", "blue sky", "sky blue"])
    np.testing.assert_allclose(cosines(vectors)[0, 2:], 0, atol=1e-6)
    np.testing.assert_allclose(cosines(vectors)[0, 1], 1, atol=0.1)


def test_a_short_word_counts_as_a_word():
    encoder = Tfidf().encoder().fit(["I am a cat", "I am a dog"])
    assert {"i", "a"} <= set(encoder.words_.get_feature_names_out())


def test_a_dimension_is_named_by_its_three_heaviest_words():
    encoder = Tfidf(n_components=2).encoder().fit(TEXTS)
    first = encoder.get_feature_names_out()[0]
    weights = dict(
        zip(encoder.words_.get_feature_names_out(), encoder.svd_.components_[0], strict=True)
    )
    heaviest = sorted(weights, key=lambda word: -abs(weights[word]))[:3]
    assert first == f"direction 1: {', '.join(heaviest)}"


def test_the_same_seed_gives_the_same_vectors():
    one, other = (vectors_of(TEXTS, n_components=3, seed=5) for _ in range(2))
    np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        (["?!", "…"], "There is no word in any of the texts."),
        (["one text alone"], "TF-IDF needs at least two texts with two different words."),
        (["word", "word"], "TF-IDF needs at least two texts with two different words."),
    ],
)
def test_texts_without_words_to_tell_apart_get_a_sentence(texts, sentence):
    with pytest.raises(InvalidRequest, match=sentence):
        Tfidf().encoder().fit(texts)


def test_the_number_of_dimensions_has_limits():
    with pytest.raises(InvalidParameter, match="TF-IDF: n_components must be between 2 and 1,000"):
        Tfidf(n_components=1)
