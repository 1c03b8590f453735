"""Membership strengths: how firmly UMAP ties each item to its neighbours."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

from embedviz.space.neighbors import NeighborGraph

SMALLEST_WIDTH = 1e-3
"""Of the mean distance, as in umap-learn: no kernel is narrower."""

HALVINGS = 50
"""Of an interval known to a factor of 2: then a width is right to the last bit but two."""

ROWS_AT_ONCE = 20_000


def membership_strengths(graph: NeighborGraph) -> csr_array:
    """Weigh the edges of a neighbour graph: UMAP's fuzzy simplicial set.

    Equal to umap-learn's up to the 1e-5 at which that stops its search; here widths are searched
    to the end, so that machines whose ``exp`` differ in the last bit agree to many digits.

    Parameters
    ----------
    graph : NeighborGraph
        (n, k): the k nearest others of each item.

    Returns
    -------
    (n, n) sparse array of float32
        Symmetric, 0 to 1.

    References
    ----------
    L. McInnes, J. Healy, J. Melville: UMAP, section 3. https://arxiv.org/abs/1802.03426
    """
    n_items, k = graph.indices.shape
    mean = float(graph.distances.mean(dtype=np.float64)) * k / (k + 1)
    strengths = np.empty((n_items, k))
    for start in range(0, n_items, ROWS_AT_ONCE):
        some = slice(start, start + ROWS_AT_ONCE)
        strengths[some] = _strengths(graph.distances[some].astype(np.float64), mean)
    rows = np.repeat(np.arange(n_items, dtype=np.int32), k)
    edges = (strengths.ravel(), (rows, graph.indices.ravel()))
    one_way = csr_array(coo_array(edges, shape=(n_items, n_items)))
    other_way = csr_array(one_way.T)
    both = csr_array(one_way + other_way - one_way.multiply(other_way), dtype=np.float32)
    both.eliminate_zeros()
    return both


def _strengths(distances: NDArray[np.float64], mean_of_all: float) -> NDArray[np.float64]:
    """Give exp(-(distance - nearest) / width), the widths such that a row's sum is log2(k + 1).

    umap-learn counts the item itself among its k + 1 neighbours, but not in the sum.
    """
    k = distances.shape[1]
    nearest = np.where(distances > 0, distances, np.inf).min(axis=1, keepdims=True)
    nearest[np.isinf(nearest)] = 0
    beyond = np.maximum(distances - nearest, 0)
    wanted = np.log2(k + 1)
    searched = (beyond > 0).any(axis=1) & ((beyond == 0).sum(axis=1) < wanted)
    part = beyond[searched]
    scale = part.max(axis=1, keepdims=True)
    part /= scale
    low, high = np.zeros_like(scale), np.ones_like(scale)
    while (short := np.exp(-part / high).sum(axis=1, keepdims=True) < wanted).any():
        low, high = np.where(short, high, low), np.where(short, 2 * high, high)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        short = np.exp(-part / middle).sum(axis=1, keepdims=True) < wanted
        low, high = np.where(short, middle, low), np.where(short, high, middle)
    widths = np.zeros((len(distances), 1))
    widths[searched] = high * scale
    mean = np.where(nearest > 0, distances.mean(axis=1, keepdims=True) * k / (k + 1), mean_of_all)
    widths = np.maximum(widths, SMALLEST_WIDTH * mean)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(beyond == 0, 1.0, np.exp(-beyond / widths))
