"""A text looked for by its meaning."""

from __future__ import annotations

import numpy as np
import pytest

import embedviz as ev
from embedviz.errors import InvalidRequest
from embedviz.ui.queries import query_of
from embedviz.ui.request import TextRequest

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
    from embedviz.api import dataset_of_texts

    return dataset_of_texts(TEXTS)


@pytest.fixture
def counted():
    return TextRequest("tfidf", 4)


def test_a_text_of_the_data_set_is_its_own_nearest(dataset, counted):
    space = counted.space(dataset)
    query = query_of(ev.project(space), TEXTS[1], lambda text: counted.vector(dataset, text))
    drawn = query.drawn(space, 3)
    assert drawn["near"][0][0] == 1
    assert drawn["near"][0][1] == pytest.approx(0, abs=1e-6)
    np.testing.assert_allclose(drawn["at"], ev.project(space).coordinates[1], atol=1e-5)


def test_its_nearest_are_those_of_its_vector(dataset, counted):
    space = counted.space(dataset)
    query = query_of(ev.project(space), "the mat", lambda text: counted.vector(dataset, text))
    nearest = space.nearest(query.vector, 2)
    assert query.drawn(space, 2)["near"] == [
        [int(row), float(distance)]
        for row, distance in zip(nearest["index"], nearest["distance"], strict=True)
    ]


def test_the_note_says_whether_the_place_is_the_methods_own(dataset, counted):
    space = counted.space(dataset)
    encode = lambda text: counted.vector(dataset, text)  # noqa: E731
    assert "PCA puts its vector" in query_of(ev.project(space), "mat", encode).note
    view = ev.project(space, "umap", n_neighbors=3)
    assert "no place of its own" in query_of(view, "mat", encode).note


def test_words_that_occur_nowhere_get_a_sentence(dataset, counted):
    with pytest.raises(InvalidRequest, match='No word of "xylophone" occurs'):
        counted.vector(dataset, "xylophone")
