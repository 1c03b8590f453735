"""UMAP: reproducible, trustworthy, and given our own neighbour graph."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from sklearn.neighbors import KNeighborsClassifier

from embedviz.errors import InvalidParameter, InvalidRequest
from embedviz.projections.umap import UMAP
from embedviz.space import VectorSpace

pytestmark = pytest.mark.slow

IN_A_NEW_PROCESS = """
import sys
import numpy as np
from sklearn.datasets import load_digits
from embedviz.projections.umap import UMAP
from embedviz.space import VectorSpace
vectors = load_digits().data[:400]
space = VectorSpace(vectors, [str(row) for row in range(400)])
sys.stdout.write(UMAP()(space, seed=42).coordinates.tobytes().hex())
"""


def first_digits(digits_space, n_items=400):
    return VectorSpace(digits_space.vectors[:n_items], digits_space.labels[:n_items])


@pytest.fixture(scope="module")
def view(digits_space):
    return UMAP()(digits_space, seed=42)


def test_the_same_seed_gives_the_same_coordinates_in_two_processes():
    runs = [
        subprocess.run(
            [sys.executable, "-c", IN_A_NEW_PROCESS], check=True, capture_output=True, text=True
        ).stdout
        for _ in range(2)
    ]
    coordinates = np.frombuffer(bytes.fromhex(runs[0]), np.float32).reshape(400, 2)
    assert np.ptp(coordinates, axis=0).min() > 1
    assert runs[0] == runs[1]


def test_trustworthiness_of_the_digits_is_the_published_one(view):
    assert view.quality.trustworthiness == pytest.approx(0.989, abs=0.005)


def test_the_digits_can_be_told_by_their_neighbours_in_the_picture(view, digits):
    names = digits.frame["digit"].to_numpy()
    odd = np.arange(len(names)) % 2 == 1
    classifier = KNeighborsClassifier(5).fit(view.coordinates[~odd], names[~odd])
    assert classifier.score(view.coordinates[odd], names[odd]) > 0.95


def test_another_seed_gives_another_picture(digits_space):
    space = first_digits(digits_space)
    one, other = (UMAP()(space, seed=seed).coordinates for seed in (1, 2))
    assert not np.allclose(one, other, atol=0.1)


def test_a_larger_minimum_distance_spreads_neighbours_out(digits_space):
    space = first_digits(digits_space)
    gaps = []
    for min_dist in (0.0, 0.9):
        coordinates = UMAP(min_dist=min_dist)(space, seed=1).coordinates
        picture = VectorSpace(coordinates, space.labels)
        gaps.append(np.median(picture.neighbor_graph(1).distances) / np.ptp(coordinates))
    assert gaps[1] > 2 * gaps[0]


def test_it_draws_on_the_graph_the_space_already_has(digits_space):
    space = first_digits(digits_space)
    graph = space.neighbor_graph(40)
    UMAP(n_neighbors=15)(space)
    assert np.shares_memory(space.neighbor_graph(14).indices, graph.indices)


def test_a_cosine_space_is_drawn_by_its_directions(digits_space):
    space = first_digits(digits_space).with_metric("cosine")
    longer = VectorSpace(space.vectors * 3, space.labels, metric="cosine")
    one, other = (UMAP()(each, seed=1).quality for each in (space, longer))
    assert one.trustworthiness > 0.95
    assert other.trustworthiness == pytest.approx(one.trustworthiness, abs=0.01)


def test_many_equal_items_can_be_drawn(rng):
    vectors = np.repeat(rng.normal(size=(5, 8)), 40, axis=0)
    space = VectorSpace(vectors, [str(row) for row in range(200)])
    assert np.isfinite(UMAP()(space).coordinates).all()


def test_too_few_items_say_how_many_are_needed(plane):
    with pytest.raises(InvalidRequest) as caught:
        UMAP(n_neighbors=15)(plane)
    assert str(caught.value) == (
        "UMAP with 15 neighbours needs more than 15 items; there are 6. "
        "Choose fewer neighbours, or PCA."
    )


def test_one_item_more_than_neighbours_is_enough(plane):
    assert UMAP(n_neighbors=5)(plane).coordinates.shape == (6, 2)


@pytest.mark.parametrize(("name", "value"), [("n_neighbors", 201), ("min_dist", 1.0)])
def test_parameters_have_limits(name, value):
    with pytest.raises(InvalidParameter, match=f"^UMAP: {name} must be between "):
        UMAP(**{name: value})


def test_umap_learn_itself_keeps_as_much_of_the_neighbourhoods(view, digits_space):
    reference = UMAP(by="umap-learn")(digits_space, seed=42)
    assert reference.coordinates.shape == view.coordinates.shape
    assert view.quality.trustworthiness == pytest.approx(
        reference.quality.trustworthiness, abs=0.005
    )
    assert view.quality.mean_overlap == pytest.approx(reference.quality.mean_overlap, abs=0.05)
