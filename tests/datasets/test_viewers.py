"""Viewers: made up from genres and years, and from nothing else."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy.stats import spearmanr

import embedviz as ev
from embedviz.datasets.viewers import (
    BY_CHANCE,
    FEWEST,
    MOST,
    genre_table,
    simulated_ratings,
    watch_lists,
    years_of,
)


@pytest.fixture(scope="module")
def shows():
    return ev.load_dataset("tv_shows")


@pytest.fixture(scope="module")
def lists(shows):
    return watch_lists(shows.frame, 1_000, 1)


def test_the_same_seed_gives_the_same_viewers_and_another_others(shows, lists):
    np.testing.assert_array_equal(watch_lists(shows.frame, 1_000, 1).watched, lists.watched)
    assert (watch_lists(shows.frame, 1_000, 2).watched != lists.watched).any()


def test_lists_are_as_long_as_said(lists):
    lengths = lists.watched.sum(axis=1)
    assert (lengths.min(), lengths.max()) == (FEWEST, MOST)


def test_viewers_watch_their_favourite_genre_far_more_often_than_others(shows, lists):
    _, belongs = genre_table(shows.frame)
    favourite = belongs[:, lists.tastes.argmax(axis=1)].T > 0
    liked = (favourite & lists.watched).sum() / lists.watched.sum()
    assert liked > 2.5 * favourite.mean()
    np.testing.assert_allclose(lists.tastes.sum(axis=1), 1)


def test_about_one_in_ten_is_watched_by_chance():
    years = np.repeat([1900, 2020], 100)
    frame = pd.DataFrame({"genres": "Drama", "debuted": years})
    lists = watch_lists(frame, 1_000, 1)
    foreign = np.abs(years - lists.years[:, None]) > 60  # that no taste explains
    share = (lists.watched & foreign).sum() / lists.watched.sum()
    assert share == pytest.approx(BY_CHANCE / 2, abs=0.01)


def test_viewers_watch_shows_of_their_time(shows, lists):
    means = np.where(lists.watched, years_of(shows.frame), np.nan)
    assert spearmanr(np.nanmean(means, axis=1), lists.years).statistic > 0.7


def test_no_other_fact_is_used(shows, lists):
    alone = shows.frame[["genres", "debuted"]]
    np.testing.assert_array_equal(watch_lists(alone, 1_000, 1).watched, lists.watched)


def test_a_few_shows_make_short_lists(shows):
    lengths = watch_lists(shows.frame.iloc[:5], 50, 1).watched.sum(axis=1)
    assert (lengths == 2).all()


@pytest.mark.parametrize(
    ("frame", "sentence"),
    [
        (pd.DataFrame({"genres": ["a"] * 5}), 'the column "debuted" is needed'),
        (pd.DataFrame({"genres": [None] * 5, "debuted": 1990}), 'the column "genres" is needed'),
        (pd.DataFrame({"genres": ["a"] * 3, "debuted": 1990}), "3 shows are too few"),
    ],
)
def test_what_is_missing_is_named(frame, sentence):
    with pytest.raises(ev.InvalidRequest, match=sentence):
        watch_lists(frame, 10, 1)


def test_ratings_are_whole_points_of_an_eighth_of_the_shows(shows):
    ratings = simulated_ratings(shows, 200, 3)
    known = np.isfinite(ratings)
    assert set(np.unique(ratings[known])) == {1, 2, 3, 4, 5}
    assert 0.1 < known.mean() < 0.12
    np.testing.assert_array_equal(ratings, simulated_ratings(shows, 200, 3))


def test_people_watch_what_pleases_them_so_what_is_missing_is_not_missing_at_random(shows):
    assert np.nanmean(simulated_ratings(shows, 200, 3)) > 3.3


def test_a_column_that_ratings_need_is_named(shows):
    other = replace(shows, frame=shows.frame.drop(columns="genres"), columns=())
    with pytest.raises(ev.InvalidRequest, match='the column "genres" is needed'):
        simulated_ratings(other, 10, 1)
