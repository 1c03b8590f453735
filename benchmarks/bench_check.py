"""The check-up's findings, given the neighbour graph, against plain scikit-learn and NumPy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from row import Row, clustered_vectors, seconds, space_of, timed
from scipy.stats import skew
from sklearn.cluster import DBSCAN
from sklearn.neighbors import KNeighborsClassifier, LocalOutlierFactor

from embedviz.space import VectorSpace
from embedviz.space.checking import check
from embedviz.space.checking.duplicates import Alike, keys_of, near_links, usual_distance
from embedviz.space.checking.findings import (
    find_duplicates,
    find_hubs,
    find_labels,
    find_leaks,
    find_outliers,
)
from embedviz.space.checking.given import classes_of
from embedviz.space.checking.hubs import in_degrees

K = 10
MOST = 0.3
"""Seconds that a finding may take."""


def measure() -> list[Row]:
    vectors = with_copies(clustered_vectors())
    space = space_of(vectors)
    graph = space.neighbor_graph(K)
    random = np.random.default_rng(0)
    given = random.integers(0, 50, len(space)).astype(str)
    splits = random.choice(["train", "test"], len(space))
    classes, parts = classes_of(space, given, "label"), classes_of(space, splits, "split")
    usual = usual_distance(graph)
    near = 0.13 * usual

    def alike() -> Alike:
        return Alike(space, keys_of(space, None), near_links(graph, usual))

    def degrees() -> NDArray[np.int64]:
        return in_degrees(graph.indices)

    rows = [
        _row("duplicates", lambda: find_duplicates(alike(), near), lambda: dbscan(space, near)),
        _row("outliers", lambda: find_outliers(space, graph, 3.5), lambda: lof(vectors)),
        _row("label votes", lambda: find_labels(space, graph, classes, 0.8),
             lambda: votes(vectors, given)),
        _row("leaks", lambda: find_leaks(alike(), parts, near), lambda: leaks(space, splits, near)),
        _row("hubs", lambda: find_hubs(space, graph, degrees(), 5.0), lambda: hubs(graph.indices)),
    ]  # fmt: skip
    found = check(space, given, splits)
    together, _ = timed(lambda: found.at(near=near))
    counted, _ = timed(lambda: found.count("duplicates", np.linspace(0, usual, 100)))
    return [
        *rows,
        Row("check: all five together", seconds(together), "–", "–"),
        Row("check: counts at 100 limits", seconds(counted), "–", "–"),
    ]


def with_copies(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Have one item in twenty be a copy of another, half of them not quite."""
    random = np.random.default_rng(1)
    rows = random.permutation(len(vectors))[: len(vectors) // 10]
    copies, originals = np.split(rows, 2)
    vectors = vectors.copy()
    vectors[copies] = vectors[originals]
    vectors[copies[::2]] += 1e-3
    return vectors


def dbscan(space: VectorSpace, near: float) -> Any:
    """Chain what is near into groups, from the vectors."""
    return DBSCAN(eps=near, min_samples=2, algorithm="brute", n_jobs=-1).fit(space.vectors)


def lof(vectors: NDArray[np.float32]) -> Any:
    return LocalOutlierFactor(n_neighbors=K, algorithm="brute", n_jobs=-1).fit(vectors)


def votes(vectors: NDArray[np.float32], given: NDArray[np.str_]) -> Any:
    knn = KNeighborsClassifier(K, algorithm="brute", n_jobs=-1).fit(vectors, given)
    return knn.predict_proba(None)  # each item by the others


def leaks(space: VectorSpace, splits: NDArray[np.str_], near: float) -> Any:
    from sklearn.neighbors import NearestNeighbors

    train, test = space.vectors[splits == "train"], space.vectors[splits == "test"]
    near_test = NearestNeighbors(n_neighbors=1, algorithm="brute", n_jobs=-1).fit(train)
    return near_test.kneighbors(test)[0] <= near


def hubs(indices: NDArray[np.int32]) -> Any:
    degrees = np.zeros(len(indices), int)
    for row in indices:
        degrees[row] += 1
    return skew(degrees)


def _row(name: str, ours: Callable[[], Any], theirs: Callable[[], Any]) -> Row:
    taken = float(np.median([timed(ours)[0] for _ in range(3)]))
    reference, _ = timed(theirs)
    return Row(
        f"check: {name}, 20,000 × 384, graph known (scikit-learn or NumPy from the vectors)",
        seconds(taken),
        seconds(reference),
        f"{taken / reference:.2f} × its time",
        f"under {MOST} s",
        taken < MOST,
    )
