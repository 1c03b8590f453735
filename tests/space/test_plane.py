"""The plane of an analogy."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.spatial.distance import pdist

from embedviz.errors import InvalidRequest
from embedviz.space.plane import plane_coordinates

corners = hnp.arrays(np.float64, (3, 4), elements=st.integers(-50, 50).map(float))


def spans(a, b, c):
    return np.linalg.matrix_rank(np.stack([b - a, c - a])) == 2


@given(corners, st.floats(-2, 3), st.floats(-2, 3))
def test_distances_within_the_plane_are_those_in_space(three, along, across):
    a, b, c = three
    assume(spans(a, b, c))
    points = np.stack([a, b, c, b - a + c, a + along * (b - a) + across * (c - a)])
    flat = plane_coordinates(points, a, b, c)
    assert flat.dtype == np.float32
    np.testing.assert_allclose(pdist(flat), pdist(points), atol=1e-3)


@given(corners, hnp.arrays(np.float64, 4, elements=st.integers(-50, 50).map(float)))
def test_what_lies_off_the_plane_is_seen_from_above(three, point):
    a, b, c = three
    assume(spans(a, b, c))
    basis = np.linalg.qr(np.stack([b - a, c - a], axis=1))[0]
    foot = a + basis @ (basis.T @ (point - a))
    flat = plane_coordinates(np.stack([point, foot]), a, b, c)
    np.testing.assert_allclose(flat[0], flat[1], atol=1e-3)


@given(corners)
def test_the_origin_is_at_zero_the_first_to_its_right_the_second_above(three):
    a, b, c = three
    assume(spans(a, b, c))
    flat = plane_coordinates(three, a, b, c)
    np.testing.assert_allclose(flat[0], 0, atol=1e-5)
    assert flat[1, 0] == pytest.approx(np.linalg.norm(b - a), rel=1e-5)
    assert flat[1, 1] == pytest.approx(0, abs=1e-3)
    assert flat[2, 1] > 0


@pytest.mark.parametrize(
    "three",
    [
        [[0, 0, 0], [1, 2, 3], [2, 4, 6]],
        [[1, 2, 3], [1, 2, 3], [0, 1, 0]],
        [[1, 2, 3], [0, 1, 0], [1, 2, 3]],
        [[1, 2, 3]] * 3,
    ],
)
def test_three_on_one_line_span_no_plane_and_that_is_said(three):
    three = np.array(three, dtype=float)
    with pytest.raises(
        InvalidRequest, match=r"^These three lie on one line, so they span no plane"
    ):
        plane_coordinates(three, *three)
