"""Pixels: the rows of an image, end to end."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from embedviz.datasets import Dataset
from embedviz.embedders.pixels import Pixels
from embedviz.errors import InvalidRequest


def computed(images):
    labels = tuple(f"image {row}" for row in range(len(images)))
    frame = pd.DataFrame(index=range(len(images)))
    return Pixels().compute(Dataset("images", frame, labels, images=images))


@pytest.fixture
def pictures():
    return np.arange(24, dtype=np.float32).reshape(4, 2, 3)


def test_the_rows_of_a_picture_lie_end_to_end(pictures):
    vectors = computed(pictures)["vectors"]
    np.testing.assert_array_equal(vectors[1], [6, 7, 8, 9, 10, 11])


def test_a_pixel_is_named_by_its_row_and_column_from_1(pictures):
    names = computed(pictures)["names"]
    assert list(names) == [
        "pixel 1, 1",
        "pixel 1, 2",
        "pixel 1, 3",
        "pixel 2, 1",
        "pixel 2, 2",
        "pixel 2, 3",
    ]


def test_what_is_no_stack_of_pictures_is_refused(pictures):
    with pytest.raises(InvalidRequest, match=r"got the shape \(4, 6\)"):
        computed(pictures.reshape(4, 6))
