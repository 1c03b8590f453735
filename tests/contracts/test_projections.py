"""What every projection in the registry keeps, whoever wrote it."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import numpy as np
import pandas as pd
import pytest

from embedviz.datasets import Column, Dataset
from embedviz.errors import EmbedvizError, InvalidParameter, InvalidRequest
from embedviz.parameters import knobs
from embedviz.projections import PROJECTIONS, Method, Projection
from embedviz.projections.quality import measure_quality
from embedviz.space import VectorSpace


@pytest.fixture(scope="module")
def clusters():
    """150 items in five heaps in six dimensions; the first three, a picture, hold most."""
    rng = np.random.default_rng(0)
    heaps = rng.normal(size=(5, 6)) * [9, 8, 7, 1, 1, 1]
    vectors = heaps[np.arange(150) % 5] + rng.normal(size=(150, 6))
    labels = tuple(f"item {row}" for row in range(150))
    facts = pd.DataFrame(vectors[:, :3], columns=["x", "y", "z"])
    columns = tuple(Column(name, name, "number") for name in facts)
    dataset = Dataset("heaps", facts, labels, columns, positions=("x", "y", "z"))
    return VectorSpace(vectors, labels, dataset=dataset)


@pytest.fixture(params=PROJECTIONS)
def method(request) -> Method:
    return PROJECTIONS[request.param]()


@pytest.fixture(params=[2, 3], ids=["2D", "3D"])
def view(request, method, clusters) -> Projection:
    return method(clusters, dimensions=request.param, seed=3)


def test_coordinates_are_finite_float32_that_can_not_be_written_to(view):
    assert view.coordinates.shape == (150, view.dimensions)
    assert view.coordinates.dtype == np.float32
    assert np.isfinite(view.coordinates).all()
    assert not view.coordinates.flags.writeable


def test_a_view_carries_its_request(view, method, clusters):
    assert view.space is clusters
    assert view.method == method
    assert view.seed == 3


def test_every_axis_has_a_title_of_its_own(view):
    titles = [axis.title for axis in view.axes]
    assert len(titles) == len(set(titles)) == view.dimensions
    assert all(titles)


def test_the_same_seed_gives_the_same_coordinates(view, method, clusters):
    again = method(clusters, dimensions=view.dimensions, seed=3)
    np.testing.assert_array_equal(again.coordinates, view.coordinates)


def test_a_picture_is_far_better_than_a_shuffled_one(view, clusters, rng):
    chance = measure_quality(clusters, rng.permutation(view.coordinates))
    assert view.quality.trustworthiness > chance.trustworthiness + 0.3
    assert view.quality.continuity > chance.continuity + 0.3
    assert view.quality.mean_overlap > chance.mean_overlap + 0.15


def test_the_vectors_are_left_alone(method, clusters):
    before = clusters.vectors.copy()
    method(clusters)
    np.testing.assert_array_equal(clusters.vectors, before)


@pytest.mark.parametrize("n_items", [1, 2, 3, 5, 10])
def test_few_items_give_a_picture_or_a_sentence(method, n_items, rng):
    space = VectorSpace(rng.normal(size=(n_items, 4)), [str(row) for row in range(n_items)])
    try:
        view = method(space, dimensions=3)
    except EmbedvizError as error:
        sentence = str(error)
    else:
        sentence = ""
        assert n_items > 1
        assert view.coordinates.shape == (n_items, 3)
        assert 0 <= view.quality.trustworthiness <= 1
    assert sentence == "" or sentence.endswith(".")


def test_one_item_is_no_picture(method):
    with pytest.raises(InvalidRequest, match=r"^A single item makes no plot."):
        method(VectorSpace([[1, 2, 3]], ["a"]))


@pytest.mark.parametrize("dimensions", [1, 4, "2", None])
def test_a_picture_has_2_or_3_dimensions(method, clusters, dimensions):
    with pytest.raises(InvalidParameter, match=r"^A plot has 2 or 3 dimensions, got "):
        method(clusters, dimensions=dimensions)


@pytest.mark.parametrize("seed", [-1, 2**32, 1.5, "1", True])
def test_a_seed_is_a_whole_number(method, clusters, seed):
    with pytest.raises(InvalidParameter, match=r"^The seed must be a whole number between 0 and "):
        method(clusters, seed=seed)


def test_a_method_says_what_it_is_and_what_its_parameters_do(method):
    assert method.title
    assert method.help.endswith(".")
    for field, knob in knobs(method).values():
        assert knob.title
        assert knob.help.endswith(".")
        assert knob.choices or knob.low <= field.default <= knob.high


def test_a_method_can_be_written_down_and_made_again(method):
    made = eval(repr(method), {type(method).__name__: type(method)})  # noqa: S307 our own text
    assert made == method
    assert hash(made) == hash(method)


def test_a_method_once_made_can_not_change(method):
    with pytest.raises(FrozenInstanceError):
        method.title = "Another"
