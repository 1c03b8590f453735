"""Hubs and orphans: items that are among the nearest of very many others, or of none."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

HUB = 5.0
"""A hub is among the nearest of so many times k others, where k is usual."""


def in_degrees(indices: NDArray[np.integer]) -> NDArray[np.int64]:
    """Count among whose k nearest each item is, (n,), from the neighbours (n, k).

    Examples
    --------
    >>> in_degrees(np.array([[1], [0], [0]])).tolist()
    [2, 1, 0]
    """
    return np.bincount(indices.ravel(), minlength=len(indices))


def skewness(degrees: NDArray[np.integer]) -> float:
    """Give the skewness of the k-occurrences, which measures how much a space is ruled by hubs.

    The third standardized moment: 0 where as many items are often a neighbour as rarely.

    References
    ----------
    M. Radovanović, A. Nanopoulos, M. Ivanović: Hubs in Space, JMLR 11 (2010),
    https://jmlr.org/papers/v11/radovanovic10a.html.
    """
    apart = degrees - degrees.mean()
    spread = float(apart.std())
    return float(((apart / spread) ** 3).mean()) if spread else 0.0
