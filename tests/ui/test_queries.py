"""A text looked for by its meaning."""

from __future__ import annotations

import numpy as np
import pytest

import embedviz as ev
from embedviz.datasets.own_texts import dataset_of_texts
from embedviz.embedders.tfidf import Tfidf
from embedviz.ui.queries import query_of

TEXTS = [
    "The cat sat on the mat.",
    "A kitten lay on the rug.",
    "Shares fell on Monday.",
    "The market lost two percent.",
    "Bread needs flour and water.",
    "The soup is hot.",
]


@pytest.fixture
def dataset():
    return dataset_of_texts(TEXTS)


@pytest.fixture
def counter(dataset):
    """The space of the texts by word counts, and what encodes one more."""
    encoder = Tfidf(n_components=4).encoder().fit(TEXTS)
    return ev.encode(dataset, "tfidf", n_components=4), lambda text: encoder.transform([text])[0]


def test_a_text_of_the_data_set_is_its_own_nearest(counter):
    space, encode = counter
    drawn = query_of(ev.project(space), TEXTS[1], encode).drawn(space, 3)
    assert drawn["near"][0][0] == 1
    assert drawn["near"][0][1] == pytest.approx(0, abs=1e-6)
    np.testing.assert_allclose(drawn["at"], ev.project(space).coordinates[1], atol=1e-5)


def test_its_nearest_are_those_of_its_vector(counter):
    space, encode = counter
    query = query_of(ev.project(space), "the mat", encode)
    nearest = space.nearest(query.vector, 2)
    assert query.drawn(space, 2)["near"] == [
        [int(row), float(distance)]
        for row, distance in zip(nearest["index"], nearest["distance"], strict=True)
    ]


def test_the_note_says_whether_the_place_is_the_methods_own(counter):
    space, encode = counter
    assert "PCA puts its vector" in query_of(ev.project(space), "mat", encode).note
    view = ev.project(space, "umap", n_neighbors=3)
    assert "can't place new texts" in query_of(view, "mat", encode).note
