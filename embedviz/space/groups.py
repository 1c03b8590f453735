"""find_clusters: which items of a space stand together, by HDBSCAN or k-means, and their names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embedviz.engine.progress import report, share
from embedviz.errors import InvalidRequest
from embedviz.parameters import check_range
from embedviz.registry import named
from embedviz.space.central import medoid, on_a_plain_scale, tightness
from embedviz.space.clusters import NONE, Clusters
from embedviz.space.density import dense_on_graph
from embedviz.space.naming import names_of
from embedviz.space.vector_space import VectorSpace

__all__ = ["METHODS", "NONE", "find_clusters", "leaves_of", "named_clusters"]

METHODS = {
    "hdbscan": "HDBSCAN: finds the number itself",
    "kmeans": "k-means: you choose the number",
}
VERSION = 3  # counted up when the same space gives other clusters, or other names
FEW_DIMENSIONS = 10
MOST_COMPARED = 10_000
"""Up to so many items all pairs are compared: 8,000 of 384 dimensions took 8 s on 2 cores. The
neighbour graph serves more."""

MOST_ON_GRAPH = 100_000
"""Of more items with many dimensions, only some of the neighbours are known."""

PARTS = 4
"""Into about so many parts a cluster of average size is cut, where k-means looks closer."""

SMALLEST_PART = 5
MOST_PARTS = 12

Numbers = NDArray[np.int64]


def find_clusters(
    space: VectorSpace, method: str = "hdbscan", *, size: int = 15, n_clusters: int = 8,
    names: Mapping[str, str] | None = None,
) -> Clusters:  # fmt: skip
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
    names : mapping of str to str, optional
        Names of your own, for those that were found: see :meth:`Clusters.renamed`.

    Returns
    -------
    Clusters
        A sequence of length n: ``"1"`` for the largest cluster, and so on; ``"none"`` for items in
        none. ``names``, ``table`` and ``finer`` say more: the finer clusters are the leaves of
        HDBSCAN's condensed tree, from whose branches the clusters are cut; or each cluster of
        k-means cut by k-means. The same space gives the same.

    Raises
    ------
    UnknownName, InvalidParameter
        For another method, a number out of its range, a name for a cluster that isn't there.
    InvalidRequest
        If there are fewer items than clusters, or more than 100,000 of more than 10 dimensions
        for HDBSCAN.

    Examples
    --------
    >>> pairs = VectorSpace([[0, 0], [0, 1], [9, 9], [9, 8]], list("abcd"))
    >>> found = find_clusters(pairs, "kmeans", n_clusters=2)
    >>> list(found), found.names
    (['1', '1', '2', '2'], ('a, b', 'c, d'))
    """
    method = named("way to find clusters", method, METHODS)
    with share(0.0, 0.9):
        broad, fine = _dense(space, size) if method == "hdbscan" else _split(space, n_clusters)
    with share(0.9, 1.0):
        found = named_clusters(space, broad, fine, method)
    return found.renamed(names) if names else found


def named_clusters(
    space: VectorSpace, broad: Numbers, fine: Numbers | None = None, method: str = ""
) -> Clusters:
    """Give clusters that are known, with names, medoids and tightness.

    Parameters
    ----------
    space : VectorSpace
    broad : (n,) int64
        A number for the cluster of each item; negative for none. They are counted anew, from the
        largest.
    fine : (n,) int64, optional
        The same for parts of these; each part lies in one cluster.
    method : str
        How they were found.
    """
    numbers = _by_size(broad)
    parts = None if fine is None else _by_size(fine)
    finer = None
    if parts is not None and not np.array_equal(parts, numbers):
        finer = _with_facts(space, parts, method, within=_holders(parts, numbers))
    return _with_facts(space, numbers, method, finer=finer)


def _with_facts(
    space: VectorSpace, numbers: Numbers, method: str, *, finer: Clusters | None = None,
    within: tuple[int, ...] = (),
) -> Clusters:  # fmt: skip
    members = [np.flatnonzero(numbers == number) for number in range(numbers.max(initial=-1) + 1)]
    middles = []
    for done, rows in enumerate(members):
        report(done, len(members))
        middles.append(medoid(space, rows))
    tight = (tightness(space, *pair) for pair in zip(members, middles, strict=True))
    names = names_of(space, numbers, middles)
    return Clusters(
        space.labels, numbers, names, tuple(middles), tuple(tight), within, finer, method
    )


def _dense(space: VectorSpace, size: int) -> tuple[Numbers, Numbers]:
    from sklearn.cluster import HDBSCAN

    check_range("size", size, 2, 1_000)
    if len(space) <= size:
        nothing = np.full(len(space), -1, np.int64)
        return nothing, nothing
    few = space.n_dimensions <= FEW_DIMENSIONS
    if not few and len(space) > MOST_ON_GRAPH:
        raise InvalidRequest(
            f"HDBSCAN of {len(space):,} items with more than {FEW_DIMENSIONS} dimensions takes "
            f"too long; it does up to {MOST_ON_GRAPH:,}. Choose k-means, or fewer items."
        )
    if len(space) > MOST_COMPARED:
        fitted = dense_on_graph(space, size)
    else:
        points, metric = on_a_plain_scale(space)
        fitted = HDBSCAN(
            min_cluster_size=size, metric=metric, algorithm="auto" if few else "brute", copy=True
        ).fit(points)
    # What ``dbscan_clustering`` of scikit-learn cuts as well; no public name gives it.
    leaves = leaves_of(fitted._single_linkage_tree_, size)
    broad = np.asarray(fitted.labels_, np.int64)
    return broad, np.where(broad < 0, -1, leaves)


def leaves_of(tree: NDArray[Any], size: int) -> Numbers:
    """Give the leaves of a condensed tree: the clusters that don't part into two any more.

    Parameters
    ----------
    tree : (n - 1,) records
        A merge each, the nearest first: ``left_node``, ``right_node``, ``value``,
        ``cluster_size``. Nodes from n on are earlier merges.
    size : int
        The fewest items of a cluster.

    Returns
    -------
    (n,) int64
        The leaf that each item is in; -1 for none.
    """
    n_items = len(tree) + 1
    pairs = list(zip(tree["left_node"].tolist(), tree["right_node"].tolist(), strict=True))
    is_large = np.append(np.full(n_items, size <= 1), tree["cluster_size"] >= size).tolist()
    parts = [False] * (n_items + len(pairs))
    for node, (left, right) in enumerate(pairs, n_items):
        parts[node] = parts[left] or parts[right] or (is_large[left] and is_large[right])
    leaf = [-1] * len(parts)
    for node, pair in reversed(list(enumerate(pairs, n_items))):
        for child in pair:
            is_leaf = parts[node] and is_large[child] and not parts[child]
            leaf[child] = child if is_leaf else leaf[node]
    return np.array(leaf[:n_items], np.int64)


def _split(space: VectorSpace, n_clusters: int) -> tuple[Numbers, Numbers]:
    check_range("n_clusters", n_clusters, 2, 100)
    if len(space) < n_clusters:
        raise InvalidRequest(
            f"{len(space):,} items can't make {n_clusters:,} clusters. Ask for fewer."
        )
    points, _ = on_a_plain_scale(space)
    broad = _k_means(points, n_clusters)
    fine = np.full(len(space), -1, np.int64)
    for number in range(n_clusters):
        report(n_clusters + number, 2 * n_clusters)
        rows = np.flatnonzero(broad == number)
        usual = round(PARTS * len(rows) * n_clusters / len(space))
        n_parts = max(1, min(usual, MOST_PARTS, len(rows) // SMALLEST_PART))
        first = fine.max() + 1
        fine[rows] = first + (_k_means(points[rows], n_parts, 1) if n_parts > 1 else 0)
    return broad, fine


def _k_means(points: NDArray[np.floating], n_clusters: int, n_starts: int = 3) -> Numbers:
    from sklearn.cluster import KMeans

    found = KMeans(n_clusters, n_init=n_starts, random_state=0).fit_predict(points)
    return np.asarray(found, np.int64)


def _by_size(numbers: Numbers) -> Numbers:
    """Count clusters from 0, the largest first, those of a size by their first item."""
    known, first, counts = np.unique(numbers, return_index=True, return_counts=True)
    ours = known >= 0
    known, first, counts = known[ours], first[ours], counts[ours]
    order = np.lexsort((first, -counts))
    place = {number: rank for rank, number in enumerate(known[order].tolist())}
    return np.array([place.get(number, -1) for number in numbers.tolist()], np.int64)


def _holders(parts: Numbers, numbers: Numbers) -> tuple[int, ...]:
    """Give the number of the cluster that each part lies in."""
    _, first = np.unique(parts[parts >= 0], return_index=True)
    return tuple(numbers[parts >= 0][first].tolist())
