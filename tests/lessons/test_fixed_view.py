"""FixedView: several spaces seen from one side."""

from __future__ import annotations

import numpy as np

from embedviz.lessons.fixed_view import FixedView
from embedviz.projections import PROJECTIONS
from embedviz.space import VectorSpace


def test_the_space_it_is_of_is_seen_as_by_pca(rng):
    space = VectorSpace(rng.normal(size=(40, 5)), tuple(map(str, range(40))))
    seen = FixedView(of=space)(space).coordinates
    np.testing.assert_allclose(seen, PROJECTIONS["pca"]()(space).coordinates, atol=1e-5)


def test_another_space_moves_in_the_picture_as_it_moves_in_the_space(rng):
    space = VectorSpace(rng.normal(size=(40, 5)), tuple(map(str, range(40))))
    step = rng.normal(size=5).astype(np.float32)
    moved = VectorSpace(space.vectors + step, space.labels)
    view = FixedView(of=space)
    there = view(moved)
    moves = there.coordinates - view(space).coordinates
    np.testing.assert_allclose(moves, np.broadcast_to(moves[0], moves.shape), atol=1e-5)
    np.testing.assert_allclose(view.place(there, moved.vectors[3]), there.coordinates[3], atol=1e-5)
