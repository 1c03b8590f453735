"""Blocks of numbers of different kinds side by side, each with its share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from embedviz.datasets.dataset import Column
from embedviz.datasets.gaps import is_gap
from embedviz.errors import InvalidRequest
from embedviz.vectorizers.features import check_weight

ALIKE = 1e-6
"""Items that differ by less than this share of their size differ by rounding."""

AT_ONCE = 64
"""Dimensions whose variance is computed together."""


def balanced(
    vectors: NDArray[np.floating], blocks: Sequence[str], weights: Mapping[str, float]
) -> NDArray[np.float32]:
    """Make blocks of dimensions comparable, then give each the share its weight asks for.

    A table's features are a few numbers of any size, a text is hundreds of small ones: side by
    side, one of them would decide alone who is near. So each block is divided by the root mean
    square of the distances between its items, and multiplied by the root of its weight's part of
    all weights. Then the mean squared Euclidean distance between two items is 1, and a block with
    the weight w has w / (sum of weights) of it. A block whose items are all alike becomes zeros.

    Parameters
    ----------
    vectors : (n, d) float
    blocks : sequence of str
        For each of the d dimensions, the block it belongs to.
    weights : mapping of str to float
        Each block's weight, 0 to 100.

    Returns
    -------
    (n, d) float32

    Raises
    ------
    InvalidParameter
        If a weight is out of its range.
    InvalidRequest
        If no block has a weight.

    Notes
    -----
    Multiple factor analysis balances groups of variables in the same way, but by their first
    singular value, so that none makes the first axis alone. Here the promise is about distances:
    a text's variance is spread over hundreds of dimensions, its first singular value is small,
    and divided by it a text would drown the features. So it is the total variance, half the mean
    squared distance, that is made equal.

    References
    ----------
    B. Escofier, J. Pagès: Multiple factor analysis (AFMULT package), Computational Statistics &
    Data Analysis 18 (1994).
    """
    for name, weight in weights.items():
        check_weight(name, weight)
    whole = sum(weights.values())
    if not whole:
        raise InvalidRequest(
            "Every part of the mix has the weight 0: every item would be the same point. "
            "Give one of them a weight."
        )
    factors = np.zeros(len(blocks))
    for name, weight in weights.items():
        of_block = np.array(blocks, dtype=object) == name
        apart = typical_distance(vectors[:, of_block])
        if apart:
            factors[of_block] = np.sqrt(weight / whole) / apart
    mixed = np.empty(vectors.shape, dtype=np.float32)
    np.multiply(vectors, factors, out=mixed, casting="same_kind")
    return mixed


def typical_distance(vectors: NDArray[np.floating]) -> float:
    """Give the root mean square of the Euclidean distances between the rows of (n, d) vectors.

    By the total variance: the mean squared distance is twice it. 0 where rows differ by no more
    than rounding.
    """
    if len(vectors) < 2:
        return 0.0
    variance = sum(
        float(some.var(axis=0, ddof=1, dtype=np.float64).sum())  # few at once: they are copied
        for some in np.array_split(vectors, max(1, vectors.shape[1] // AT_ONCE), axis=1)
    )
    apart = float(np.sqrt(2 * variance))
    largest = max(abs(float(vectors.max())), abs(float(vectors.min())))
    return apart if apart > ALIKE * largest else 0.0


def known_texts(values: pd.Series, column: Column) -> list[str]:
    """Give the texts of a column that are not blank, in their order: what is to be encoded."""
    return [str(each) for each in values[~is_gap(values, column)]]


def as_block(
    values: pd.Series, column: Column, encoded: NDArray[np.floating], *, mark_gaps: bool = False
) -> NDArray[np.float32]:
    """Make a block of a text column: the angle between texts becomes a distance.

    Parameters
    ----------
    values : (n,) Series
        The column; where it is blank, an item lies in the middle of the others.
    column : Column
    encoded : (m, d) float
        The vectors of its :func:`known_texts`, at any length; here they get length 1, so that
        squared distances are twice the cosine distances.
    mark_gaps : bool
        Add a dimension that is 1 for the blank ones, else 0, if there are any.

    Returns
    -------
    (n, d) or (n, d + 1) float32
    """
    gaps = is_gap(values, column).to_numpy(bool)
    # Equal texts get the very same vector, however batches were rounded.
    first: dict[str, int] = {}
    rows = [first.setdefault(text, row) for row, text in enumerate(known_texts(values, column))]
    block = np.empty((len(values), encoded.shape[1] + (mark_gaps and gaps.any())), np.float32)
    meaning = block[:, : encoded.shape[1]]
    meaning[~gaps] = encoded if len(first) == len(rows) else encoded[rows]
    meaning[gaps] = 0
    lengths = np.linalg.norm(meaning, axis=1, keepdims=True)
    np.divide(meaning, lengths, out=meaning, where=lengths > 0)
    meaning[gaps] = meaning[~gaps].mean(axis=0, dtype=np.float64) if gaps.any() else 0
    block[:, encoded.shape[1] :] = gaps[:, None]
    return block
