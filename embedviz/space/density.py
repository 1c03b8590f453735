"""HDBSCAN of very many items: on their neighbour graph, where all pairs would be too many."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from embedviz.engine.progress import report, share
from embedviz.space.metrics import Floats, Plain
from embedviz.space.vector_space import VectorSpace

FEWEST_NEAR, MOST_NEAR = 30, 100
"""Neighbours of an item in the graph: half more than a cluster has items at least, within these
bounds. So many give scikit-learn's clusters of 1,797 digits (adjusted Rand 0.97 to 1, at sizes of
5, 15 and 40) where as many as a cluster has items fail at 40; wider graphs fill the memory."""

ASKED = 5_000
"""Items in all that look for the nearest of another piece of the graph."""

SHORTEST = 1e-12
"""Stands for a distance of 0."""

BLOCK_BYTES = 128 * 2**20

Rows = NDArray[np.int64]


def dense_on_graph(space: VectorSpace, size: int) -> Any:
    """Give scikit-learn's HDBSCAN, fitted to the neighbour graph of a space.

    Its tree joins items by the largest of their distance and the two distances to their
    ``size``-th nearest. Nearly all of the tree's links are links of neighbours, and those are in
    the graph. Pieces of the graph are joined by the shortest link that some items of each have
    to another piece. Where every item is a neighbour of every other, this is scikit-learn's own.

    Parameters
    ----------
    space : VectorSpace
        (n, d), n > ``size``.
    size : int
        The fewest items of a cluster. Density is that of at most 100 neighbours.

    Returns
    -------
    sklearn.cluster.HDBSCAN
        ``labels_`` has the number of each item's cluster; -1 for items in none.

    References
    ----------
    R. Campello, D. Moulavi, J. Sander: Density-Based Clustering Based on Hierarchical Density
    Estimates, PAKDD 2013, https://doi.org/10.1007/978-3-642-37456-2_14.
    """
    from sklearn.cluster import HDBSCAN

    near = min(max(size * 3 // 2, FEWEST_NEAR), MOST_NEAR, len(space) - 1)
    with share(0.0, 0.4):
        graph = space.neighbor_graph(near)
    apart = space.measure.to_plain(graph.distances.astype(np.float64))
    rank = min(size - 1, near)
    each = np.repeat(np.arange(len(space)), near)
    links = _links(len(space), each, graph.indices.ravel().astype(np.int64), apart.ravel())
    with share(0.4, 0.7):
        whole = _in_one_piece(space, links, core=apart[:, rank - 1])
    report(70, 100)
    return HDBSCAN(min_cluster_size=size, min_samples=rank, metric="precomputed", copy=False).fit(
        whole
    )


def _links(n_items: int, first: Rows, second: Rows, apart: Floats) -> Any:
    """Give a symmetric sparse matrix of distances, (n, n), where 0 would be no link at all."""
    from scipy.sparse import csr_array

    some = np.maximum(apart, SHORTEST)
    one_way = csr_array((some, (first, second)), shape=(n_items, n_items))
    return one_way.maximum(one_way.T).tocsr()


def _in_one_piece(space: VectorSpace, links: Any, core: Floats) -> Any:
    """Join each piece of a graph to another, until it is one (Borůvka 1926)."""
    from scipy.sparse.csgraph import connected_components

    exact = space.points.astype(np.float64)
    n_pieces, piece_of = connected_components(links, directed=False)
    while n_pieces > 1:
        first = _asking(piece_of, n_pieces)
        second, apart = _nearest_elsewhere(exact, space.measure.plain, first, piece_of, core)
        reach = np.maximum(apart, np.maximum(core[first], core[second]))
        order = np.lexsort((apart, reach, piece_of[first]))
        _, starts = np.unique(piece_of[first][order], return_index=True)
        best = order[starts]
        more = _links(len(space), first[best], second[best], apart[best])
        links = links.maximum(more).tocsr()
        n_pieces, piece_of = connected_components(links, directed=False)
    return links


def _asking(piece_of: Rows, n_pieces: int) -> Rows:
    """Choose the items that look for another piece: as many of each as there is time for.

    The largest piece needn't ask: each of the others finds one, it or another.
    """
    shuffled = np.random.default_rng(0).permutation(len(piece_of))
    order = shuffled[np.argsort(piece_of[shuffled], kind="stable")]
    sizes = np.bincount(piece_of)
    place = np.arange(len(order)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    others = piece_of[order] != sizes.argmax()
    return np.asarray(order[others & (place < max(1, ASKED // n_pieces))])


def _nearest_elsewhere(
    exact: Floats, plain: Plain, rows: Rows, piece_of: Rows, core: Floats
) -> tuple[Rows, Floats]:
    """Give the item of another piece that each of ``rows`` reaches first, and how far it is."""
    from sklearn.metrics import pairwise_distances

    second = np.empty(len(rows), np.int64)
    apart = np.empty(len(rows))
    at_once = max(1, BLOCK_BYTES // (8 * len(exact)))
    for start in range(0, len(rows), at_once):
        report(start, len(rows))
        some = rows[start : start + at_once]
        far = pairwise_distances(exact[some], exact, metric=plain)
        far[piece_of[some][:, None] == piece_of] = np.inf
        found = np.argmin(np.maximum(far, core), axis=1)
        second[start : start + at_once] = found
        apart[start : start + at_once] = far[np.arange(len(some)), found]
    return second, apart
