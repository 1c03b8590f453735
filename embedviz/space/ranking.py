"""Ranking: the table of the nearest items, as every question after neighbours answers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray


def nearest_table(
    distances: NDArray[np.float64], labels: Sequence[str], k: int, without: Sequence[int]
) -> pd.DataFrame:
    """List the ``k`` items at the smallest distances.

    Parameters
    ----------
    distances : (n,) float64
    labels : sequence of str
        n of them.
    k : int
        At most n less those left out.
    without : sequence of int
        Rows left out.

    Returns
    -------
    pandas.DataFrame
        ``rank`` (from 1), ``label``, ``index`` and ``distance``. As in the neighbour graph, what
        is equal in float32 is ordered by index.
    """
    shown = distances.astype(np.float32)
    shown[list(without)] = np.inf
    found = np.argsort(shown, kind="stable")[:k]
    return pd.DataFrame(
        {
            "rank": np.arange(1, len(found) + 1),
            "label": [labels[index] for index in found],
            "index": found,
            "distance": distances[found],
        }
    )
