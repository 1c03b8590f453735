"""The plane of an analogy: the flat cut through the space in which its parallelogram lies."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from embedviz.errors import InvalidRequest
from embedviz.space.metrics import Floats


def plane_coordinates(
    points: Floats, origin: Floats, right: Floats, up: Floats
) -> NDArray[np.float32]:
    """Drop points on the plane through ``origin``, ``right`` and ``up``.

    Lengths and angles within the plane are true; what lies off it is seen from above.

    Parameters
    ----------
    points : (n, d) float
    origin, right, up : (d,) float
        The first axis runs from ``origin`` to ``right``, the second is square to it, towards
        ``up``.

    Returns
    -------
    (n, 2) float32

    Raises
    ------
    InvalidRequest
        If the three lie on one line.
    """
    across = np.asarray(right - origin, dtype=np.float64)
    upward = np.asarray(up - origin, dtype=np.float64)
    length = np.linalg.norm(across)
    first = across / (length or 1)
    second = upward - (upward @ first) * first
    height = np.linalg.norm(second)
    if length == 0 or height < 1e-6 * np.linalg.norm(upward) or height == 0:
        raise InvalidRequest(
            "These three lie on one line, so they span no plane. Choose other items."
        )
    basis = np.stack([first, second / height], axis=1)
    return np.asarray((points - origin) @ basis, dtype=np.float32)
