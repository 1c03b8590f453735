"""Contributions: which features make two items near or far."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from embedviz.space.metrics import Floats, unit_length


def contributions(first: Floats, second: Floats, metric: str) -> NDArray[np.float64]:
    """Give each dimension's share of the distance between two vectors.

    Parameters
    ----------
    first, second : (d,) float
    metric : str
        ``"euclidean"``: shares of the squared distance. ``"cosine"``: shares of the squared
        distance of the two at unit length, which is twice the cosine distance. ``"manhattan"``:
        shares of the sum of differences. ``"haversine"``: the latitude's and the longitude's
        term in the haversine formula.

    Returns
    -------
    (d,) float64
        Not negative, sum 1; all 0 where the two are the same.
    """
    parts = _terms(np.asarray(first, np.float64), np.asarray(second, np.float64), metric)
    whole = parts.sum()
    return np.asarray(parts / whole if whole else parts)


def _terms(first: Floats, second: Floats, metric: str) -> Floats:
    if metric == "manhattan":
        return np.asarray(np.abs(first - second))
    if metric == "haversine":
        (south, west), (north, east) = np.radians(first), np.radians(second)
        across = np.cos(south) * np.cos(north) * np.sin((east - west) / 2) ** 2
        return np.asarray([np.sin((north - south) / 2) ** 2, across])
    if metric == "cosine":
        first, second = unit_length(first), unit_length(second)
    return np.asarray((first - second) ** 2)
