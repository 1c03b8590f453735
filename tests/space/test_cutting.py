"""Cut vectors: codes are those of sentence-transformers, figures those of plain definitions."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.decomposition import PCA
from sklearn.neighbors import NearestNeighbors

from embedviz.engine.progress import JobCancelled, listening
from embedviz.errors import InvalidParameter, InvalidRequest, UnknownName
from embedviz.space import VectorSpace
from embedviz.space.classification import like_with_like
from embedviz.space.cutting import Cutter, cut
from embedviz.space.precisions import PRECISIONS, in_1_bit, in_8_bits

K = 10


def space_of(vectors, metric="cosine") -> VectorSpace:
    return VectorSpace(vectors, [str(row) for row in range(len(vectors))], metric=metric)


@pytest.fixture(scope="module")
def space() -> VectorSpace:
    """800 items in heaps, of 32 dimensions, the first of which spread most."""
    rng = np.random.default_rng(0)
    heaps = rng.normal(size=(8, 32))[rng.integers(0, 8, 800)]
    vectors = (heaps + 0.6 * rng.normal(size=(800, 32))) / np.sqrt(np.arange(1, 33))
    return space_of(vectors)


@pytest.fixture(scope="module")
def classes(digits) -> list[str]:
    return digits.frame["digit"].tolist()


def kept_by(vectors, space, k=K) -> float:
    """The share of true neighbours among those that scikit-learn finds among other vectors."""
    found = NearestNeighbors(n_neighbors=k).fit(vectors).kneighbors(return_distance=False)
    true = space.neighbor_graph(k).indices
    return np.mean([len({*a} & {*b}) / k for a, b in zip(found, true, strict=True)])


def units(vectors):
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@pytest.mark.slow
@pytest.mark.parametrize("dimensions", [384, 100])
def test_8_bits_and_1_bit_are_those_of_sentence_transformers(dimensions, rng):
    from sentence_transformers.util.quantization import quantize_embeddings

    vectors = units(rng.normal(size=(300, dimensions))).astype(np.float32)
    vectors[:, 7] = 0.25  # a dimension that doesn't vary
    np.testing.assert_array_equal(in_8_bits(vectors), quantize_embeddings(vectors, "int8"))
    np.testing.assert_array_equal(in_1_bit(vectors), quantize_embeddings(vectors, "ubinary"))


@pytest.mark.parametrize("dimensions", [4, 16, 31])
def test_the_first_dimensions_keep_what_scikit_learn_finds_in_them(space, dimensions):
    expected = kept_by(units(space.vectors[:, :dimensions]), space)
    assert Cutter(space).cut(dimensions).kept == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize("dimensions", [4, 16, 31])
def test_pca_keeps_what_scikit_learns_pca_keeps(space, dimensions):
    turned = PCA(dimensions, svd_solver="full").fit_transform(units(space.vectors.astype(float)))
    found = Cutter(space).cut(dimensions, way="pca").kept
    assert found == pytest.approx(kept_by(turned, space), abs=2e-3)


@pytest.mark.parametrize("metric", ["cosine", "euclidean"])
@pytest.mark.parametrize("way", ["first", "pca"])
def test_all_dimensions_in_full_keep_all_neighbours(space, metric, way):
    assert Cutter(space.with_metric(metric)).cut(32, way=way).kept == pytest.approx(1, abs=1e-3)


def test_equal_vectors_are_as_good_as_one_another(rng):
    twice = np.repeat(rng.normal(size=(60, 12)), 5, axis=0)
    assert Cutter(space_of(twice), k=3).cut(12).kept == 1


def test_8_bits_are_searched_by_what_they_stand_for(space):
    codes = in_8_bits(units(space.vectors)).astype(float)
    low = units(space.vectors).min(axis=0)
    step = np.ptp(units(space.vectors), axis=0) / 255
    expected = kept_by((codes + 128.5) * step + low, space)
    assert Cutter(space).cut(32, "int8").kept == pytest.approx(expected, abs=1e-3)


def test_1_bit_finds_the_nearest_by_how_many_signs_differ(space):
    bits = np.unpackbits(in_1_bit(space.vectors), axis=1)
    found = PRECISIONS["binary"].search(space.vectors, np.arange(50), K)
    differ = (bits[:50, None] != bits[None]).sum(axis=2)
    np.fill_diagonal(differ, 99)
    counts = np.take_along_axis(differ, found, axis=1)
    np.testing.assert_array_equal(counts, np.sort(differ, axis=1)[:, :K])


def test_what_is_rescored_is_ordered_by_the_product_with_the_signs(space):
    asked = np.arange(50)
    many = PRECISIONS["binary"].search(space.vectors, asked, 4 * K)
    signs = np.where(space.vectors > 0, 1.0, -1.0)
    found = PRECISIONS["rescored"].search(space.vectors, asked, K)
    for row, (kept, among) in enumerate(zip(found, many, strict=True)):
        scores = signs[among] @ space.vectors[row]
        np.testing.assert_allclose(signs[kept] @ space.vectors[row], np.sort(scores)[::-1][:K])


def test_fewer_bits_keep_less_and_rescoring_brings_some_back(space):
    found = {name: Cutter(space).cut(32, name).kept for name in PRECISIONS}
    assert found["float32"] >= found["float16"] >= found["int8"] > found["rescored"]
    assert found["rescored"] > found["binary"] > K / 800
    assert found["float16"] > 0.98


def test_classes_are_told_as_by_all_neighbours(digits_space, classes):
    found = Cutter(digits_space, 5, classes, n_asked=2_000).cut(64)
    assert found.accuracy == pytest.approx(like_with_like(digits_space, classes, 5), abs=1e-3)


def test_items_without_a_class_neither_ask_nor_answer(digits_space, classes):
    some = [each if row % 3 else None for row, each in enumerate(classes)]
    assert 0.95 < Cutter(digits_space, 5, some).cut(64).accuracy < 1
    assert np.isnan(Cutter(digits_space, 5, [None] * 1797).cut(64).accuracy)
    assert np.isnan(Cutter(digits_space, 5).cut(64).accuracy)


def test_the_table_has_a_row_for_each_step_and_says_bytes(space):
    table = cut(space, [8, 12], list(PRECISIONS), n_asked=50)
    assert list(table) == [
        "way", "dimensions", "precision", "kept", "accuracy", "bytes", "megabytes",
    ]  # fmt: skip
    assert len(table) == 2 * 2 * 5
    first = table[table["way"] == "first"]
    assert first["bytes"].tolist() == [32, 16, 8, 1, 1, 48, 24, 12, 2, 2]
    assert (table["megabytes"] == table["bytes"]).all()  # of a million
    assert table["kept"].between(0, 1).all()


def test_without_dimensions_powers_of_two_and_all_are_tried(space):
    assert cut(space, n_asked=5, ways=["first"])["dimensions"].tolist() == [8, 16, 32]


def test_it_reports_and_hears_a_cancel_between_steps(space):
    heard = []

    def listen(done, total):
        heard.append((done, total))
        if done == 2:
            raise JobCancelled

    with listening(listen), pytest.raises(JobCancelled):
        cut(space, [2, 4, 8, 16], ways=["first"])
    assert heard == [(0, 4), (1, 4), (2, 4)]


def test_what_can_not_be_cut_is_a_sentence(space):
    with pytest.raises(InvalidRequest, match=r"Manhattan distances can't be cut"):
        cut(space.with_metric("manhattan"))
    with pytest.raises(InvalidParameter, match="dimensions must be between 1 and 32, got 33"):
        cut(space, [33])
    with pytest.raises(UnknownName, match="There is no precision called 'int7'"):
        cut(space, [3], ["int7"])
    with pytest.raises(UnknownName, match="There is no way to cut called 'last'"):
        cut(space, [3], ways=["last"])
    with pytest.raises(InvalidRequest, match="3 classes were given for 800 items"):
        cut(space, [3], classes=[1, 2, 3])
