"""Objectives: what a network with an embedding layer is asked to predict of a show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from embedviz.datasets.viewers import genre_table, watch_lists, years_of

N_VIEWERS = 4_000


@dataclass(frozen=True, eq=False)
class Examples:
    """What is learned from: lists of items, and what is to be predicted of each item of a list.

    Attributes
    ----------
    lists : (m, n) float32
        One where an item is on a list; the network reads whole lists at a time.
    answers : (n, outputs) float32, or None
        What is right for each item; None where it is the other items of the list.
    outputs : tuple of str
        What the network chooses from.
    """

    lists: NDArray[np.float32]
    answers: NDArray[np.float32] | None
    outputs: tuple[str, ...]

    def counts(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Count how often each output is right for each item in these lists: (n, outputs)."""
        lists = self.lists[rows]
        if self.answers is not None:
            return np.asarray(lists.sum(axis=0)[:, None] * self.answers, np.float32)
        together = lists.T @ lists
        np.fill_diagonal(together, 0)
        return np.asarray(together, np.float32)


@dataclass(frozen=True)
class Objective:
    """What a network is to predict.

    ``source`` completes "learned from"; ``help`` says what the network reads and what it never
    sees; ``examples`` makes its :class:`Examples` from n shows and a seed.
    """

    title: str
    source: str
    help: str
    examples: Callable[[pd.DataFrame, int], Examples]


def _co_watching(frame: pd.DataFrame, seed: int) -> Examples:
    """Predict from a show what else its viewers watched (skip-gram over lists; prod2vec)."""
    lists = watch_lists(frame, N_VIEWERS, seed).watched
    return Examples(lists.astype(np.float32), None, tuple(map(str, frame.index)))


def _genre(frame: pd.DataFrame, _: int) -> Examples:
    """Predict a show's genres, each as right as the others."""
    genres, belongs = genre_table(frame)
    shares = (belongs / belongs.sum(axis=1, keepdims=True)).astype(np.float32)
    return Examples(np.eye(len(frame), dtype=np.float32), shares, genres)


def _decade(frame: pd.DataFrame, _: int) -> Examples:
    """Predict the decade in which a show began."""
    starts = (years_of(frame) // 10 * 10).astype(int)
    decades = np.unique(starts)
    right = (starts[:, None] == decades).astype(np.float32)
    outputs = tuple(f"{decade}s" for decade in decades)
    return Examples(np.eye(len(frame), dtype=np.float32), right, outputs)


OBJECTIVES = {
    "co-watching": Objective(
        "Co-watching: what else its viewers watch",
        "co-watching",
        "Reads only lists of who watched what, never a genre or a year. The viewers are made up: "
        "their tastes are for genres and times, so that is all the lists can tell.",
        _co_watching,
    ),
    "genre": Objective(
        "Genre: what kind of show it is",
        "genres",
        "Reads a show's genres, and nothing else.",
        _genre,
    ),
    "year": Objective(
        "Year: in which decade it began",
        "decades",
        "Reads the decade in which a show began, and nothing else.",
        _decade,
    ),
}
