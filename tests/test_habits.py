"""Habits of pandas and scikit-learn: each works, or a sentence says what would be right."""

from __future__ import annotations

import io

import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris
from sklearn.decomposition import PCA
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.manifold import TSNE, Isomap

import embedviz as ev
from embedviz.errors import InvalidRequest, UnknownName, UnreadableFile

REVIEWS = pd.DataFrame(
    {
        "review": ["the film was very good", "a dull and boring film", "great actors here", None],
        "price": [1.5, 2.0, 3.0, 4.0],
    }
)


@pytest.fixture(scope="module")
def iris() -> ev.VectorSpace:
    return ev.vectorize(load_iris(as_frame=True).data)


def test_a_frame_is_encoded_by_its_texts_and_not_by_its_columns_names():
    with pytest.warns(UserWarning, match=r"1 of 4 texts are blank.*row 4"):
        space = ev.encode(REVIEWS, "tfidf", n_components=2)
    assert len(space) == 3
    assert space.dataset.frame["price"].tolist() == [1.5, 2.0, 3.0]
    same = ev.encode(REVIEWS["review"].dropna(), "tfidf", n_components=2)
    np.testing.assert_array_equal(space.vectors, same.vectors)


@pytest.mark.parametrize("gap", [None, np.nan, pd.NA, pd.NaT, "", " \n"])
def test_a_gap_is_no_word(gap):
    with pytest.warns(UserWarning, match="left out"):
        space = ev.encode(["a cat", gap, "a dog"], "tfidf", n_components=2)
    words = TfidfVectorizer(analyzer=str.split).fit(["a cat", "a dog"])
    assert set(space.feature_names[0].split(": ")[1].split(", ")) <= set(words.vocabulary_)
    assert space.labels == ("a cat", "a dog")


def test_what_has_no_text_is_said():
    with pytest.raises(InvalidRequest, match="Every text is blank"):
        ev.encode([None, np.nan])
    with pytest.raises(InvalidRequest, match=r"no column of texts.*ev\.vectorize"):
        ev.encode(pd.DataFrame({"price": [1, 2]}))
    with pytest.raises(InvalidRequest, match=r'" "\.join'):
        ev.encode([["a", "cat"], ["a", "dog"]])


def test_a_frame_is_vectorized_as_its_file_would_be(iris):
    frame = load_iris(as_frame=True).data
    np.testing.assert_array_equal(np.asarray(iris), frame.to_numpy(np.float32))
    csv = io.BytesIO(frame.to_csv(index=False).encode())
    np.testing.assert_array_equal(ev.vectorize(ev.read(csv, name="iris.csv")), iris.vectors)
    np.testing.assert_array_equal(ev.vectorize(frame.to_numpy()), iris.vectors)
    with pytest.raises(UnreadableFile, match="Give a file, a DataFrame"):
        ev.vectorize(3)


def test_rows_and_columns_of_plain_python_are_a_table():
    rows = [{"fruit": "fig", "kcal": 74}, {"fruit": "kiwi", "kcal": 61}]
    columns = {"fruit": ["fig", "kiwi"], "kcal": [74, 61]}
    for given in (rows, columns):
        pd.testing.assert_frame_equal(ev.read(given).frame, ev.read(pd.DataFrame(rows)).frame)
    with pytest.raises(InvalidRequest, match="same length"):
        ev.read({"a": [1], "b": [1, 2]})


@pytest.mark.parametrize(
    ("spelled", "name"), [("UMAP", "UMAP"), ("t-SNE", "t-SNE"), ("TSNE", "t-SNE"), ("Pca", "PCA")]
)
def test_a_projection_is_known_in_any_spelling(iris, spelled, name):
    assert ev.project(iris, spelled).method.title == name


def test_clusters_encoders_and_metrics_are_known_in_any_spelling(iris):
    assert ev.find_clusters(iris, "k-means", n_clusters=3) == ev.find_clusters(
        iris, "kmeans", n_clusters=3
    )
    texts = ["a cat", "a dog", "the sea"]
    assert ev.encode(texts, "TF-IDF", n_components=2).made_by == "TF-IDF"
    assert iris.with_metric("Cosine").metric == "cosine"
    scaled = ev.vectorize(load_iris(as_frame=True).data, scaling="Min-Max")
    assert scaled.vectors.max() == 1
    with pytest.raises(UnknownName, match="Try tsne"):
        ev.project(iris, "t-snee")


def test_an_estimator_of_scikit_learn_draws(iris):
    view = ev.project(iris, PCA(2))
    expected = PCA(2).fit_transform(load_iris().data)
    np.testing.assert_allclose(np.asarray(view), expected, atol=1e-4)
    assert view.method.title == "PCA"
    assert ev.project(iris, Isomap(n_neighbors=40)).quality.trustworthiness > 0.9


@pytest.mark.parametrize(
    ("method", "more", "said"),
    [
        (PCA, {}, r"not its class: PCA\(n_components=2\)"),
        (PCA(4), {}, "Set n_components=2"),
        (TSNE(2), {"perplexity": 5}, "Give perplexity to the TSNE itself"),
        (KMeans(200), {}, "n_samples=150 should be >= n_clusters=200"),
        (len, {}, "an estimator with fit_transform"),
    ],
)
def test_what_no_estimator_can_do_is_said(iris, method, more, said):
    with pytest.raises(InvalidRequest, match=said):
        ev.project(iris, method, **more)


def test_a_space_is_a_collection_of_its_labels_and_an_array_of_its_vectors(iris):
    assert "row 1" in iris
    assert "row 151" not in iris
    assert 0 not in iris
    assert list(iris) == list(iris.labels)
    assert KMeans(3, random_state=0, n_init=1).fit(iris).n_features_in_ == 4
    view = ev.project(iris)
    assert np.asarray(view, dtype=np.float64).shape == view.shape == (len(view), 2)


def test_a_projection_becomes_a_frame(iris):
    view = ev.project(iris)
    frame = view.to_frame()
    np.testing.assert_array_equal(frame[["x", "y"]].to_numpy(), view.coordinates)
    assert list(frame)[:2] == ["label", "sepal length (cm)"]
    assert next(iter(iris.dataset.to_frame())) == "label"
    assert iris.to_frame().shape == (150, 5)


def test_points_are_coloured_by_values_of_ones_own(iris):
    view = ev.project(iris)
    clusters = KMeans(3, random_state=0, n_init=1).fit_predict(iris)
    assert [trace.name for trace in ev.plot(view, color=clusters).data[1:]] == ["0", "1", "2"]
    lengths = load_iris(as_frame=True).data["petal length (cm)"].rename("petal")
    figure = ev.plot(iris, color=lengths)
    assert figure.data[0].marker.colorbar.title.text == "petal"
    np.testing.assert_array_equal(figure.data[0].marker.color, lengths)
    with pytest.raises(InvalidRequest, match="2 colours were given for 150"):
        ev.plot(view, color=["red", "blue"])
    with pytest.raises(InvalidRequest, match="All values"):
        ev.plot(view, color=[None] * 150)


def test_a_space_is_written_by_pca_and_a_table_is_not_drawn(iris, tmp_path):
    assert ev.write_html(iris, tmp_path / "iris.html").stat().st_size > 1_000_000
    with pytest.raises(InvalidRequest, match=r"ev\.vectorize\(table\)"):
        ev.plot(iris.dataset)
