"""RatingFactors: users and items in one space; against SVD where every rating is known."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from sklearn.decomposition import TruncatedSVD
from sklearn.linear_model import Ridge

import embedviz as ev
from embedviz.datasets.viewers import simulated_ratings
from embedviz.vectorizers.factors import RatingFactors


@pytest.fixture
def table(rng):
    """Thirty users' ratings of twenty items, all known, near rank 4."""
    return rng.normal(size=(30, 4)) @ rng.normal(size=(4, 20)) + 0.1 * rng.normal(size=(30, 20))


@pytest.fixture
def holes(table, rng):
    return np.where(rng.random(table.shape) < 0.4, np.nan, table)


def usual_in(table, penalty):
    """Give mean and offsets of a full table, as Koren (2010) has them."""
    users, items = table.shape
    by_item = (table - table.mean()).sum(axis=0) / (users + penalty)
    by_user = (table - table.mean() - by_item).sum(axis=1, keepdims=True) / (items + penalty)
    return table.mean() + by_item + by_user


def test_where_every_rating_is_known_it_is_truncated_svd(table):
    model = RatingFactors(n_components=4, penalty=0.001, rounds=1_000).fit(table)
    usual = usual_in(table, 0.001)
    svd = TruncatedSVD(4, algorithm="arpack").fit(table - usual)
    expected = svd.inverse_transform(svd.transform(table - usual)) + usual
    np.testing.assert_allclose(model.predict(table), expected, atol=0.005)


def test_the_penalty_shortens_each_singular_value_by_itself(table):
    model = RatingFactors(n_components=4, penalty=0.7, rounds=1_000).fit(table)
    usual = usual_in(table, 0.7)
    left, values, right = np.linalg.svd(table - usual, full_matrices=False)
    expected = (left[:, :4] * (values[:4] - 0.7)) @ right[:4] + usual
    np.testing.assert_allclose(model.predict(table), expected, atol=1e-5)


def test_a_user_is_placed_by_ridge_regression_on_the_items_rated(holes):
    model = RatingFactors(n_components=3, penalty=0.7).fit(holes)
    known = np.isfinite(holes[5])
    above = (holes[5] - model.mean_ - model.offsets_)[known]
    above -= above.sum() / (known.sum() + 0.7)
    ridge = Ridge(alpha=0.7, fit_intercept=False).fit(model.items_[known], above)
    np.testing.assert_allclose(model.transform(holes[5:6])[0], ridge.coef_, atol=1e-5)


def test_each_round_makes_the_penalized_error_smaller(holes):
    def error(rounds):
        model = RatingFactors(n_components=3, penalty=0.7, rounds=rounds).fit(holes)
        users = model.transform(holes).astype(float)
        wrong = np.nansum((holes - model.predict(holes)) ** 2)
        return wrong + 0.7 * ((users**2).sum() + (model.items_**2).sum())

    errors = [error(rounds) for rounds in (1, 2, 4, 8, 16, 32)]
    assert all(later <= earlier + 1e-6 for earlier, later in pairwise(errors))


def test_the_first_factor_tells_most_and_none_repeats_another(holes):
    items = RatingFactors(n_components=3).fit(holes).items_
    gram = items.T @ items
    np.testing.assert_allclose(gram, np.diag(np.diag(gram)), atol=1e-8)
    assert (np.diff(np.diag(gram)) < 0).all()
    assert (items[np.abs(items).argmax(axis=0), range(3)] > 0).all()


def test_it_foretells_hidden_ratings_better_than_each_items_mean():
    ratings = simulated_ratings(ev.load_dataset("tv_shows"), 400, 0)
    hidden = np.isfinite(ratings) & (np.random.default_rng(1).random(ratings.shape) < 0.1)
    left = np.where(hidden, np.nan, ratings)
    guess = RatingFactors().fit(left).predict(left)
    means = np.broadcast_to(np.nanmean(left, axis=0), ratings.shape)
    wrong, plain = (np.sqrt(np.mean((ratings - each)[hidden] ** 2)) for each in (guess, means))
    assert wrong < 0.9 * plain


def test_the_same_seed_gives_the_same(holes):
    np.testing.assert_array_equal(
        RatingFactors(seed=1).fit(holes).items_, RatingFactors(seed=1).fit(holes).items_
    )


def test_who_has_rated_nothing_has_no_direction_and_is_expected_what_is_usual(holes):
    model = RatingFactors(n_components=3).fit(holes)
    nothing = np.full((1, 20), np.nan)
    assert not model.transform(nothing).any()
    np.testing.assert_allclose(model.predict(nothing)[0], model.mean_ + model.offsets_)


@pytest.mark.parametrize(
    ("ratings", "sentence"),
    [
        ([1.0, 2.0], "a table of users"),
        ([[1.0, np.inf]], "a table of users"),
        ([[np.nan, np.nan]], "There is no rating"),
    ],
)
def test_what_is_no_matrix_of_ratings_is_refused(ratings, sentence):
    with pytest.raises(ev.InvalidRequest, match=sentence):
        RatingFactors().fit(ratings)


def test_users_of_other_items_are_refused(holes):
    with pytest.raises(ev.InvalidRequest, match="ratings of 3 items; the factors are of 20"):
        RatingFactors().fit(holes).transform(holes[:, :3])
