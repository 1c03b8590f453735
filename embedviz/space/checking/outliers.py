"""Outliers: items that are far from their nearest, compared with what is usual in the space."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

TO_DEVIATION = 1.4826
"""The median deviation of a normal distribution times this is its standard deviation."""

OUTLYING = 3.5
"""So many robust deviations are taken for an outlier: Iglewicz and Hoaglin's own limit."""


def outlier_scores(distances: NDArray[np.floating]) -> NDArray[np.float64]:
    """Say by how many robust deviations each item's mean distance is above the usual one.

    The mean distance to the k nearest (Angiulli and Pizzuti 2002) ranks the items. It is compared
    with the median; the deviation is that of the items above the median, whose side the outliers
    are on, so that a long tail on this side isn't all outliers.

    Parameters
    ----------
    distances : (n, k) float
        Of the neighbour graph.

    Returns
    -------
    (n,) float64
        0 for the median item. In the order of the mean distances.

    References
    ----------
    F. Angiulli, C. Pizzuti: Fast Outlier Detection in High Dimensional Spaces, PKDD 2002,
    https://doi.org/10.1007/3-540-45681-3_2.
    B. Iglewicz, D. Hoaglin: How to Detect and Handle Outliers, ASQC 1993.

    Examples
    --------
    >>> outlier_scores(np.array([[1.0], [2.0], [3.0], [4.0], [30.0]])).round(1).tolist()
    [-1.3, -0.7, 0.0, 0.7, 18.2]
    """
    usual = distances.mean(axis=1, dtype=np.float64)
    above = usual - np.median(usual)
    deviation = TO_DEVIATION * float(np.median(above[above >= 0]))
    if deviation == 0:  # most are copies
        deviation = float(above.std()) or 1.0
    return np.asarray(above / deviation)
