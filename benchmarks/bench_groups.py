"""Clusters and their names, given the neighbour graph, against scikit-learn on the same data."""

from __future__ import annotations

import numpy as np
from row import Row, clustered_vectors, seconds, space_of, timed
from sklearn.cluster import HDBSCAN
from sklearn.feature_extraction.text import CountVectorizer

from embedviz.space.density import dense_on_graph
from embedviz.space.groups import find_clusters, named_clusters
from embedviz.space.naming import word_terms
from embedviz.space.wording import wording_of

N_ITEMS, N_TEXTS, N_CLUSTERS = 20_000, 20_000, 80
COMPARED = 8_000
"""Items that scikit-learn compares all with all; time grows with the square of their number."""

VOCABULARY, WORDS_A_TEXT = 6_000, 12


def measure() -> list[Row]:
    vectors = clustered_vectors(N_ITEMS)
    space = space_of(vectors)
    space.neighbor_graph(30)
    ours, found = timed(lambda: find_clusters(space))
    core, _ = timed(lambda: dense_on_graph(space, 15))
    kind = HDBSCAN(min_cluster_size=15, algorithm="brute", copy=True)
    theirs, _ = timed(lambda: kind.fit(vectors[:COMPARED]))
    all_pairs = theirs * (N_ITEMS / COMPARED) ** 2
    facts, _ = timed(lambda: named_clusters(space, found.numbers))
    texts, groups = grouped_texts()
    counting, _ = timed(lambda: CountVectorizer(ngram_range=(1, 2), binary=True).fit(texts))
    words, _ = timed(lambda: word_terms(wording_of(texts), groups, N_CLUSTERS))
    return [
        Row(
            f"HDBSCAN with names, given the graph, {N_ITEMS:,} × 384 "
            f"(scikit-learn, all pairs, from {COMPARED:,})",
            seconds(ours),
            seconds(all_pairs),
            f"{ours / all_pairs:.2f} × its time",
            "under 15 s",
            ours < 15,
        ),
        Row("of this, the tree and its cut", seconds(core), "–", "–"),
        Row("of this, medoids, tightness and names", seconds(facts), "–", "–"),
        Row(
            f"names of {N_CLUSTERS} clusters of {N_TEXTS:,} texts by c-TF-IDF "
            "(scikit-learn's counting of the same words)",
            seconds(words),
            seconds(counting),
            f"{words / counting:.2f} × its time",
            "under 1 s and 2 ×",
            words < 1 or words < 2 * counting,
        ),
    ]


def grouped_texts() -> tuple[list[str], np.ndarray]:
    """Make texts of words by Zipf's law, those of a cluster with some words of their own."""
    random = np.random.default_rng(42)
    groups = random.integers(0, N_CLUSTERS, N_TEXTS)
    words = np.array([f"word{number}" for number in range(VOCABULARY)])
    drawn = np.minimum(random.zipf(1.3, (N_TEXTS, WORDS_A_TEXT)), VOCABULARY) - 1
    own = 100 + groups[:, None] * 8 + random.integers(0, 8, (N_TEXTS, 3))
    drawn[:, :3] = own
    return [" ".join(row) for row in words[drawn].tolist()], groups
