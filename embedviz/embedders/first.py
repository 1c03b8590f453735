"""Which ways to make vectors fit a data set, and which one a first visit begins with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from embedviz.datasets import Dataset
from embedviz.embedders import EMBEDDERS
from embedviz.embedders.embedder import Embedder
from embedviz.errors import InvalidRequest
from embedviz.parameters import knobs


def fitting(dataset: Dataset) -> dict[str, type[Embedder]]:
    """Give the ways that fit a data set, by name.

    Raises
    ------
    InvalidRequest
        If there is none.
    """
    found = {name: EMBEDDERS[name] for name in EMBEDDERS if EMBEDDERS[name].fits(dataset)}
    if not found:
        raise InvalidRequest(
            f"{dataset.title or dataset.name} has neither features nor texts nor vectors. Upload "
            "a column with numbers, categories or texts."
        )
    return found


def first_name(dataset: Dataset) -> str:
    """Name the way that a first visit begins with: the declared one, else the first that fits.

    Where that needs what isn't installed, it is one of the same family that doesn't.
    """
    ways = fitting(dataset)
    first = dataset.opening.embedder or next(iter(ways))
    family = EMBEDDERS[first].family
    alike = (name for name, kind in ways.items() if kind.family == family and kind.is_installed())
    return first if EMBEDDERS[first].is_installed() else next(alike, first)


def first_values(kind: type[Embedder], dataset: Dataset) -> Mapping[str, Any]:
    """Give the values that a way's parameters have at a first visit."""
    values = {
        name: field.default if knob.first is None else knob.first(dataset)
        for name, (field, knob) in knobs(kind).items()
    }
    declared = dataset.opening.parameters
    return values | {name: declared[name] for name in declared if name in values}


def first_embedder(dataset: Dataset) -> Embedder:
    """Give the way to make vectors that a first visit to a data set begins with."""
    kind: type[Embedder] = EMBEDDERS[first_name(dataset)]
    return kind(**first_values(kind, dataset))
