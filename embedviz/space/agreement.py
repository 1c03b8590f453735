"""Agreement: whether an item's neighbours belong where it belongs itself."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from embedviz.space.vector_space import VectorSpace


def shared_by_neighbors(space: VectorSpace, belongs: ArrayLike, k: int = 5) -> float:
    """Give the share of all items' k nearest others that share at least one group with them.

    Parameters
    ----------
    space : VectorSpace
        n items.
    belongs : (n, groups) array
        Where an item belongs: zeros and ones.
    k : int

    Returns
    -------
    float
        0 to 1. Compare it with what :func:`shared_by_chance` gives.

    Examples
    --------
    >>> space = VectorSpace([[0.0], [1.0], [8.0], [9.0]], list("abcd"))
    >>> shared_by_neighbors(space, [[1, 0], [1, 0], [1, 1], [0, 1]], k=1)
    1.0
    """
    groups = np.asarray(belongs, np.float32)
    near = space.neighbor_graph(k).indices
    return float(((groups[:, None] * groups[near]).sum(axis=2) > 0).mean())


def shared_by_chance(belongs: ArrayLike) -> float:
    """Give the share of all pairs of items that share at least one group, 0 to 1."""
    groups = np.asarray(belongs, np.float32)
    shares = groups @ groups.T > 0
    np.fill_diagonal(shares, val=False)
    return float(shares.sum() / (len(groups) * (len(groups) - 1)))
