"""Given: the picture that came with the data, nothing computed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from embedviz.datasets import Dataset
from embedviz.errors import InvalidRequest
from embedviz.projections.projection import Axis, Method, Projection
from embedviz.space import VectorSpace


@dataclass(frozen=True, kw_only=True)
class Given(Method):
    """The places that the data set's own columns give, such as x and y of an earlier UMAP.

    Neighbours and quality are still those of the vectors, so that it shows how far somebody
    else's picture can be believed.
    """

    title: ClassVar[str] = "Ready coordinates"
    help: ClassVar[str] = (
        "Draws each item where the file's own columns, such as x and y, put it. Nothing is "
        "computed."
    )

    @classmethod
    def dimensions_for(cls, dataset: Dataset, columns: Sequence[str]) -> tuple[int, ...]:
        """As many as there are columns that say where items are drawn."""
        return tuple(each for each in (2, 3) if each <= len(dataset.positions))

    @classmethod
    def appeal(cls, dataset: Dataset, *, wide: bool) -> int:
        """Put first what somebody has drawn before."""
        return 3 if dataset.positions else 0

    def draw(self, space: VectorSpace, *, dimensions: int, seed: int) -> Projection:
        """Take the places from the data set.

        Raises
        ------
        InvalidRequest
            If it has none, or not for so many axes.
        """
        names = space.dataset.positions
        if len(names) < dimensions:
            there = f"There are {len(names)}: {', '.join(names)}" if names else "There are none"
            raise InvalidRequest(
                f"Ready coordinates in {dimensions} dimensions need {dimensions} columns that say "
                f"where items are drawn. {there}. Choose another projection"
                f"{', or 2D' if len(names) == 2 else ''}."
            )
        columns = [space.dataset.column(name) for name in names[:dimensions]]
        places = [space.dataset.frame[each.name].to_numpy(np.float32) for each in columns]
        return Projection(
            np.stack(places, axis=1), space, self, seed,
            tuple(Axis(each.title, unit=each.unit) for each in columns),
        )  # fmt: skip
