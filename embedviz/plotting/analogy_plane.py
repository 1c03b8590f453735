"""AnalogyPlane: every item dropped on the plane that an analogy's a, b and c span."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from embedviz.errors import InvalidRequest
from embedviz.projections import Method, Projection
from embedviz.space import VectorSpace
from embedviz.space.plane import plane_coordinates


@dataclass(frozen=True, kw_only=True)
class AnalogyPlane(Method):
    """The flat cut through the space in which the parallelogram of a, b, c has its true shape.

    Parameters
    ----------
    a, b, c : str
        Labels; the target is b - a + c.
    """

    a: str
    b: str
    c: str

    title: ClassVar[str] = "The plane of the analogy"
    help: ClassVar[str] = (
        "Lengths and angles within the plane are true; everything else is seen from above."
    )

    def draw(self, space: VectorSpace, *, dimensions: int, seed: int) -> Projection:
        """Drop the items on the plane; raises ``InvalidRequest`` where there is none."""
        if dimensions != 2:
            raise InvalidRequest("The plane of an analogy has 2 dimensions.")
        points = space.points if space.metric == "cosine" else space.vectors
        rows = [space.index_of(label) for label in (self.a, self.b, self.c)]
        flat = plane_coordinates(points, *points[rows])
        return self.project(flat @ upright(flat[rows], space, rows), space, seed)


def upright(corners: NDArray[np.float32], space: VectorSpace, rows: list[int]) -> NDArray[Any]:
    """Give the turn that puts north above and east to the right, (2, 2): as a map has them.

    ``corners`` are three items on the plane, (3, 2), and ``rows`` their rows in the space. Where
    latitude and longitude are no features of it, nothing is turned: a to b leads to the right, and
    c stands above.
    """
    still = np.eye(2, dtype=np.float32)
    compass = {
        column.kind: space.dataset.frame[column.name].to_numpy(np.float64)[rows]
        for column in space.dataset.columns
        if column.kind in ("latitude", "longitude") and column.name in space.feature_columns
    }
    # What grows along the plane as latitude (or longitude) does from corner to corner.
    sides = (corners[1:] - corners[0]).astype(np.float64)
    ways = {kind: np.linalg.solve(sides, at[1:] - at[0]) for kind, at in compass.items()}
    north, east = ways.get("latitude"), ways.get("longitude")
    if north is None or not np.isfinite(north).all() or not north.any():
        return still
    up = north / np.linalg.norm(north)
    right = np.array([up[1], -up[0]])
    if east is not None and right @ east < 0:
        right = -right
    return np.stack([right, up], axis=1).astype(np.float32)
