"""Quality: scikit-learn and brute force are the oracles."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.manifold import trustworthiness
from sklearn.neighbors import NearestNeighbors

import embedviz as ev
from embedviz.projections import quality
from embedviz.projections.quality import measure_quality
from embedviz.space import VectorSpace


def space_of(vectors, metric="euclidean"):
    return VectorSpace(vectors, [str(row) for row in range(len(vectors))], metric=metric)


@pytest.fixture
def space(rng):
    return space_of(rng.normal(size=(200, 8)))


@pytest.fixture
def picture(space, rng):
    """A fair picture: two of the eight dimensions, blurred."""
    blur = rng.normal(scale=0.3, size=(200, 2))
    return (space.vectors[:, :2] + blur).astype(np.float32)


@pytest.mark.parametrize("k", [1, 5, 10, 40])
@pytest.mark.parametrize("metric", ["euclidean", "cosine", "manhattan"])
def test_trustworthiness_equals_scikit_learns(space, picture, metric, k):
    measured = measure_quality(space.with_metric(metric), picture, k)
    expected = trustworthiness(
        space.vectors.astype(np.float64), picture.astype(np.float64), n_neighbors=k, metric=metric
    )
    assert measured.trustworthiness == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("k", [1, 5, 10, 40])
def test_continuity_is_trustworthiness_with_the_roles_exchanged(space, picture, k):
    measured = measure_quality(space, picture, k)
    expected = trustworthiness(
        picture.astype(np.float64), space.vectors.astype(np.float64), n_neighbors=k
    )
    assert measured.continuity == pytest.approx(expected, abs=1e-6)


def test_exchanging_space_and_picture_exchanges_the_two_figures(space, picture):
    there = measure_quality(space, picture)
    back = measure_quality(space_of(picture), space.vectors)
    assert there.trustworthiness == pytest.approx(back.continuity, abs=1e-9)
    assert there.continuity == pytest.approx(back.trustworthiness, abs=1e-9)
    np.testing.assert_array_equal(there.overlap, back.overlap)


def test_overlap_is_the_share_of_true_neighbours_kept(space, picture):
    def sets(points):
        return [set(row) for row in NearestNeighbors(n_neighbors=10).fit(points).kneighbors()[1]]

    expected = [
        len(true & drawn) / 10
        for true, drawn in zip(sets(space.vectors), sets(picture), strict=True)
    ]
    measured = measure_quality(space, picture, 10)
    np.testing.assert_allclose(measured.overlap, expected, atol=1e-6)
    assert measured.mean_overlap == pytest.approx(np.mean(expected))


def test_the_figure_is_the_mean_over_the_items(space, picture):
    measured = measure_quality(space, picture)
    assert measured.trustworthiness == pytest.approx(measured.trustworthiness_of.mean(), abs=1e-6)
    assert measured.continuity == pytest.approx(measured.continuity_of.mean(), abs=1e-6)
    assert measured.sample.tolist() == list(range(200))


def test_a_perfect_picture_scores_1_and_a_shuffled_one_about_a_half(rng):
    flat = rng.normal(size=(400, 2)).astype(np.float32)
    perfect = measure_quality(space_of(flat), flat)
    assert (perfect.trustworthiness, perfect.continuity, perfect.mean_overlap) == (1, 1, 1)
    chance = measure_quality(space_of(flat), rng.permutation(flat))
    assert chance.trustworthiness == pytest.approx(0.5, abs=0.03)
    assert chance.continuity == pytest.approx(0.5, abs=0.03)
    assert chance.mean_overlap < 0.06


def test_turning_and_stretching_a_picture_changes_nothing(space, picture):
    turn = np.array([[0.6, -0.8], [0.8, 0.6]])
    one, other = (measure_quality(space, each) for each in (picture, picture @ turn * 50 + 3))
    assert one.trustworthiness == pytest.approx(other.trustworthiness, abs=1e-6)


def test_a_torn_heap_loses_continuity_and_a_folded_one_trust(rng):
    line = np.sort(rng.uniform(-1, 1, 300)).astype(np.float32)
    space = space_of(np.column_stack([line, np.zeros(300)]))
    folded = np.column_stack([np.abs(line), np.zeros(300)])
    torn = np.column_stack([np.where(np.arange(300) % 2, line + 9, line), np.zeros(300)])
    assert measure_quality(space, folded).trustworthiness < 0.9
    assert measure_quality(space, folded).continuity > 0.98
    by_tearing = measure_quality(space, torn)
    assert by_tearing.continuity < by_tearing.trustworthiness


def test_quality_on_the_earth_is_by_haversine():
    cities = ev.load_dataset("cities").take(range(0, 1_500, 5))
    space = ev.vectorize(cities, ["latitude", "longitude"], metric="haversine")
    view = ev.project(space, "features")
    expected = trustworthiness(
        np.radians(space.vectors.astype(np.float64)),
        view.as_seen.astype(np.float64),
        n_neighbors=10,
        metric="haversine",
    )
    assert view.quality.trustworthiness == pytest.approx(expected, abs=1e-5)


def test_a_sample_comes_close_to_the_full_figure(digits_space, monkeypatch):
    coordinates = digits_space.vectors[:, [20, 35]]
    full = measure_quality(digits_space, coordinates)
    monkeypatch.setattr(quality, "LARGEST_SAMPLE", 600)
    sampled = measure_quality(digits_space, coordinates)
    assert len(sampled.sample) == len(sampled.trustworthiness_of) == 600
    assert sampled.trustworthiness == pytest.approx(full.trustworthiness, abs=0.01)
    assert sampled.continuity == pytest.approx(full.continuity, abs=0.01)
    np.testing.assert_array_equal(
        sampled.trustworthiness_of, full.trustworthiness_of[sampled.sample]
    )


def test_beyond_2000_items_a_seeded_sample_is_measured(rng):
    vectors = rng.normal(size=(2_500, 4)).astype(np.float32)
    one, other = (measure_quality(space_of(vectors), vectors[:, :2]) for _ in range(2))
    assert len(one.sample) == 2_000
    assert len(one.overlap) == 2_500
    np.testing.assert_array_equal(one.sample, other.sample)
    expected = trustworthiness(vectors, vectors[:, :2], n_neighbors=10)
    assert one.trustworthiness == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize("n_items", [2, 3, 4, 5, 12])
def test_few_items_have_a_quality_too(n_items, rng):
    vectors = rng.normal(size=(n_items, 3)).astype(np.float32)
    measured = measure_quality(space_of(vectors), vectors)
    assert measured.k == max(1, min(10, (n_items - 1) // 2))
    assert (measured.trustworthiness, measured.continuity, measured.mean_overlap) == (1, 1, 1)


def test_items_that_coincide_are_no_reason_for_a_penalty_of_their_own(rng):
    vectors = np.repeat(rng.normal(size=(30, 3)), 4, axis=0).astype(np.float32)
    measured = measure_quality(space_of(vectors), vectors, 3)
    assert measured.trustworthiness == 1
    assert measured.continuity == 1


def test_trustworthiness_of_the_digits_by_pca_is_the_published_one(digits_space):
    view = ev.project(digits_space, "pca")
    assert view.quality.trustworthiness == pytest.approx(0.830, abs=0.005)
    # Not to the last digit: many digits are equally far, and equals have no rank of their own.
    vectors, coordinates = (
        each.astype(np.float64) for each in (digits_space.vectors, view.coordinates)
    )
    expected = trustworthiness(vectors, coordinates, n_neighbors=10)
    assert view.quality.trustworthiness == pytest.approx(expected, abs=5e-4)


@pytest.mark.parametrize("metric", ["euclidean", "manhattan"])
def test_a_tree_counts_the_ranks_that_sorting_finds(rng, monkeypatch, metric):
    space = space_of(rng.integers(0, 40, size=(600, 3)), metric)  # many are equally far
    picture = rng.normal(size=(600, 2)).astype(np.float32)
    sorted_ = measure_quality(space, picture)
    monkeypatch.setattr(quality, "MANY_RANKED", 100)
    counted = measure_quality(space, picture)
    np.testing.assert_allclose(counted.trustworthiness_of, sorted_.trustworthiness_of, atol=1e-4)
    assert counted.continuity == pytest.approx(sorted_.continuity, abs=1e-9)
