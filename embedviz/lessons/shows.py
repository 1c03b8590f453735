"""The TV shows that chapters speak of: their genres written in several ways, and their spaces."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from embedviz.api import load_dataset, vectorize
from embedviz.datasets.dataset import Column, Dataset
from embedviz.datasets.viewers import genre_table
from embedviz.space import VectorSpace
from embedviz.space.agreement import shared_by_neighbors
from embedviz.vectorizers.columns import split_set

K = 5
NUMBERS = ("debuted", "episode_length", "seasons", "episodes")
GENRE_COLUMNS = {"none": (), "number": ("number",), "one_hot": ("main",), "set": ("genres",)}
"""For each way to write the genre, the column of :func:`shows` that holds it."""


@cache
def shows() -> Dataset:
    """Give the TV shows, each with its main genre and that genre's number in the alphabet."""
    dataset: Dataset = load_dataset("tv_shows")
    main = dataset.grouped("genres")
    numbers = genre_numbers(dataset)
    return replace(
        dataset,
        frame=dataset.frame.assign(main=main, number=main.map(numbers)),
        columns=(
            *dataset.columns,
            Column("main", "main genre", "category"),
            Column("number", "number of its main genre", "number"),
        ),
    )


def genre_numbers(dataset: Dataset) -> dict[str, int]:
    """Give the main genres numbers by the alphabet, from 1: an order that means nothing."""
    return {genre: number for number, genre in enumerate(sorted(dataset.groups_of("genres")), 1)}


@cache
def space_of(genre_as: str, metric: str) -> VectorSpace:
    """Make the vectors of all shows with the genre written in one of the ways."""
    features = [*GENRE_COLUMNS[genre_as], *NUMBERS]
    return vectorize(shows(), features, scaling="standard", metric=metric)


def alike(space: VectorSpace) -> float:
    """Give the share of everyone's five nearest that have a genre in common with them."""
    _, belongs = genre_table(shows().frame)
    return shared_by_neighbors(space, belongs, K)


def genres_of(row: int) -> set[str]:
    """Give all genres of a show."""
    return set(split_set(shows().frame["genres"].iat[row]))
