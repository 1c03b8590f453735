"""Axes: a coordinate from one pole to the other."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embedviz.errors import InvalidRequest
from embedviz.space import VectorSpace

ROW = st.lists(st.integers(-9, 9), min_size=3, max_size=3)
ROWS = st.lists(ROW, min_size=2, max_size=8).filter(lambda rows: rows[0] != rows[1])


def along(vectors, first="0", second="1"):
    return VectorSpace(vectors, tuple(map(str, range(len(vectors))))).axis(first, second)


def test_the_poles_are_at_0_and_1_and_the_middle_between():
    vectors = [[0.0, 0], [4, 0], [2, 7], [8, -1], [-4, 3]]
    np.testing.assert_allclose(along(vectors), [0, 1, 0.5, 2, -1])


@given(ROWS)
def test_turning_the_axis_round_turns_the_coordinates_round(rows):
    np.testing.assert_allclose(along(rows) + along(rows, "1", "0"), 1, atol=1e-5)


@given(ROWS)
def test_what_is_left_beside_the_axis_is_at_right_angles_to_it(rows):
    vectors = np.array(rows, dtype=float)
    direction = vectors[1] - vectors[0]
    foot = vectors[0] + along(rows)[:, None] * direction
    np.testing.assert_allclose((vectors - foot) @ direction, 0, atol=1e-2)


def test_poles_with_the_same_vector_make_no_axis():
    with pytest.raises(InvalidRequest, match=r"^An axis needs two poles that differ"):
        along(np.ones((3, 2)))
