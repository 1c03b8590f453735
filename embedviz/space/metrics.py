"""Metrics: how far two vectors are apart, and what a distance is called.

Every metric is told by how it *prepares* vectors so that one of three plain distances between
prepared points gives its order, and how that plain distance becomes its own. So trees, flat
indexes and rank counts need to know only the three.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from embedviz.registry import named

Floats = NDArray[np.floating]
Plain = Literal["euclidean", "manhattan", "haversine"]

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth (IUGG), in km."""

NEAR_AT_HAND = 512
"""So many rows at once, with their differences, fit into a processor's own memory."""


@dataclass(frozen=True)
class Metric:
    """One way to measure distance.

    Attributes
    ----------
    name, title, help : str
        The name in code, what a visitor reads, and one sentence of meaning.
    unit : str
        Unit of a distance, such as ``"km"``; empty where it has none.
    plain : str
        The distance between *prepared* points that gives the same order.
    prepare : callable
        (n, d) vectors to (n, d) points.
    from_plain, to_plain : callable
        Plain distances to this metric's, and back; both keep the order.
    """

    name: str
    title: str
    help: str
    unit: str
    plain: Plain
    prepare: Callable[[Floats], Floats]
    from_plain: Callable[[Floats], Floats]
    to_plain: Callable[[Floats], Floats]

    def distances(self, vector: Floats, points: Floats) -> NDArray[np.float64]:
        """Distance of one (d,) vector to each of the (n, d) *prepared* points, (n,) float64."""
        point = self.prepare(np.asarray(vector, dtype=np.float64)[None, :])[0]
        return self.between(point, points)

    def between(self, point: Floats, points: Floats) -> NDArray[np.float64]:
        """Distance of one *prepared* (d,) point to each of (n, d) prepared ones, (n,) float64."""
        exact = point.astype(np.float64)
        apart = np.empty(len(points))
        for start in range(0, len(points), NEAR_AT_HAND):
            part = slice(start, start + NEAR_AT_HAND)
            apart[part] = plain_distances(exact, points[part], self.plain)
        return np.asarray(self.from_plain(apart), np.float64)


def plain_distances(point: Floats, points: Floats, plain: Plain) -> Floats:
    """Distance of ``point`` (..., d) to ``points`` (..., d), broadcast, over the last axis.

    Differences are taken first and squared after: nothing cancels, however large the values.
    """
    difference = points - point
    if plain == "euclidean":
        return lengths(difference)
    if plain == "manhattan":
        return np.asarray(np.abs(difference).sum(axis=-1))
    half = np.sin(difference / 2) ** 2
    slant = np.cos(point[..., 0]) * np.cos(points[..., 0])
    return np.asarray(2 * np.arcsin(np.sqrt(np.clip(half[..., 0] + slant * half[..., 1], 0, 1))))


def lengths(differences: Floats) -> Floats:
    """Give the Euclidean length of each vector of the last axis, (..., d) to (...)."""
    return np.asarray(np.sqrt(np.vecdot(differences, differences)))


def unit_length(vectors: Floats) -> Floats:
    """Divide each row by its length; a row of zeros stays as it is."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.where(lengths == 0, 1, lengths))


def _same(values: Floats) -> Floats:
    return values


METRICS: dict[str, Metric] = {
    metric.name: metric
    for metric in (
        Metric(
            "euclidean", "Euclidean", "The straight line between two points.",
            "", "euclidean", _same, _same, _same,
        ),
        Metric(
            "cosine", "Cosine", "The angle between two vectors; their lengths don't count.",
            "", "euclidean", unit_length, lambda chord: chord**2 / 2,
            lambda distance: np.sqrt(2 * distance),
        ),
        Metric(
            "manhattan", "Manhattan",
            "The differences of all features, added up, as one walks round street blocks.",
            "", "manhattan", _same, _same, _same,
        ),
        Metric(
            "haversine", "Haversine",
            "Kilometres over the curved Earth, from latitude and longitude.",
            "km", "haversine", np.radians, lambda angle: angle * EARTH_RADIUS_KM,
            lambda distance: distance / EARTH_RADIUS_KM,
        ),
    )
}  # fmt: skip


def metric_named(name: str) -> Metric:
    """Give the metric of this name; raises ``UnknownName`` with the closest names."""
    return METRICS[named("metric", name, METRICS)]
