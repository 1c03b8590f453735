"""Digits: scikit-learn's pictures, each with a label and the digit it shows."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.datasets import load_digits

from embedviz.space import VectorSpace


@pytest.fixture(scope="module")
def original():
    return load_digits()


def test_all_1797_pictures_are_there_from_paper_0_to_ink_1(digits, original):
    assert digits.images.shape == (1797, 8, 8)
    assert digits.images.dtype == np.float32
    assert (digits.images.min(), digits.images.max()) == (0, 1)
    np.testing.assert_allclose(digits.images * 16, original.images)


def test_the_digit_of_each_picture_is_a_category(digits, original):
    assert list(digits.frame["digit"].astype(int)) == list(original.target)
    assert digits.column("digit").kind == "category"


def test_a_label_says_the_digit_and_counts_it(digits, original):
    assert digits.labels[:3] == ("0, no. 1", "1, no. 1", "2, no. 1")
    threes = np.flatnonzero(original.target == 3)
    assert [digits.labels[row] for row in threes[:2]] == ["3, no. 1", "3, no. 2"]
    assert digits.labels[threes[-1]] == f"3, no. {len(threes)}"


@pytest.mark.parametrize(("example", "answer"), [(0, "6"), (1, "9")])
def test_what_a_stroke_changes_in_one_digit_it_changes_in_another(digits, example, answer):
    asked = digits.opening.examples[example]
    space = VectorSpace(digits.images.reshape(len(digits), -1), digits.labels)
    found = space.analogy([asked.b, asked.c], [asked.a], k=1, method="parallelogram")
    assert found["label"][0].split(",")[0] == answer
