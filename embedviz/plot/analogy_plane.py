"""AnalogyPlane: every item dropped on the plane that an analogy's a, b and c span."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

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
        "Lengths and angles within the plane are true; all else is seen from above."
    )

    def draw(self, space: VectorSpace, *, dimensions: int, seed: int) -> Projection:
        """Drop the items on the plane; raises ``InvalidRequest`` where there is none."""
        if dimensions != 2:
            raise InvalidRequest("The plane of an analogy has 2 dimensions.")
        points = space.points if space.metric == "cosine" else space.vectors
        corners = (points[space.index_of(label)] for label in (self.a, self.b, self.c))
        return self.project(plane_coordinates(points, *corners), space, seed)
