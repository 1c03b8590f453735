"""Classification: how well an item's class is told by its neighbours', with few labels or all."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from embedviz.errors import InvalidRequest
from embedviz.space.vector_space import VectorSpace


def like_with_like(space: VectorSpace, classes: ArrayLike, k: int = 5) -> float:
    """Give the k-NN accuracy of a space, each item told by the k nearest others, 0 to 1.

    The class that most of them have wins; of several equally frequent ones, the smallest.
    """
    _, codes = np.unique(np.asarray(classes), return_inverse=True)
    near = codes[space.neighbor_graph(k).indices]
    votes = np.stack([(near == code).sum(axis=1) for code in range(codes.max() + 1)], axis=1)
    return float((votes.argmax(axis=1) == codes).mean())


def few_labels(
    vectors: NDArray[np.floating], classes: ArrayLike, n_labelled: int, seed: int
) -> float:
    """Give the share of items told right by the nearest of a few labelled ones, 0 to 1.

    Parameters
    ----------
    vectors : (n, d)
    classes : (n,)
    n_labelled : int
        Items of each class whose class is known, drawn at random. All others are to be told, each
        by the class of the nearest labelled one (Euclidean).
    seed : int
        Which ones are drawn.

    Raises
    ------
    InvalidRequest
        If a class has no more items than that.
    """
    from scipy.spatial.distance import cdist

    right = np.asarray(classes)
    labelled = drawn(right, n_labelled, seed)
    asked = np.setdiff1d(np.arange(len(right)), labelled)
    nearest = cdist(vectors[asked], vectors[labelled]).argmin(axis=1)
    return float((right[labelled][nearest] == right[asked]).mean())


def drawn(classes: NDArray[np.generic], n_each: int, seed: int) -> NDArray[np.int64]:
    """Draw the rows of so many items of each class.

    Draws of one seed hold one another: the first five of a class are among its first ten.
    """
    random = np.random.default_rng(seed)
    rows = []
    for name in np.unique(classes):
        members = np.flatnonzero(classes == name)
        if len(members) <= n_each:
            raise InvalidRequest(
                f"{n_each:,} labelled items of each class leave none of {name} to tell: there "
                f"are {len(members):,}."
            )
        rows.append(random.permutation(members)[:n_each])
    return np.concatenate(rows)
