"""PCA: scikit-learn and published figures are the oracles."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.decomposition import PCA as ScikitPCA

from embedviz.errors import InvalidRequest
from embedviz.projections.pca import PCA, pca_start
from embedviz.space import VectorSpace


def space_of(vectors):
    return VectorSpace(vectors, [str(row) for row in range(len(vectors))])


@pytest.mark.parametrize("dimensions", [2, 3])
def test_coordinates_equal_scikit_learns_up_to_the_sign_of_an_axis(dimensions, rng):
    vectors = rng.normal(size=(80, 6)) * [9, 5, 3, 2, 1, 1]
    expected = ScikitPCA(dimensions, svd_solver="full").fit_transform(vectors.astype(np.float32))
    ours = PCA()(space_of(vectors), dimensions=dimensions).coordinates
    signs = np.sign((ours * expected).sum(axis=0))
    np.testing.assert_allclose(ours * signs, expected, atol=1e-4)


def test_explained_variance_of_the_digits_is_the_published_one(digits_space):
    view = PCA()(digits_space, dimensions=3)
    np.testing.assert_allclose(view.explained_variance, [0.1489, 0.1362, 0.1180], atol=1e-4)


def test_an_axis_says_how_much_of_the_variance_it_shows(digits_space):
    assert PCA()(digits_space).axes[0].title == "Component 1 (14.9 % of the variance)"


def test_the_variance_shown_is_the_eigenvalue_of_the_covariance(rng):
    vectors = rng.normal(size=(300, 4)) @ rng.normal(size=(4, 4))
    eigenvalues = np.linalg.eigvalsh(np.cov(vectors.T))[::-1]
    view = PCA()(space_of(vectors), dimensions=3)
    np.testing.assert_allclose(view.coordinates.var(axis=0, ddof=1), eigenvalues[:3], rtol=1e-4)
    np.testing.assert_allclose(
        view.explained_variance, eigenvalues[:3] / eigenvalues.sum(), rtol=1e-4
    )


def test_turning_the_space_does_not_change_the_picture(rng):
    vectors = rng.normal(size=(60, 3)) * [7, 3, 1]
    turn, _ = np.linalg.qr(rng.normal(size=(3, 3)))
    one, other = (PCA()(space_of(each)).coordinates for each in (vectors, vectors @ turn))
    np.testing.assert_allclose(np.abs(one), np.abs(other), atol=1e-4)


def test_small_features_survive_beside_a_large_one():
    small = np.tile([-1.0, -1.0, 1.0, 1.0], 20)
    large = np.tile([-1e6, 1e6], 40)  # of no correlation with the small one
    view = PCA()(space_of(np.column_stack([large, small])))
    np.testing.assert_allclose(np.abs(view.coordinates), np.tile([1e6, 1], (80, 1)), rtol=1e-6)


def test_items_that_are_all_the_same_make_one_point_without_a_warning():
    view = PCA()(space_of(np.ones((5, 3))))
    assert not view.coordinates.any()
    assert view.explained_variance == (0, 0)


def test_too_few_dimensions_say_what_to_do():
    with pytest.raises(InvalidRequest) as caught:
        PCA()(space_of(np.eye(4)[:, :2]), dimensions=3)
    assert str(caught.value) == (
        "A plot in 3 dimensions needs at least 3 dimensions, and these vectors have 2. "
        "Add a feature, or choose 2D."
    )


def test_too_few_items_say_how_many_are_needed():
    with pytest.raises(InvalidRequest, match="PCA in 3 dimensions needs at least 3 items; there"):
        PCA()(space_of(np.eye(2, 5)), dimensions=3)


def test_a_start_has_its_widest_axis_of_deviation_1_and_parts_equal_items(rng):
    vectors = np.repeat(rng.normal(size=(20, 6)), 3, axis=0)
    start = pca_start(space_of(vectors), 2, seed=1)
    assert start.dtype == np.float32
    assert start.std(axis=0).max() == pytest.approx(1, abs=0.01)
    assert len(np.unique(start, axis=0)) == 60
    np.testing.assert_array_equal(start, pca_start(space_of(vectors), 2, seed=1))


def test_a_start_has_as_many_dimensions_as_asked_even_of_a_line(rng):
    assert pca_start(space_of(rng.normal(size=(9, 1))), 3, seed=0).shape == (9, 3)
    assert np.isfinite(pca_start(space_of(np.ones((9, 4))), 2, seed=0)).all()
