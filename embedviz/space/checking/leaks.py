"""Leaks: rows of one split that stand in another as well, so that a test asks what was taught."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from embedviz.space.checking.duplicates import Links
from embedviz.space.checking.given import GAP

Rows = NDArray[np.int64]

NO_SPLIT = np.iinfo(np.int64).max
"""The rank of an item that is in no split: behind all others."""


def ranks_of(splits: Rows) -> Rows:
    """Give the place of each item's split among the splits from the largest on, (n,)."""
    sizes = np.bincount(splits[splits != GAP])
    rank = np.full(len(sizes) + 1, NO_SPLIT)  # the last is that of a gap, whose code is −1
    rank[np.argsort(-sizes, kind="stable")] = np.arange(len(sizes))
    return rank[splits]


def leaks_of(links: Links, rank: Rows) -> tuple[Rows, Rows, Links]:
    """Find each row's nearest twin in a larger split.

    A pair is told once, at the row of the smaller split: leaving these rows out mends it at the
    least cost. Of splits equally large, the later in the order of their names counts as smaller.

    Parameters
    ----------
    links : Links
        Pairs that are alike.
    rank : (n,) int64
        The place of each item's split from the largest on: see :func:`ranks_of`.

    Returns
    -------
    rows, twins, links
        The rows (m,), their nearest twins (m,) and the links between them, the most alike first.
    """
    one, other = rank[links.first], rank[links.second]
    across = (one != other) & (one != NO_SPLIT) & (other != NO_SPLIT)
    links = links.take(across)
    is_first = one[across] > other[across]
    rows = np.where(is_first, links.first, links.second)
    twins = np.where(is_first, links.second, links.first)
    order = np.lexsort((twins, rows, links.apart, links.kind))
    _, once = np.unique(rows[order], return_index=True)
    chosen = order[np.sort(once)]
    return rows[chosen], twins[chosen], links.take(chosen)
