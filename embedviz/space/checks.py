"""Checks: what vectors must be for distances among them to mean something."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from embedviz.errors import InvalidRequest
from embedviz.space.metrics import metric_named

LARGEST_DEGREES = np.array([90, 180])


def check_table(vectors: NDArray[np.float32], labels: Sequence[str], names: Sequence[str]) -> None:
    """Raise ``InvalidRequest`` unless vectors are (n, d), with n labels and d names or none."""
    if vectors.ndim != 2 or not vectors.shape[1]:
        raise InvalidRequest(
            "Vectors must be a table of numbers, one row an item and at least one column, "
            f"got the shape {vectors.shape}."
        )
    n_items, n_dimensions = vectors.shape
    if len(labels) != n_items:
        raise InvalidRequest(f"{len(labels):,} labels were given for {n_items:,} vectors.")
    if names and len(names) != n_dimensions:
        raise InvalidRequest(f"{len(names):,} names were given for {n_dimensions:,} dimensions.")


def check_finite(vectors: NDArray[np.float32], labels: Sequence[str], names: Sequence[str]) -> None:
    """Raise ``InvalidRequest`` with the first number that is not finite."""
    # Two numbers tell of all, without another array as large as the vectors.
    if not np.isfinite([vectors.min(), vectors.max()]).all():
        row, column = (int(where) for where in np.argwhere(~np.isfinite(vectors))[0])
        raise InvalidRequest(
            f'The vector of "{labels[row]}" has no finite number in "{names[column]}". '
            "Every value must be a finite number."
        )


def check_metric(metric: str, vectors: NDArray[np.float32], labels: Sequence[str]) -> None:
    """Raise ``UnknownName`` for an unknown metric, ``InvalidRequest`` for unsuitable vectors."""
    metric_named(metric)
    if metric == "cosine":
        nowhere = ~vectors.any(axis=1)
        if nowhere.any():
            raise InvalidRequest(
                f'"{labels[int(nowhere.argmax())]}" has only zeros in its vector, so it '
                "points nowhere and has no angle to others. Leave it out, or choose another "
                "distance than cosine."
            )
    if metric == "haversine" and not (
        vectors.shape[1] == 2 and (np.abs(vectors) <= LARGEST_DEGREES).all()
    ):
        raise InvalidRequest(
            "Haversine measures kilometres on the Earth: it needs exactly latitude and "
            "longitude, in degrees, not scaled. Choose those two features, or another metric."
        )


def as_vector(vector: ArrayLike, n_dimensions: int) -> NDArray[np.float32]:
    """Give a (d,) float32 vector; raises ``InvalidRequest`` if it is of another shape."""
    array = np.asarray(vector, dtype=np.float32)
    if array.shape != (n_dimensions,):
        raise InvalidRequest(
            f"A vector of this space has {n_dimensions:,} numbers, got the shape {array.shape}."
        )
    return array
