"""The spellings of a word as a vector: what each costs, what it knows, how its distances spread."""

from __future__ import annotations

from functools import cache, partial
from timeit import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embedviz.api import load_dataset, load_words
from embedviz.datasets.words import NO_THEME
from embedviz.engine.progress import report
from embedviz.engine.record import Record
from embedviz.space import VectorSpace
from embedviz.space.indexes import recall_of

N_RANDOM, N_SAMPLE = 500, 500
N_NEAREST, K = 3, 10
BINS = np.linspace(0, 2, 101)
MOST_TIMED = 10_000_000
"""So many numbers are compared to measure a search; a larger table's time is scaled up."""


def compare_spellings(word: str, width: int) -> Record:
    """Find a word's nearest by each spelling, and how the words' distances are spread.

    Parameters
    ----------
    word : str
        One of the token table that occurs in the shipped sentences.
    width : int
        How many dimensions PCA keeps.

    Returns
    -------
    dict
        ``counted``, ``learned`` and ``squeezed``: the nearest words by TF-IDF, by the learned
        numbers and by those after PCA; ``kept``: the share of the ten nearest of the words with
        a theme that PCA keeps; ``variance``: its share of the whole; ``n_words``,
        ``n_learned``, ``n_counted`` and ``n_sentences``: sizes; ``distances``: see
        :func:`spread`.
    """
    words = load_words()
    report(1, 4)
    squeezed, variance = squeeze(words, width)
    report(2, 4)
    asked = np.flatnonzero(words.dataset.frame["theme"] != NO_THEME)
    nearest = [
        np.argsort(-(each.points[asked] @ each.points.T), axis=1)[:, 1 : K + 1]
        for each in (squeezed, words)
    ]
    report(3, 4)
    counted, n_counted, n_sentences = nearest_by_counts(word, words)
    sample = np.random.default_rng(0).choice(len(words), N_SAMPLE, replace=False)
    return {
        "counted": counted,
        "learned": words.neighbors(word, N_NEAREST)["label"].tolist(),
        "squeezed": squeezed.neighbors(word, N_NEAREST)["label"].tolist(),
        "kept": recall_of(*nearest),
        "variance": variance,
        "n_words": len(words),
        "n_learned": words.n_dimensions,
        "n_counted": n_counted,
        "n_sentences": n_sentences,
        "distances": spread(words.vectors[sample]),
    }


def squeeze(space: VectorSpace, width: int) -> tuple[VectorSpace, float]:
    """Keep the directions of the largest variance; give the space and their share of it."""
    from sklearn.decomposition import PCA

    pca = PCA(width, svd_solver="covariance_eigh").fit(space.vectors)
    squeezed = VectorSpace(pca.transform(space.vectors), space.labels, space.metric)
    return squeezed, float(pca.explained_variance_ratio_.sum())


def nearest_by_counts(word: str, words: VectorSpace) -> tuple[list[str], int, int]:
    """Give the words nearest by TF-IDF over the shipped sentences, and how many of each there are.

    A word's vector has a number for each sentence: its weight there. So two words are near that
    occur in the same sentences.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.preprocessing import normalize

    from embedviz.embedders.tfidf import WORD

    counter = TfidfVectorizer(sublinear_tf=True, token_pattern=WORD)
    of_words = normalize(counter.fit_transform(load_dataset("sentences").texts()).T.tocsr())
    names = counter.get_feature_names_out()
    row = counter.vocabulary_[word]
    cosines = (of_words @ of_words[row].T).toarray().ravel()
    cosines[row] = 0
    best = np.argsort(-cosines, kind="stable")[:N_NEAREST]
    known = sum(name in words.dataset.label_index for name in names)
    return [str(names[each]) for each in best if cosines[each] > 0], known, of_words.shape[1]


def spread(points: NDArray[np.floating]) -> dict[str, Any]:
    """Tell how the distances between all pairs of (n, d) points are spread.

    Returns
    -------
    dict
        ``shares`` of the pairs in each of ``BINS``, whose unit is the mean distance; ``ratio``,
        standard deviation by mean; ``contrast``, how many times as far as its nearest an item's
        farthest is (the median item), less 1: Beyer and others' relative contrast.

    References
    ----------
    K. Beyer, J. Goldstein, R. Ramakrishnan, U. Shaft: When Is "Nearest Neighbor" Meaningful?,
    ICDT 1999. https://doi.org/10.1007/3-540-49257-7_15
    """
    from sklearn.metrics import pairwise_distances

    apart = pairwise_distances(np.asarray(points, np.float64))
    pairs = apart[np.triu_indices(len(apart), 1)]
    np.fill_diagonal(apart, np.nan)
    farthest, nearest = np.nanmax(apart, axis=1), np.nanmin(apart, axis=1)
    counts, _ = np.histogram(pairs / pairs.mean(), BINS)
    return {
        "shares": (counts / len(pairs)).tolist(),
        "ratio": float(pairs.std() / pairs.mean()),
        "contrast": float(np.median((farthest - nearest) / nearest)),
        "reach": float(pairs.max() / pairs.min()),
    }


@cache
def spread_of_random(dimensions: int) -> dict[str, Any]:
    """Tell how the distances of seeded random points are spread; each axis is standard normal."""
    rng = np.random.default_rng(0)
    return spread(rng.normal(size=(N_RANDOM, dimensions)))


@cache
def search_seconds(n_words: int, width: int) -> float:
    """Measure how long it takes to compare one vector with all, on one core of this machine."""
    n_rows = min(n_words, max(1, MOST_TIMED // width))
    table = np.ones((n_rows, width), np.float32)
    # Not by BLAS, whose threads wait for one another on a busy machine.
    compare = partial(np.einsum, "nd,d->n", table, table[0])
    return min(repeat(compare, number=1, repeat=7)) * n_words / n_rows
