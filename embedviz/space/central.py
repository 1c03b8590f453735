"""Central: the centroid of a group in a space's metric, its most typical item, how tight it is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from embedviz.space.metrics import Floats
from embedviz.space.vector_space import VectorSpace

Rows = NDArray[np.int64]

MOST_CANDIDATES = 256
"""So many items nearest to a centroid may be the medoid; of fewer items each may."""

MOST_COMPARED = 2_000
"""So many items stand for all others where a mean distance is asked."""


def on_a_plain_scale(space: VectorSpace) -> tuple[Floats, str]:
    """Give (n, d) points and the metric between them; places on Earth as points of a sphere."""
    if space.measure.plain != "haversine":
        return space.points, space.measure.plain
    latitude, longitude = space.points.astype(np.float64).T
    across = np.cos(latitude)
    sphere = np.stack(
        [across * np.cos(longitude), across * np.sin(longitude), np.sin(latitude)], axis=1
    )
    return sphere, "euclidean"  # the chord has the order of the arc


def centroid(space: VectorSpace, rows: Rows) -> NDArray[np.float64]:
    """Give the middle of some items as a prepared (d,) point of the space's metric.

    The mean; of unit vectors, brought to unit length again; the median where distances are
    Manhattan's; on the Earth the place below the mean of the points in space.
    """
    points, plain = on_a_plain_scale(space)
    some = points[rows].astype(np.float64)
    if plain == "manhattan":
        return np.asarray(np.median(some, axis=0))
    middle = some.mean(axis=0)
    if space.metric == "haversine":
        x, y, z = middle
        return np.array([np.arctan2(z, np.hypot(x, y)), np.arctan2(y, x)])
    if space.metric == "cosine":
        return np.asarray(middle / (np.linalg.norm(middle) or 1.0))
    return np.asarray(middle)


def from_centroid(space: VectorSpace, rows: Rows) -> NDArray[np.float64]:
    """Give the distance of each of some items to their centroid, in the metric's unit."""
    return space.measure.between(centroid(space, rows), space.points[rows])


def medoid(space: VectorSpace, rows: Rows) -> int:
    """Give the row of the item that has the smallest sum of distances to the others.

    Of more than 256 items, one of the 256 nearest to their centroid; of more than 2,000, the
    distances to 2,000 of them, drawn at random, decide. The first of several is taken.
    """
    near = rows
    if len(rows) > MOST_CANDIDATES:
        nearest = np.argsort(from_centroid(space, rows), kind="stable")[:MOST_CANDIDATES]
        near = np.sort(rows[nearest])
    return int(near[_apart(space, near, _some(rows)).mean(axis=1).argmin()])


def tightness(space: VectorSpace, rows: Rows, middle: int) -> float:
    """Say how tight a group is: 1 for all in one place, 0 for as wide as the whole space.

    1 less the mean distance of the others of the group to its medoid, divided by that of all
    items. Of more than 2,000 items, 2,000 drawn at random are asked.
    """
    others, all_others = (
        each[each != middle] for each in (_some(rows), _some(np.arange(len(space))))
    )
    if not len(others):
        return 1.0
    asked = np.array([middle])
    wide = float(_apart(space, asked, all_others).mean())
    return 1.0 - float(_apart(space, asked, others).mean()) / wide if wide else 0.0


def _some(rows: Rows) -> Rows:
    if len(rows) <= MOST_COMPARED:
        return rows
    return np.random.default_rng(0).choice(rows, MOST_COMPARED, replace=False)


def _apart(space: VectorSpace, some: Rows, others: Rows) -> Floats:
    """Give distances in the metric's unit, (some, others)."""
    from sklearn.metrics import pairwise_distances

    points, measure = space.points, space.measure
    plain = pairwise_distances(
        points[some].astype(np.float64), points[others].astype(np.float64), metric=measure.plain
    )
    return np.asarray(measure.from_plain(plain))
