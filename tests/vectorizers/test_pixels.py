"""PixelVectorizer: the rows of a picture, end to end."""

from __future__ import annotations

import numpy as np
import pytest

from embedviz.errors import InvalidRequest
from embedviz.vectorizers.pixels import PixelVectorizer


@pytest.fixture
def pictures():
    return np.arange(24, dtype=np.float32).reshape(4, 2, 3)


def test_the_rows_of_a_picture_lie_end_to_end(pictures):
    vectors = PixelVectorizer().fit_transform(pictures)
    np.testing.assert_array_equal(vectors[1], [6, 7, 8, 9, 10, 11])


def test_a_pixel_is_named_by_its_row_and_column_from_1(pictures):
    names = PixelVectorizer().fit(pictures).get_feature_names_out()
    assert list(names) == [
        "pixel 1, 1",
        "pixel 1, 2",
        "pixel 1, 3",
        "pixel 2, 1",
        "pixel 2, 2",
        "pixel 2, 3",
    ]


def test_pictures_of_another_size_are_refused(pictures):
    with pytest.raises(InvalidRequest, match=r"^Pictures must be 2 × 3 pixels, got 3 × 2.$"):
        PixelVectorizer().fit(pictures).transform(pictures.reshape(4, 3, 2))


def test_what_is_no_stack_of_pictures_is_refused(pictures):
    with pytest.raises(InvalidRequest, match=r"got the shape \(4, 6\)"):
        PixelVectorizer().fit(pictures.reshape(4, 6))
