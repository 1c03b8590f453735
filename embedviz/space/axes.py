"""An axis between two poles: how far along from one to the other each item lies."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from embedviz.errors import InvalidRequest
from embedviz.space.metrics import Floats


def along(vectors: Floats, start: Floats, end: Floats) -> NDArray[np.float32]:
    """Project vectors on the line from ``start`` to ``end``.

    Parameters
    ----------
    vectors : (n, d) float
    start, end : (d,) float

    Returns
    -------
    (n,) float32
        0 at the start, 1 at the end; less or more beyond them.

    Raises
    ------
    InvalidRequest
        If start and end are the same point.
    """
    direction = np.asarray(end - start, dtype=np.float64)
    length = float(direction @ direction)
    if length == 0:
        raise InvalidRequest("An axis needs two poles that differ; these have the same vector.")
    return np.asarray((vectors - start) @ direction / length, dtype=np.float32)
