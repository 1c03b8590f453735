"""RatingFactors: users and items in one space, from the ratings that some gave to some."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from embedviz.engine.progress import report
from embedviz.errors import InvalidRequest


@dataclass(kw_only=True, eq=False)
class RatingFactors:
    """Factorize a matrix of ratings by alternating least squares.

    A rating is taken for what is usual, the mean of all with an offset for the item and one for
    the user, plus the dot product of the user's d numbers and the item's. An offset is the mean of
    what is left, drawn towards 0 where ratings are few. The d numbers make the squared error over
    the known ratings, plus ``penalty`` times the squared length of all vectors, as small as
    possible: with the items held still, each user's are a ridge regression, and the other way
    round. The axes are turned so that the first tells most among the items; a turn changes no dot
    product.

    Where every rating is known and the penalty is 0, this is truncated SVD of what is left; with a
    penalty, SVD with each singular value less by the penalty.

    Parameters
    ----------
    n_components : int
        d, the same for users and items.
    penalty : float
        Larger: shorter vectors and smaller offsets, more careful where ratings are few.
    rounds : int
        How often both sides are fitted.
    seed : int
        For the start.

    Attributes
    ----------
    mean_ : float
        Of all known ratings.
    offsets_ : (items,) float64
        How far each item is usually rated above the mean.
    items_ : (items, d) float64
        The items' vectors; those of users are given by :meth:`transform`.

    References
    ----------
    Y. Koren, R. Bell and C. Volinsky: Matrix Factorization Techniques for Recommender Systems,
    Computer 42 (2009), https://doi.org/10.1109/MC.2009.263. Y. Koren: Factor in the Neighbors,
    TKDD 4 (2010), for the offsets. N. Srebro, J. Rennie and T. Jaakkola:
    Maximum-Margin Matrix Factorization (2004), for what the penalty does to the singular values.
    """

    version: ClassVar[int] = 1  # counted up when the same request gives other numbers
    n_components: int = 8
    penalty: float = 4.0
    rounds: int = 30
    seed: int = 42

    def fit(self, ratings: ArrayLike) -> RatingFactors:
        """Learn the items' vectors from (users, items) ratings, NaN where there is none.

        Raises
        ------
        InvalidRequest
            If it is no such matrix, or holds no rating.
        """
        given = _matrix(ratings)
        known = np.isfinite(given)
        if not known.any():
            raise InvalidRequest("There is no rating in the matrix. Give at least one.")
        self.mean_ = float(given[known].mean())
        above = np.where(known, given - self.mean_, 0.0)
        self.offsets_ = above.sum(axis=0) / (known.sum(axis=0) + self.penalty)
        above, known, _ = self._left(given)
        rng = np.random.default_rng(self.seed)
        items = rng.normal(scale=0.1, size=(given.shape[1], self.n_components))
        for done in range(1, self.rounds + 1):
            users = _fitted(above, known, items, self.penalty)
            items = _fitted(above.T, known.T, users, self.penalty)
            report(done, self.rounds)
        self.items_ = items @ _turn(items)
        return self

    def transform(self, ratings: ArrayLike) -> NDArray[np.float32]:
        """Place m users by their ratings, (m, items) with NaN, as (m, d) float32.

        The items stay where they are, so a new user is placed at once ("fold-in").

        Raises
        ------
        InvalidRequest
            If there are not as many items as it was fitted with.
        """
        given = _matrix(ratings)
        if given.shape[1] != len(self.items_):
            raise InvalidRequest(
                f"These are ratings of {given.shape[1]:,} items; the factors are of "
                f"{len(self.items_):,}."
            )
        above, known, _ = self._left(given)
        return np.asarray(_fitted(above, known, self.items_, self.penalty), np.float32)

    def predict(self, ratings: ArrayLike) -> NDArray[np.float64]:
        """Give what m users are expected to give to every item, (m, items), known or not."""
        users = self.transform(ratings).astype(np.float64)
        _, _, offsets = self._left(_matrix(ratings))
        return np.asarray(self.mean_ + self.offsets_ + offsets + users @ self.items_.T)

    def _left(
        self, given: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.float64]]:
        """Give what is left of ratings less what is usual, 0 where there is none.

        With it which are known, (m, items), and the users' own offsets, (m, 1).
        """
        known = np.isfinite(given)
        above = np.where(known, given - self.mean_ - self.offsets_, 0.0)
        offsets = (above.sum(axis=1) / (known.sum(axis=1) + self.penalty))[:, None]
        return np.where(known, above - offsets, 0.0), known, offsets


def _matrix(ratings: ArrayLike) -> NDArray[np.float64]:
    given = np.asarray(ratings, np.float64)
    if given.ndim != 2 or not given.size or np.isinf(given).any():
        raise InvalidRequest(
            "Ratings must be a table of users × items, numbers or NaN where there is none, "
            f"got the shape {given.shape}."
        )
    return given


def _fitted(
    above: NDArray[np.float64],
    known: NDArray[np.bool_],
    others: NDArray[np.float64],
    penalty: float,
) -> NDArray[np.float64]:
    """Fit the (m, d) vectors of one side to (m, n) ratings, the other side's (n, d) held still.

    A ridge regression for each row, over what it has rated: (OᵀO + penalty I) x = Oᵀ r.
    """
    width = others.shape[1]
    squares = (others[:, :, None] * others[:, None, :]).reshape(len(others), -1)
    grams = (known @ squares).reshape(-1, width, width) + penalty * np.eye(width)
    return np.asarray(np.linalg.solve(grams, (above @ others)[:, :, None])[:, :, 0])


def _turn(items: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the (d, d) turn to the items' own axes, the longest first, its largest item positive."""
    _, axes = np.linalg.eigh(items.T @ items)
    axes = axes[:, ::-1]
    along = items @ axes
    largest = along[np.abs(along).argmax(axis=0), np.arange(along.shape[1])]
    return np.asarray(axes * np.where(largest < 0, -1.0, 1.0))
