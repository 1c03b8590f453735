"""Dimensions in use: scikit-dimension's figures, and dimensions that were planted."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from sklearn.datasets import load_digits, load_wine

from embedviz.errors import InvalidRequest
from embedviz.space import VectorSpace
from embedviz.space.intrinsic import dimensions_in_use, participation_ratio

FOLDER = Path(__file__).parents[1] / "reference"
EXPECTED = json.loads((FOLDER / "meaning.json").read_text(encoding="utf-8"))["two_nn"]


def lattice() -> np.ndarray:
    """The data of the same name in make_meaning.py, which can't be imported here."""
    inside = (np.arange(1, 1001)[:, None] * np.sqrt([2.0, 3.0, 5.0])) % 1
    return np.sin(inside @ np.sin(np.arange(150).reshape(3, 50)) + np.arange(50))


DATA = {"digits": lambda: load_digits().data, "wine": lambda: load_wine().data, "lattice": lattice}


def space_of(vectors, metric="euclidean") -> VectorSpace:
    return VectorSpace(vectors, [str(row) for row in range(len(vectors))], metric=metric)


@pytest.mark.parametrize("name", DATA)
def test_two_nn_is_that_of_scikit_dimension(name):
    found = dimensions_in_use(space_of(DATA[name]()))
    assert found.two_nn == pytest.approx(EXPECTED[name], rel=1e-4)


@pytest.mark.parametrize("planted", [1, 2, 3, 5])
def test_planted_dimensions_are_found_in_50(planted, rng):
    inside = rng.uniform(size=(2_000, planted))
    bent = np.sin(inside @ rng.normal(size=(planted, 50)) + rng.uniform(0, 6, size=50))
    assert dimensions_in_use(space_of(bent)).two_nn == pytest.approx(planted, rel=0.12)


def test_under_cosine_lengths_count_for_nothing(rng):
    inside = rng.normal(size=(1_500, 3)) @ rng.normal(size=(3, 30))  # directions: two dimensions
    assert dimensions_in_use(space_of(inside, "cosine")).two_nn == pytest.approx(2, rel=0.12)


@pytest.mark.parametrize("shape", [(400, 30), (20, 60)])
def test_the_participation_ratio_is_that_of_the_eigenvalues(shape, rng):
    points = rng.normal(size=shape) * np.linspace(0.1, 3, shape[1])
    variances = np.linalg.eigvalsh(np.cov(points.T))
    expected = variances.sum() ** 2 / (variances**2).sum()
    assert participation_ratio(points) == pytest.approx(expected, rel=1e-4)


def test_variance_alike_in_three_directions_is_three(rng):
    flat = np.zeros((5_000, 50))
    flat[:, [3, 7, 40]] = rng.normal(size=(5_000, 3)) * 1e-6
    assert dimensions_in_use(space_of(flat)).participation_ratio == pytest.approx(3, abs=0.02)


def test_items_that_are_the_same_are_left_out_and_counted(rng):
    vectors = rng.normal(size=(300, 4))
    twice = np.concatenate([vectors, vectors[:50]])
    found = dimensions_in_use(space_of(twice))
    assert found.n_items == 250
    assert np.isfinite(found.two_nn)


def test_too_little_gives_no_figure_or_a_sentence():
    same = dimensions_in_use(space_of(np.ones((20, 3))))
    assert np.isnan(same.two_nn)
    assert (same.participation_ratio, same.n_items) == (0, 0)
    with pytest.raises(InvalidRequest, match="bring 3 items or more"):
        dimensions_in_use(space_of(np.eye(2)))
    with pytest.raises(InvalidRequest, match="not by Manhattan"):
        dimensions_in_use(space_of(np.eye(4), "manhattan"))
