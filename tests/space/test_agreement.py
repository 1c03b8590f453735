"""Agreement: whether neighbours belong where the item belongs."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.neighbors import KNeighborsClassifier

from embedviz.space import VectorSpace
from embedviz.space.agreement import shared_by_chance, shared_by_neighbors


def test_with_one_group_each_and_one_neighbour_it_is_leave_one_out_accuracy(rng):
    vectors = rng.normal(size=(80, 3)).astype(np.float32)
    groups = rng.integers(0, 4, 80)
    nearest = KNeighborsClassifier(2).fit(vectors, groups).kneighbors(vectors)[1][:, 1]
    space = VectorSpace(vectors, tuple(map(str, range(80))))
    found = shared_by_neighbors(space, np.eye(4)[groups], k=1)
    assert found == pytest.approx((groups[nearest] == groups).mean())


def test_one_group_in_common_is_enough():
    space = VectorSpace([[0.0], [1.0], [5.0]], list("abc"))
    assert shared_by_neighbors(space, [[1, 1, 0], [0, 1, 1], [0, 0, 1]], k=1) == 1.0
    assert shared_by_chance([[1, 1, 0], [0, 1, 1], [0, 0, 1]]) == pytest.approx(2 / 3)


def test_random_neighbours_share_what_chance_gives(rng):
    groups = rng.random((300, 5)) < 0.2
    space = VectorSpace(rng.normal(size=(300, 8)), tuple(map(str, range(300))))
    assert shared_by_neighbors(space, groups) == pytest.approx(shared_by_chance(groups), abs=0.05)
