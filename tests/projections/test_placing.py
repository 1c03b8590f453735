"""New vectors in a finished picture."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.decomposition import PCA as ScikitPCA

from embedviz.projections import PROJECTIONS, place, with_items
from embedviz.space import VectorSpace


@pytest.fixture
def cloud(rng):
    return VectorSpace(rng.normal(size=(60, 8)), [f"item {each}" for each in range(60)])


@pytest.mark.parametrize("dimensions", [2, 3])
def test_pca_places_a_new_vector_as_scikit_learn_does(cloud, rng, dimensions):
    view = PROJECTIONS["pca"]()(cloud, dimensions=dimensions)
    oracle = ScikitPCA(dimensions, random_state=42).fit(cloud.vectors.astype(float))
    new = rng.normal(size=8)
    np.testing.assert_allclose(place(view, new), oracle.transform([new])[0], atol=1e-5)


@pytest.mark.parametrize("name", ["pca", "tsne", "umap"])
def test_an_equal_vector_is_met_exactly(cloud, name):
    few = {"tsne": {"perplexity": 5}, "umap": {"n_neighbors": 5}}.get(name, {})
    view = PROJECTIONS[name](**few)(cloud)
    np.testing.assert_allclose(place(view, cloud["item 7"]), view.coordinates[7], atol=1e-4)


@given(st.integers(0, 2**32 - 1))
def test_without_a_rule_it_stands_amid_its_nearest(seed):
    rng = np.random.default_rng(seed)
    space = VectorSpace(rng.normal(size=(20, 4)), [str(each) for each in range(20)])
    view = PROJECTIONS["pca"]()(space)
    view = PROJECTIONS["umap"](n_neighbors=5).project(view.coordinates, space, 42)
    new = rng.normal(size=4)
    around = view.coordinates[space.nearest(new, 5)["index"]]
    spot = place(view, new)
    assert (spot >= around.min(axis=0)).all()
    assert (spot <= around.max(axis=0)).all()


def test_more_items_leave_the_others_where_they_were(cloud):
    part = cloud.take(range(40))
    view = PROJECTIONS["tsne"](perplexity=5)(part)
    grown = with_items(view, cloud, ["item 3", "item 50", "item 41", "item 50"])
    assert grown.space.labels == (*part.labels, "item 50", "item 41")
    np.testing.assert_array_equal(grown.coordinates[:40], view.coordinates)
    np.testing.assert_array_equal(grown.coordinates[40], place(view, cloud["item 50"]))
    np.testing.assert_array_equal(grown.space["item 41"], cloud["item 41"])


def test_nobody_new_is_the_same_picture(cloud):
    view = PROJECTIONS["pca"]()(cloud)
    assert with_items(view, cloud, ["item 1"]) is view
