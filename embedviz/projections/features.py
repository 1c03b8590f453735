"""Features: the numbers themselves as axes, nothing computed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from embedviz.datasets.dataset import NUMERIC, Column, Dataset
from embedviz.errors import InvalidRequest
from embedviz.projections.projection import Axis, Method, Projection
from embedviz.space import VectorSpace

MAP_ORDER = {"longitude": 0, "latitude": 1}
MAP_KINDS = list(MAP_ORDER)
MAP_STRETCH = (1.0, 1.3)
"""On a map a degree of latitude is drawn 1.3 times as long as one of longitude: true at 40°."""


@dataclass(frozen=True, kw_only=True)
class Features(Method):
    """The first two or three numeric features as axes, in their own units.

    Longitude is drawn to the right and latitude upwards, so the two make a map. Where the items
    have no numeric features, the first dimensions of the vectors are drawn.
    """

    title: ClassVar[str] = "Features as axes"
    help: ClassVar[str] = (
        "Draws the first two or three features as they are, in their own units. With latitude "
        "and longitude that is a map."
    )

    @classmethod
    def dimensions_for(cls, dataset: Dataset, columns: Sequence[str]) -> tuple[int, ...]:
        """Draw vectors whose dimensions are features, whichever: it says what is lacking."""
        return (2, 3) if columns else ()

    def draw(self, space: VectorSpace, *, dimensions: int, seed: int) -> Projection:
        """Take the numbers from the data set, as they were before scaling.

        Raises
        ------
        InvalidRequest
            If there are fewer features than axes.
        """
        columns = numeric_columns(space)
        if not columns:
            return self._dimensions(space, dimensions, seed)
        if len(columns) < dimensions:
            listed = " and ".join(column.title for column in columns)
            raise InvalidRequest(
                f"A plot with {dimensions} axes needs {dimensions} features that are numbers; "
                f"chosen so far: {listed}. Add a feature, or choose another projection."
            )
        chosen = sorted(columns[:dimensions], key=lambda column: MAP_ORDER.get(column.kind, 2))
        drawn = space.dataset.frame[[each.name for each in chosen]].astype(np.float32)
        has_gaps = drawn.isna().any()
        axes = (
            Axis(f"{each.title} (gaps: median)" if gaps else each.title, each.log, each.unit)
            for each, gaps in zip(chosen, has_gaps, strict=True)
        )
        return Projection(
            drawn.fillna(drawn.median()).to_numpy(), space, self, seed, tuple(axes),
            axes_have_units=True,
            stretch=MAP_STRETCH if [each.kind for each in chosen] == MAP_KINDS else (),
        )  # fmt: skip

    def _dimensions(self, space: VectorSpace, dimensions: int, seed: int) -> Projection:
        if space.n_dimensions < dimensions:
            raise InvalidRequest(
                f"A plot with {dimensions} axes needs {dimensions} dimensions; "
                f"these vectors have {space.n_dimensions}."
            )
        axes = tuple(Axis(name) for name in space.feature_names[:dimensions])
        return Projection(space.vectors[:, :dimensions], space, self, seed, axes)


def numeric_columns(space: VectorSpace) -> list[Column]:
    """Give the columns with plain numbers that the vectors were made of, in their order."""
    known = {column.name: column for column in space.dataset.columns}
    names = dict.fromkeys(space.feature_columns)
    return [known[name] for name in names if name in known and known[name].kind in NUMERIC]
