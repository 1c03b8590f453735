import re

import numpy as np
import pytest
from scipy.stats import chi

import embedviz as ev
from embedviz.lessons.dense import WORDS
from embedviz.lessons.spellings import (
    BINS,
    N_NEAREST,
    K,
    compare_spellings,
    nearest_by_counts,
    search_seconds,
    spread,
    spread_of_random,
    squeeze,
)


@pytest.fixture(scope="module")
def words() -> ev.VectorSpace:
    return ev.load_words()


@pytest.mark.parametrize("dimensions", [1, 2, 10, 50, 384, 1000])
def test_distances_of_normal_points_spread_as_theory_says(dimensions):
    found = spread_of_random(dimensions)["ratio"]
    # The distance of two such points is √2 times a variable with a chi distribution.
    assert found == pytest.approx(chi.std(dimensions) / chi.mean(dimensions), rel=0.05)
    if dimensions >= 10:
        assert found == pytest.approx(1 / np.sqrt(2 * dimensions), rel=0.06)


def test_the_farthest_becomes_hardly_farther_than_the_nearest():
    contrasts = [spread_of_random(dimensions)["contrast"] for dimensions in (2, 10, 100, 1000)]
    assert contrasts == sorted(contrasts, reverse=True)
    assert contrasts[0] > 10
    assert contrasts[-1] < 0.5


def test_spread_of_three_points_by_hand():
    found = spread(np.array([[0.0], [1.0], [3.0]]))  # distances 1, 3 and 2
    assert found["reach"] == 3
    assert found["ratio"] == pytest.approx(np.std([1, 2, 3]) / 2)
    assert found["contrast"] == pytest.approx(np.median([2, 1, 0.5]))
    assert sum(found["shares"]) == pytest.approx(1)
    assert BINS[np.argmax(found["shares"])] <= 1.5


def test_one_hot_words_are_all_equally_far_apart():
    found = spread(np.eye(50))
    assert found["ratio"] == pytest.approx(0, abs=1e-12)
    assert found["contrast"] == pytest.approx(0, abs=1e-12)
    assert np.linalg.norm(np.eye(2)[0] - np.eye(2)[1]) == np.sqrt(2)


@pytest.mark.parametrize("word", WORDS)
def test_words_near_by_counts_share_a_sentence(words, word):
    nearest, n_known, n_sentences = nearest_by_counts(word, words)
    sentences = [
        set(re.findall(r"(?u)\b\w+\b", text.lower()))
        for text in ev.load_dataset("sentences").texts()
    ]
    assert n_sentences == len(sentences)
    assert n_known == len(set.union(*sentences) & set(words.labels))
    for other in nearest:
        assert any({word, other} <= sentence for sentence in sentences)


def test_pca_keeps_the_share_of_the_variance_that_the_singular_values_say(words):
    part = words.take(range(500))
    squeezed, share = squeeze(part, 20)
    values = np.linalg.svd(part.vectors - part.vectors.mean(axis=0), compute_uv=False) ** 2
    assert share == pytest.approx(values[:20].sum() / values.sum(), rel=1e-4)
    assert squeezed.vectors.shape == (500, 20)


def test_the_record_holds_the_neighbours_and_fewer_numbers_keep_fewer(words):
    few, many = (compare_spellings("teacher", width) for width in (5, 200))
    assert few["learned"] == words.neighbors("teacher", N_NEAREST)["label"].tolist()
    assert few["kept"] < many["kept"] <= 1
    assert few["variance"] < many["variance"] <= 1
    assert few["distances"]["ratio"] > spread_of_random(few["n_learned"])["ratio"]
    assert K == 10  # "the ten nearest" of the docstring


def test_a_search_takes_some_time():
    assert search_seconds(1000, 10) > 0
