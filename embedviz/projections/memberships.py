"""Membership strengths: how firmly UMAP ties each item to its neighbours."""

from __future__ import annotations

import warnings
from functools import cache
from typing import Any

import numpy as np
from scipy.sparse import coo_array, csr_array

from embedviz.space.neighbors import NeighborGraph, with_itself

__all__ = ["find_ab_params", "membership_strengths"]

with warnings.catch_warnings():
    warnings.filterwarnings("ignore", message="Tensorflow not installed")
    from umap.umap_ import compute_membership_strengths, find_ab_params, smooth_knn_dist


def membership_strengths(graph: NeighborGraph) -> csr_array:
    """Weigh the edges of a neighbour graph: UMAP's fuzzy simplicial set.

    The work is umap-learn's own. Its ``fuzzy_simplicial_set`` would compile the two functions in
    every process anew (5 of the 9 s of a first picture of 20,000 items); here what was compiled
    is kept on disk.

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
    near = with_itself(graph)  # umap-learn counts an item among its own neighbours
    n_items, k = near.indices.shape
    widths, nearest = _kept(smooth_knn_dist)(near.distances, float(k), local_connectivity=1.0)
    rows, columns, strengths, _ = _kept(compute_membership_strengths)(
        near.indices, near.distances, widths, nearest
    )
    one_way = csr_array(coo_array((strengths, (rows, columns)), shape=(n_items, n_items)))
    other_way = one_way.T
    both = csr_array(one_way + other_way - one_way.multiply(other_way), dtype=np.float32)
    both.eliminate_zeros()
    return both


@cache
def _kept(function: Any) -> Any:
    """Give a function of umap-learn with its compiled form kept on disk."""
    from numba import njit

    return njit(cache=True, parallel=True, locals=function.locals)(function.py_func)
