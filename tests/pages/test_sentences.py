"""The Sentences page."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

PAGE = "pages/sentences.py"
CAT = "The cat sat on the mat."


COMMON = {"the", "a", "on", "is", "was", "my"}


def words_of(text):
    return set(text.lower().strip(".").split())


@pytest.fixture
def opened(visit, monkeypatch):
    """The page with some choices made before its first run."""
    first = AppTest.from_file

    def open_with(**chosen):
        def from_file(path, **more):
            at = first(path, **more)
            for name, value in chosen.items():
                at.session_state[f"sentences.{name}"] = value
            return at

        monkeypatch.setattr(AppTest, "from_file", from_file)
        return visit(PAGE)

    return open_with


@pytest.fixture
def counted(opened):
    """The page with word counts from its first run: no language model is loaded."""
    return opened(vectors="tfidf", projection="pca")


def test_word_counts_find_sentences_with_the_same_words(counted):
    counted.choose(sentences__item=CAT)
    assert all(words_of(label) & words_of(CAT) for label in counted.neighbors)
    assert counted.plots[0] == "sentences.plot"


def test_word2vec_trained_on_these_texts_is_a_model_like_any_other(counted):
    counted.choose(sentences__vectors="word2vec")
    counted.choose(**{"sentences__word2vec.epochs": 5, "sentences__word2vec.n_components": 8})
    assert len(counted.neighbors) == 5
    assert not counted.warnings


def test_a_sentence_of_ones_own_is_among_the_others(counted):
    mine = "A zebra crossed the runway at noon"
    counted.choose(sentences__own=f"{mine}\n\nAnother of mine")
    counted.choose(sentences__item=mine)
    assert len(counted.neighbors) == 5


def test_too_many_sentences_get_a_sentence(counted):
    counted.choose(sentences__own="\n".join(f"sentence {each}" for each in range(300)))
    assert "too many" in counted.warnings[0]


def test_a_folder_of_the_server_is_no_model(opened):
    page = opened(model="another", hub_model="/etc")
    assert "isn't the name of a model" in page.warnings[0]
    assert page.value("sentences.hub_model") == "/etc"


def test_every_metric_works_in_2d_and_3d(counted):
    metrics = ("euclidean", "manhattan", "cosine")
    counted.choose_each(sentences__dimensions=(2, 3), sentences__metric=metrics)


@pytest.mark.slow
def test_the_language_model_finds_the_same_meaning_in_other_words(visit):
    page = visit(PAGE)
    assert page.plots[0] == "sentences.plot"
    page.choose(sentences__item=CAT, sentences__k=5)
    assert any(not (words_of(CAT) & words_of(label)) - COMMON for label in page.neighbors)
