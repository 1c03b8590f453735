"""Placing: where in a finished picture somebody belongs who was not there when it was drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from embedviz.space import VectorSpace

if TYPE_CHECKING:
    from embedviz.projections.projection import Projection

AMID = 5
"""So many nearest neighbours say where a new vector is drawn."""


def place(view: Projection, vector: ArrayLike) -> NDArray[np.float32]:
    """Give a new vector a place in a picture, (2 | 3,) float32.

    Where the method has a rule for any vector, as PCA has, that one is followed. Else the place is
    the middle one, axis by axis, of the places of its 5 nearest items, which one neighbour drawn
    far away doesn't drag along; somebody with an equal vector is met exactly. New points of t-SNE
    start there too (Poličar, Stražar and Zupan 2019, https://doi.org/10.1101/731877).

    Parameters
    ----------
    view : Projection
    vector : (d,) array of numbers
        Of the same space.
    """
    exact = view.method.place(view, np.asarray(vector, dtype=np.float32))
    return amid_nearest(view, vector) if exact is None else exact


def amid_nearest(view: Projection, vector: ArrayLike) -> NDArray[np.float32]:
    """Give a new vector a place amid its 5 nearest items; see :func:`place`."""
    nearest = view.space.nearest(vector, min(AMID, len(view.space)))
    around = view.coordinates[nearest["index"]]
    if nearest["distance"].iloc[0] == 0:
        return np.asarray(around[0])
    return np.asarray(np.median(around, axis=0), dtype=np.float32)


def with_items(view: Projection, space: VectorSpace, labels: Sequence[str]) -> Projection:
    """Give a picture with more items of a larger space in it; those already drawn stay in place.

    Parameters
    ----------
    view : Projection
        Of some items of ``space``.
    space : VectorSpace
    labels : sequence of str
        Items of ``space``; those already in the picture are not drawn again.

    Returns
    -------
    Projection
        The same ``view`` where nobody is new.
    """
    known = view.space.dataset.label_index
    new = [label for label in dict.fromkeys(labels) if label not in known]
    if not new:
        return view
    rows = [space.index_of(label) for label in (*view.space.labels, *new)]
    places = np.stack([place(view, space[label]) for label in new])
    coordinates = np.concatenate([view.coordinates, places])
    return replace(view, space=space.take(rows), coordinates=coordinates, measured=None)
