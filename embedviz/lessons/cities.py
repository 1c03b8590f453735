"""The cities that the first chapters speak of: their spaces, and how one is named in a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

import numpy as np

from embedviz.api import load_dataset, vectorize
from embedviz.datasets import Dataset
from embedviz.projections import Projection
from embedviz.projections.features import Features
from embedviz.space import VectorSpace

VANCOUVER = "Vancouver, Canada"
BURNABY = "Burnaby, Canada"
SEATTLE = "Seattle, United States"
PLACE = ("latitude", "longitude")
LARGE = 100_000


@cache
def cities() -> Dataset:
    """Load the cities, once."""
    return load_dataset("cities")


@lru_cache(maxsize=64)
def places(metric: str = "euclidean") -> VectorSpace:
    """Give the cities as latitude and longitude, compared in degrees or by ``haversine`` in km."""
    return vectorize(cities(), PLACE, metric=metric)


@cache
def large_cities() -> Dataset:
    """Give the cities without the small capitals: to them the second chapter adds a dimension."""
    return cities().take(np.flatnonzero(cities().frame["population"] >= LARGE))


@lru_cache(maxsize=64)
def places_and_people(scaling: str, weight: float) -> VectorSpace:
    """Give the large cities as latitude, longitude and population, scaled and weighted."""
    features = (*PLACE, "population")
    return vectorize(large_cities(), features, scaling=scaling, weights={"population": weight})


@lru_cache(maxsize=64)
def drawn(space: VectorSpace, dimensions: int = 2) -> Projection:
    """Draw the cities by their features as they are: a map, or one with population as height.

    Population goes in powers of ten: else all but the largest cities would lie on the ground.
    """
    view = Features()(space, dimensions=dimensions)
    flat, height = view.axes[:2], view.axes[2:]
    return replace(view, axes=(*flat, *(replace(each, log=True) for each in height)))


def short(label: str) -> str:
    """Give a city without its country.

    Examples
    --------
    >>> short("Vancouver, Canada")
    'Vancouver'
    """
    return label.split(",", 1)[0]


def kilometres(first: str, second: str) -> float:
    """Give the distance of two cities over the curved Earth, in km."""
    return places("haversine").distance(first, second)


def row(label: str) -> dict[str, Any]:
    """Give a city's facts."""
    found = cities().frame.iloc[cities().label_index[label]]
    return {str(name): fact for name, fact in found.items()}


def listed(words: Iterable[str]) -> str:
    """Give words as in a sentence.

    Examples
    --------
    >>> listed(["Richmond", "Burnaby", "Delta"])
    'Richmond, Burnaby and Delta'
    """
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
