"""find_clusters: which items of a space stand together, by HDBSCAN or k-means."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from embedviz.errors import InvalidRequest
from embedviz.parameters import check_range
from embedviz.registry import named
from embedviz.space.density import dense_on_graph
from embedviz.space.metrics import Floats
from embedviz.space.vector_space import VectorSpace

NONE = "none"
"""The cluster of those that stand in none."""

METHODS = {
    "hdbscan": "HDBSCAN: finds the number itself",
    "kmeans": "k-means: you choose the number",
}
VERSION = 2  # counted up when the same space gives other clusters
FEW_DIMENSIONS = 10
MOST_COMPARED = 10_000
"""Up to so many items all pairs are compared: 8,000 of 384 dimensions took 8 s on 2 cores. The
neighbour graph serves more."""

MOST_ON_GRAPH = 100_000
"""Of more items with many dimensions, only some of the neighbours are known."""


def find_clusters(
    space: VectorSpace, method: str = "hdbscan", *, size: int = 15, n_clusters: int = 8
) -> tuple[str, ...]:
    """Find clusters in a space: in the vectors, not in a picture of them.

    Parameters
    ----------
    space : VectorSpace
        (n, d); distances are the space's own for HDBSCAN. k-means knows the straight line only,
        between unit vectors for cosine.
    method : str
        ``"hdbscan"`` (Campello, Moulavi and Sander 2013): as many clusters as are denser than
        their surroundings, and items that stand in none; or ``"kmeans"``: ``n_clusters``, every
        item in one of them. Of more than 10,000 items HDBSCAN sees the neighbour graph, not all
        pairs: see :func:`embedviz.space.density.dense_on_graph`.
    size : int
        For HDBSCAN: the fewest items of a cluster, 2 to 1,000.
    n_clusters : int
        For k-means, 2 to 100.

    Returns
    -------
    tuple of str
        Of length n: ``"1"`` for the largest cluster, and so on; ``"none"`` for items in none. The
        same space gives the same.

    Raises
    ------
    UnknownName, InvalidParameter
        For another method, a number out of its range.
    InvalidRequest
        If there are fewer items than clusters, or more than 100,000 of more than 10 dimensions
        for HDBSCAN.

    Examples
    --------
    >>> pairs = VectorSpace([[0, 0], [0, 1], [9, 9], [9, 8]], list("abcd"))
    >>> find_clusters(pairs, "kmeans", n_clusters=2)
    ('1', '1', '2', '2')
    """
    method = named("way to find clusters", method, METHODS)
    numbers = _dense(space, size) if method == "hdbscan" else _split(space, n_clusters)
    return _named(numbers)


def _dense(space: VectorSpace, size: int) -> NDArray[np.int64]:
    from sklearn.cluster import HDBSCAN

    check_range("size", size, 2, 1_000)
    if len(space) <= size:
        return np.full(len(space), -1, np.int64)
    few = space.n_dimensions <= FEW_DIMENSIONS
    if not few and len(space) > MOST_ON_GRAPH:
        raise InvalidRequest(
            f"HDBSCAN of {len(space):,} items with more than {FEW_DIMENSIONS} dimensions takes "
            f"too long; it does up to {MOST_ON_GRAPH:,}. Choose k-means, or fewer items."
        )
    if len(space) > MOST_COMPARED:
        return dense_on_graph(space, size)
    points, metric = _on_a_plain_scale(space)
    found = HDBSCAN(
        min_cluster_size=size, metric=metric, algorithm="auto" if few else "brute", copy=True
    ).fit_predict(points)
    return np.asarray(found, np.int64)


def _split(space: VectorSpace, n_clusters: int) -> NDArray[np.int64]:
    from sklearn.cluster import KMeans

    check_range("n_clusters", n_clusters, 2, 100)
    if len(space) < n_clusters:
        raise InvalidRequest(
            f"{len(space):,} items can't make {n_clusters:,} clusters. Ask for fewer."
        )
    points, _ = _on_a_plain_scale(space)
    found = KMeans(n_clusters, n_init=3, random_state=0).fit_predict(points)
    return np.asarray(found, np.int64)


def _on_a_plain_scale(space: VectorSpace) -> tuple[Floats, str]:
    """Give (n, d) points and the metric between them; places on Earth as points of a sphere."""
    points = space.points
    if space.measure.plain != "haversine":
        return points, space.measure.plain
    latitude, longitude = points.astype(np.float64).T
    across = np.cos(latitude)
    sphere = np.stack(
        [across * np.cos(longitude), across * np.sin(longitude), np.sin(latitude)], axis=1
    )
    return sphere, "euclidean"  # the chord has the order of the arc


def _named(numbers: NDArray[np.int64]) -> tuple[str, ...]:
    """Call clusters 1, 2 ... from the largest, those of a size by their first item."""
    known, first, counts = np.unique(numbers, return_index=True, return_counts=True)
    order = sorted(
        (-count, start, number)
        for number, start, count in zip(
            known.tolist(), first.tolist(), counts.tolist(), strict=True
        )
        if number >= 0
    )
    names = {number: str(place) for place, (_, _, number) in enumerate(order, 1)}
    return tuple(names.get(number, NONE) for number in numbers.tolist())
