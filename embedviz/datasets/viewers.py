"""Viewers: made-up people with tastes, what each has watched and how they rate it; no real data."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from embedviz.datasets.dataset import Dataset
from embedviz.errors import InvalidRequest

GENRES, YEAR = "genres", "debuted"
"""The only facts of a show that a viewer's taste knows of."""

CONCENTRATION = 0.2
"""Of tastes: far below 1, so that a viewer likes a few genres and not a little of each."""

ERA = 12.0
"""Years around a viewer's favourite year within which most of what they watch began."""

BY_CHANCE = 0.1
"""The share of what is watched whatever the taste: a friend's advice, nothing else was on."""

FEWEST, MOST = 8, 20
"""Shows on a viewer's list."""

SEEN = 0.12
"""The share of all shows that a person has rated."""

LEAN, MOOD, PULL = 0.5, 0.5, 1.5
"""Beside a show's genres: how much its age counts in a rating, and chance; and how much the liking
draws a person to watch it."""


@dataclass(frozen=True, eq=False)
class WatchLists:
    """Who has watched what.

    Attributes
    ----------
    watched : (viewers, shows) bool
    genres : tuple of str
        What tastes are tastes for.
    tastes : (viewers, genres) float64
        How each viewer's liking is spread over the genres; a row adds up to 1.
    years : (viewers,) float64
        Each viewer's favourite year.
    """

    watched: NDArray[np.bool_]
    genres: tuple[str, ...]
    tastes: NDArray[np.float64]
    years: NDArray[np.float64]


def watch_lists(frame: pd.DataFrame, n_viewers: int, seed: int) -> WatchLists:
    """Make up viewers, and draw what each has watched.

    A viewer likes a few genres (a Dirichlet draw) and a time (a year with a bell curve about it).
    A show's appeal is the mean liking of its genres times how near it began to that year; 8 to 20
    shows are drawn by their appeal, each at most once, and one in ten whatever its appeal. Nothing
    else of a show is used: not its country, its network, its length or its cast.

    Parameters
    ----------
    frame : pandas.DataFrame
        n shows with the columns ``genres`` (a set, ``"a; b"``) and ``debuted`` (a year).
    n_viewers : int
    seed : int

    Raises
    ------
    InvalidRequest
        If there are fewer than four shows, or one of the columns is missing or has gaps.
    """
    genres, belongs = genre_table(frame)
    years = years_of(frame)
    rng = np.random.default_rng(seed)
    tastes = rng.dirichlet(np.full(len(genres), CONCENTRATION), n_viewers)
    favourites = rng.choice(years, n_viewers) + rng.normal(scale=ERA / 2, size=n_viewers)
    liking = tastes @ (belongs / belongs.sum(axis=1, keepdims=True)).T
    appeal = liking * np.exp(-(((years - favourites[:, None]) / ERA) ** 2) / 2) + 1e-12
    chances = (1 - BY_CHANCE) * appeal / appeal.sum(axis=1, keepdims=True) + BY_CHANCE / len(frame)
    most = min(MOST, len(frame) // 2)
    lengths = rng.integers(min(FEWEST, most), most + 1, n_viewers)
    # The shows with the largest log-chance plus Gumbel noise are a draw without replacement.
    order = np.argsort(-(np.log(chances) + rng.gumbel(size=chances.shape)), axis=1)
    watched = np.zeros(chances.shape, bool)
    np.put_along_axis(watched, order, np.arange(len(frame)) < lengths[:, None], axis=1)
    return WatchLists(watched, genres, tastes, favourites)


def simulated_ratings(dataset: Dataset, n_people: int, seed: int) -> NDArray[np.float32]:
    """Make up people, and the ratings each has given.

    A person likes or dislikes each genre and older or newer shows (normal draws). A show's rating
    is the sum of the likings of its genres, its age and a mood of the day, put on a scale of 1 to
    5; about an eighth of the shows are rated, half of these drawn by how well they please, since
    people choose what they watch.

    Parameters
    ----------
    dataset : Dataset
        n shows, with the facts that :func:`watch_lists` needs.
    n_people : int
    seed : int

    Returns
    -------
    (n_people, n) float32
        1 to 5; NaN where a show isn't rated.

    Raises
    ------
    InvalidRequest
        As :func:`watch_lists`.
    """
    genres, belongs = genre_table(dataset.frame)
    years = years_of(dataset.frame)
    rng = np.random.default_rng(seed)
    age = (years - years.mean()) / (years.std() or 1.0)
    parts = belongs / np.sqrt(belongs.sum(axis=1, keepdims=True))
    liking = rng.normal(size=(n_people, len(genres))) @ parts.T
    liking += LEAN * rng.normal(size=(n_people, 1)) * age
    felt = liking + MOOD * rng.normal(size=liking.shape)
    ratings = np.clip(np.rint(3 + 1.2 * felt), 1, 5)
    each = max(2, round(SEEN * len(dataset) / 2))
    seen = np.zeros(liking.shape, bool)
    for pull in (0.0, PULL):
        keys = pull * liking + rng.gumbel(size=liking.shape)
        np.put_along_axis(seen, np.argsort(-keys, axis=1)[:, :each], values=True, axis=1)
    return np.where(seen, ratings, np.nan).astype(np.float32)


def genre_table(frame: pd.DataFrame) -> tuple[tuple[str, ...], NDArray[np.float64]]:
    """Give the genres and which show belongs to which, (n, genres) of zeros and ones."""
    _check(frame, GENRES)
    table = frame[GENRES].str.get_dummies("; ")
    return tuple(table.columns), table.to_numpy(np.float64)


def years_of(frame: pd.DataFrame) -> NDArray[np.float64]:
    """Give the year in which each show began, (n,)."""
    _check(frame, YEAR)
    return frame[YEAR].to_numpy(np.float64)


def _check(frame: pd.DataFrame, column: str) -> None:
    if column not in frame or frame[column].isna().any():
        raise InvalidRequest(
            f'Viewers are made up from facts of shows: the column "{column}" is needed, without '
            "gaps. The data set tv_shows has it."
        )
    if len(frame) < 4:
        raise InvalidRequest(f"{len(frame)} shows are too few to choose from. Take at least four.")
