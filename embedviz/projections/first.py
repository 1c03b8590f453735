"""Which projections can draw which vectors, and which one a first look takes."""

from __future__ import annotations

from collections.abc import Sequence

from embedviz.datasets import Dataset
from embedviz.projections import PROJECTIONS


def fitting(dataset: Dataset, columns: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Give the projections that can draw vectors of these columns, and in how many dimensions."""
    sizes = {name: PROJECTIONS[name].dimensions_for(dataset, columns) for name in PROJECTIONS}
    return {name: each for name, each in sizes.items() if each}


def first_name(dataset: Dataset, columns: Sequence[str], *, wide: bool) -> str:
    """Name the projection of a first look: the declared one, else the one with the most appeal.

    ``wide`` says that the vectors have many dimensions.
    """
    names = fitting(dataset, columns)
    if dataset.opening.projection in names:
        return dataset.opening.projection
    return max(names, key=lambda name: PROJECTIONS[name].appeal(dataset, wide=wide))
