"""Blank texts: never a stop, left out or given the average, as somebody chooses."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import embedviz as ev
from embedviz.embedders.sentence import Sentence
from embedviz.embedders.text import TextEmbedder, TextsOf
from embedviz.embedders.tfidf import Tfidf
from embedviz.engine.keys import key_of
from embedviz.errors import InvalidRequest

SAID = ["a cat sat", "", "the cat ran", None, "   ", "stocks fell again"]


@pytest.fixture
def reviews():
    """Six reviews, three of them blank, as a file gives them."""
    return ev.read(pd.DataFrame({"review": SAID, "stars": [5, 1, 4, 2, 3, 1]}), name="reviews.csv")


def test_blank_texts_are_left_out_whatever_encodes(reviews):
    for embedder in (Tfidf(column="review", n_components=2), Sentence(column="review")):
        space = embedder(reviews)
        assert space.dataset.frame["stars"].tolist() == [5, 4, 1]
        assert np.isfinite(space.vectors).all()


def test_blank_texts_can_get_the_average_of_the_others(reviews):
    kept = Tfidf(column="review", n_components=2)(reviews)
    filled = Tfidf(column="review", n_components=2, missing="fill")(reviews)
    assert len(filled) == 6
    np.testing.assert_array_equal(filled.vectors[[0, 2, 5]], kept.vectors)
    np.testing.assert_allclose(filled.vectors[1], kept.vectors.mean(axis=0), rtol=1e-6)


def test_encode_fills_when_asked_and_says_nothing_then(recwarn):
    space = ev.encode(SAID, "tfidf", n_components=2, missing="fill")
    assert len(space) == 6
    assert not [each for each in recwarn if issubclass(each.category, UserWarning)]


def test_no_text_at_all_is_one_sentence():
    blank = ev.read(pd.DataFrame({"a": ["x y z", "u v w"], "b": [" ", ""]}))
    assert [column.name for column in blank.columns] == ["a"]  # nothing in it: no column at all
    with pytest.raises(InvalidRequest, match="Every text is blank"):
        ev.encode(["", " "])


def test_what_was_kept_before_there_was_a_choice_is_found(reviews):
    plain, other = Sentence(), Sentence(missing="fill")
    assert key_of("vectors", 1, plain) != key_of("vectors", 1, other)
    names = {name for name in TextEmbedder.unread if getattr(plain, name) != "drop"}
    assert names == {"column", "metric"}
    assert len(TextsOf(reviews, "review")) == 3
