"""Classification by neighbours, against scikit-learn's."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.datasets import load_iris
from sklearn.model_selection import LeaveOneOut, cross_val_score
from sklearn.neighbors import KNeighborsClassifier

from embedviz.errors import InvalidRequest
from embedviz.space import VectorSpace
from embedviz.space.classification import drawn, few_labels, like_with_like

X, Y = load_iris(return_X_y=True)
X = (X + 1e-3 * np.random.default_rng(0).normal(size=X.shape)).astype(np.float32)  # no ties
NAMES = np.array(["setosa", "versicolor", "virginica"])[Y]


@pytest.mark.parametrize("k", [1, 5])
def test_like_with_like_is_leave_one_out_k_nn(k):
    space = VectorSpace(X, [str(row) for row in range(len(X))])
    expected = cross_val_score(KNeighborsClassifier(k), X, NAMES, cv=LeaveOneOut()).mean()
    assert like_with_like(space, NAMES, k) == pytest.approx(expected)


@pytest.mark.parametrize("seed", [0, 1])
def test_few_labels_is_1_nn_from_those_drawn(seed):
    known = drawn(NAMES, 5, seed)
    asked = np.setdiff1d(np.arange(len(X)), known)
    reader = KNeighborsClassifier(1).fit(X[known], NAMES[known])
    assert few_labels(X, NAMES, 5, seed) == pytest.approx(reader.score(X[asked], NAMES[asked]))


def test_so_many_of_each_class_are_drawn_and_fewer_are_among_more():
    ten = drawn(NAMES, 10, 3)
    assert dict(zip(*np.unique(NAMES[ten], return_counts=True), strict=True)) == {
        "setosa": 10, "versicolor": 10, "virginica": 10,
    }  # fmt: skip
    assert len({*ten}) == 30
    assert {*drawn(NAMES, 5, 3)} < {*ten}
    assert {*drawn(NAMES, 10, 4)} != {*ten}


def test_labels_for_all_leave_nothing_to_tell():
    with pytest.raises(InvalidRequest, match="leave none of setosa to tell: there are 50"):
        few_labels(X, NAMES, 50, 0)
