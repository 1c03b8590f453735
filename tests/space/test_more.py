"""Search by meaning and rows that come later: gensim, scikit-learn and PCA are the oracles."""

from __future__ import annotations

import pickle

import numpy as np
import pandas as pd
import pytest
from sklearn.datasets import load_iris
from sklearn.decomposition import PCA, TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.manifold import Isomap
from sklearn.preprocessing import StandardScaler

import embedviz as ev
from embedviz.errors import InvalidRequest

TEXTS = [
    "the cat sat on the mat", "a cat and a dog sat together", "the dog ran after the cat",
    "stocks fell on the market today", "the market rose and stocks rose", "a bank sold its stocks",
    "the sea was calm and blue", "a boat sailed over the blue sea",
]  # fmt: skip


@pytest.fixture(scope="module", params=["tfidf", "word2vec"])
def learned(request) -> ev.VectorSpace:
    more = {"tfidf": {}, "word2vec": {"epochs": 20}}[request.param]
    return ev.encode(TEXTS, request.param, n_components=5, **more)


def test_a_text_is_encoded_by_what_the_texts_have_taught(learned):
    for row in (0, 4, 7):
        found = learned.search(TEXTS[row], k=1)
        assert found["index"].tolist() == [row]
        assert found["distance"][0] == pytest.approx(0, abs=1e-6)


def test_a_query_is_that_of_scikit_learns_fitted_pipeline():
    space = ev.encode(TEXTS, "tfidf", n_components=5)
    counts = TfidfVectorizer(sublinear_tf=True, token_pattern=r"\b\w+\b")  # noqa: S106
    svd = TruncatedSVD(5, random_state=42).fit(counts.fit_transform(TEXTS))
    query = svd.transform(counts.transform(["a blue boat"]))[0]
    expected = space.nearest(query.astype(np.float32), 3)["label"].tolist()
    assert space.search("a blue boat", 3)["label"].tolist() == expected


def test_a_vector_that_other_texts_have_taught_is_refused(learned):
    kind = "tfidf" if learned.made_by == "TF-IDF" else "word2vec"
    other = ev.encode([*TEXTS, "one more"], kind, n_components=5)
    for vector in (other.vectors[0], other["one more"], other.vectors[2:4][1]):
        with pytest.raises(InvalidRequest, match=r"space\.search"):
            learned.nearest(vector)
    more = {"tfidf": {}, "word2vec": {"epochs": 20}}[kind]
    again = ev.encode(TEXTS, kind, n_components=5, **more)
    assert learned.nearest(again.vectors[3], k=1)["index"].tolist() == [3]
    assert learned.take([3, 1]).nearest(learned.vectors[3], k=1)["index"].tolist() == [0]
    assert len(learned.nearest(other.vectors[0].copy() + 1, k=1)) == 1  # nobody knows whose


def test_what_was_trained_on_one_text_alone_is_not_looked_for_among_others(learned):
    query = ev.encode(["a blue boat on blue water"], "word2vec", n_components=4)
    with pytest.raises(InvalidRequest, match=r"space\.search|search\("):
        learned.nearest(query.vectors[0])


def test_what_can_not_be_searched_is_said(learned):
    with pytest.raises(InvalidRequest, match='"qwxz" has no word'):
        learned.search("qwxz")
    with pytest.raises(InvalidRequest, match="Give a text"):
        learned.search(" ")
    features = ev.vectorize(load_iris(as_frame=True).data)
    with pytest.raises(InvalidRequest, match="with_encoder"):
        features.search("a rose")


def test_a_space_that_was_in_another_process_is_searched_the_same(learned):
    again = pickle.loads(pickle.dumps(learned))  # noqa: S301
    pd.testing.assert_frame_equal(again.search("the sea", 3), learned.search("the sea", 3))


def test_texts_that_come_later_move_nobody(learned):
    more = learned.add(["a cat on a boat", TEXTS[0]])
    np.testing.assert_array_equal(more.vectors[:8], learned.vectors)
    assert more.labels[8:] == ("a cat on a boat", f"{TEXTS[0]} (2)")
    np.testing.assert_allclose(more.vectors[9], learned.vectors[0], atol=1e-6)
    assert more.dataset.frame["text"].tolist()[8] == "a cat on a boat"
    assert more.search("a cat on a boat", k=1)["index"].tolist() == [8]


def test_rows_of_a_table_are_scaled_as_the_first_ones_were():
    iris = load_iris(as_frame=True).data
    space = ev.vectorize(iris[:100], scaling="standard").add(iris[100:])
    expected = StandardScaler().fit(iris[:100]).transform(iris)
    np.testing.assert_allclose(space.vectors, expected, atol=1e-5)
    assert space.labels[-1] == "row 150"
    with pytest.raises(InvalidRequest, match='no column "sepal width'):
        space.add(iris[["sepal length (cm)"]])
    with pytest.raises(InvalidRequest, match="have no value"):
        space.add(iris[:1].assign(**{"sepal width (cm)": np.nan}))


def test_a_category_that_no_item_has_is_refused():
    rooms = pd.DataFrame({"kind": ["a", "b", "a", "b"] * 5, "price": range(20)})
    space = ev.vectorize(rooms, ["kind", "price"])
    assert space.add([{"kind": "b", "price": 3}]).vectors[-1].tolist() == [0, 1, 3]
    with pytest.raises(InvalidRequest, match="which no item of the space has"):
        space.add([{"kind": "z", "price": 3}])


def test_vectors_are_added_as_they_are():
    space = ev.read(np.eye(12))
    more = space.add(np.ones((2, 12)), labels=["all", "all"])
    assert more.labels[-2:] == ("all", "all (2)")
    with pytest.raises(InvalidRequest, match="12 numbers, and the new ones have 3"):
        space.add(np.ones((1, 3)))
    with pytest.raises(InvalidRequest, match="as an array"):
        space.add(["a text"])


@pytest.mark.parametrize("method", ["pca", PCA(2)])
def test_on_a_map_with_a_rule_new_rows_stand_where_it_puts_them(method):
    iris = load_iris().data
    view = ev.project(ev.read(iris[:120]), method)
    more = view.add(iris[120:])
    np.testing.assert_array_equal(more.coordinates[:120], view.coordinates)
    expected = np.abs(PCA(2).fit(iris[:120]).transform(iris[120:]))  # a sign is nobody's choice
    np.testing.assert_allclose(np.abs(more.coordinates[120:]), expected, atol=1e-3)


def test_on_a_map_without_one_they_stand_among_their_neighbours():
    iris = load_iris().data
    view = ev.project(ev.read(iris[::2]), "umap", n_neighbors=10)
    more = view.add(iris[1::2])
    np.testing.assert_array_equal(more.coordinates[: len(view)], view.coordinates)
    assert more.quality.trustworthiness > 0.95
    assert ev.project(ev.read(iris[::2]), Isomap(n_neighbors=30)).add(iris[1::2]).shape == (150, 2)


@pytest.mark.slow
def test_ready_vectors_of_a_known_model_are_searched_by_meaning():
    encoded = ev.encode(TEXTS)
    table = pd.DataFrame({"text": TEXTS, "vector": list(encoded.vectors)})
    ready = ev.read(table)
    with pytest.raises(InvalidRequest, match="all-MiniLM-L6-v2"):
        ready.search("kitten")
    known = ready.with_encoder("all-MiniLM-L6-v2")
    assert (
        known.search("kitten", 3)["label"].tolist() == encoded.search("kitten", 3)["label"].tolist()
    )
    assert known.nearest(ev.encode(["kitten"]).vectors[0], 1)["index"][0] in (0, 1, 2)
    with pytest.raises(InvalidRequest, match="another model made them"):
        ev.read(np.eye(20)).with_encoder("all-MiniLM-L6-v2")
    mixed = ev.read(table.assign(vector=list(encoded.vectors[::-1])))
    with pytest.raises(InvalidRequest, match="didn't make these vectors"):
        mixed.with_encoder("all-MiniLM-L6-v2")
