"""Files of others, beside the checkout: each is read with no help."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import embedviz as ev

REFERENCE = Path(__file__).parents[4] / "shared" / "reference"
SCORES = [
    *("climate", "housingcost", "hlthcare", "crime", "transp", "educ", "arts", "recreat", "econ")
]
EIGENVALUES = np.array([0.3775, 0.0511, 0.0279, 0.0230, 0.0168, 0.0120, 0.0085, 0.0039, 0.0018])

pytestmark = pytest.mark.skipif(not REFERENCE.is_dir(), reason="no reference files here")


@pytest.fixture
def places():
    return ev.read(REFERENCE / "places_rated.csv")


def test_places_rated_has_the_published_eigenvalues_and_pca_explains_as_much(places):
    space = ev.vectorize(places, SCORES, transforms=dict.fromkeys(SCORES, "log"))
    eigenvalues = np.linalg.eigvalsh(np.cov(space.vectors.astype(float), rowvar=False))[::-1]
    np.testing.assert_allclose(eigenvalues, EIGENVALUES, atol=5.1e-5)
    explained = ev.project(space, "pca", dimensions=3).explained_variance
    np.testing.assert_allclose(explained, EIGENVALUES[:3] / EIGENVALUES.sum(), atol=2e-4)


def test_places_rated_has_coordinates_and_leaves_its_running_number_and_the_states(places):
    assert (places.column("lat").kind, places.column("long").kind) == ("latitude", "longitude")
    assert not {"casenum", "stnum"} & {*places.default_features}


def test_banking77_is_questions_and_77_intents():
    questions = ev.read(REFERENCE / "banking77_test.csv")
    assert [column.kind for column in questions.columns] == ["text", "category"]
    assert len(questions) == 3_080
    assert questions.frame["category"].nunique() == 77


def test_word_vectors_in_json_are_a_space():
    words = ev.read(REFERENCE / "wordvecs1000.json")
    assert isinstance(words, ev.VectorSpace)
    assert words.vectors.shape == (1_000, 300)
    assert words.metric == "cosine"
    assert "she" in set(words.neighbors("he", k=5)["label"])


@pytest.mark.parametrize("given", ["tensors", "config", "both"])
def test_the_projectors_iris_is_four_measures_and_three_species(given):
    both = [REFERENCE / "iris_tensors.bytes", REFERENCE / "iris_labels.tsv"]
    chosen = {"tensors": both[0], "config": REFERENCE / "projector_config.json", "both": both}
    iris = ev.read(chosen[given])
    measures = ["sepal-length", "sepal-width", "petal-length", "petal-width"]
    np.testing.assert_allclose(iris.vectors, iris.dataset.frame[measures], atol=1e-6)
    assert iris.dataset.frame["class"].value_counts().tolist() == [50, 50, 50]


def test_the_mammoth_is_ten_thousand_points():
    mammoth = ev.read(REFERENCE / "mammoth_3d.json")
    assert mammoth.vectors.shape == (10_000, 3)
    assert mammoth.metric == "euclidean"
    np.testing.assert_allclose(mammoth.vectors[0], [430.826, 106.864, 24.492], rtol=1e-6)


def test_word2vecs_binary_is_as_gensim_reads_it():
    from gensim.models import KeyedVectors

    path = REFERENCE / "word2vec_small.bin"
    ours = ev.read(path)
    theirs = KeyedVectors.load_word2vec_format(path, binary=True)
    assert ours.vectors.shape == (2_747, 10)
    assert list(ours.labels) == theirs.index_to_key
    np.testing.assert_array_equal(ours.vectors, theirs.vectors)


def test_glove_without_a_header_is_as_it_stands():
    path = REFERENCE / "glove_small.txt"
    rows = [line.split(" ") for line in path.read_text(encoding="utf-8").splitlines()]
    ours = ev.read(path)
    assert list(ours.labels) == [row[0] for row in rows]
    np.testing.assert_array_equal(ours.vectors, np.array([row[1:] for row in rows], np.float32))


def test_pairs_of_sentences_without_a_header_lose_none():
    pairs = ev.read(REFERENCE / "stsb_dev.csv")
    assert len(pairs) == 1_500
    assert [column.kind for column in pairs.columns] == ["text", "text", "number"]
    assert pairs.frame.iloc[0].tolist() == [
        "A man with a hard hat is dancing.", "A man wearing a hard hat is dancing.", 5.0,
    ]  # fmt: skip
