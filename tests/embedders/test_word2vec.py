"""Word2Vec: held against gensim itself."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys

import numpy as np
import pytest
from gensim import models

import embedviz as ev
from embedviz.embedders.word2vec import Word2Vec, words_of
from embedviz.engine.progress import JobCancelled, listening
from embedviz.errors import InvalidParameter, InvalidRequest

TEXTS = [
    "The king spoke to the queen.",
    "The queen spoke to the king!",
    "A dog barked at the cat, and the cat ran.",
    "A cat ran from the dog.",
] * 5

IN_A_PROCESS = """
import hashlib
from embedviz.embedders.word2vec import Word2Vec
encoder = Word2Vec(n_components=8, epochs=5).encoder().fit({texts!r})
print(hashlib.sha256(encoder.table_.tobytes()).hexdigest())
"""


@pytest.fixture(scope="module")
def encoder():
    return Word2Vec(n_components=12, window=2, epochs=9, seed=3).encoder().fit(TEXTS)


@pytest.fixture(scope="module")
def reference():
    read = [words_of(text) for text in TEXTS]
    return models.Word2Vec(
        read, vector_size=12, window=2, epochs=9, seed=3, sg=1, min_count=1, workers=1
    ).wv


def test_the_vectors_are_gensims_own(encoder, reference):
    assert encoder.words_ == reference.index_to_key
    np.testing.assert_array_equal(encoder.table_, reference.vectors)
    counts = [reference.get_vecattr(word, "count") for word in encoder.words_]
    assert encoder.counts_.tolist() == counts


def test_neighbours_and_analogies_are_gensims_own(encoder, reference):
    space = ev.VectorSpace(encoder.table_, encoder.words_, metric="cosine")
    for word in ("king", "cat"):
        ours = space.neighbors(word, k=5)
        assert ours["label"].tolist() == [each for each, _ in reference.most_similar(word, topn=5)]
    ours = space.analogy(["king", "cat"], ["dog"], k=3)
    theirs = reference.most_similar(["king", "cat"], ["dog"], topn=3)
    assert ours["label"].tolist() == [word for word, _ in theirs]
    np.testing.assert_allclose(ours["similarity"], [score for _, score in theirs], atol=1e-6)


def test_a_text_is_the_mean_of_its_words_as_gensim_has_it(encoder, reference):
    assert isinstance(reference, models.KeyedVectors)
    theirs = reference.get_mean_vector(["the", "cat", "the"], pre_normalize=False)
    np.testing.assert_allclose(encoder.transform(["The cat, the ... owl"])[0], theirs, atol=1e-6)


def test_a_text_of_unknown_words_is_nowhere(encoder):
    assert not encoder.transform(["xylophone", "..."]).any()


def test_the_vectors_are_the_same_in_every_process():
    here = Word2Vec(n_components=8, epochs=5).encoder().fit(TEXTS).table_
    expected = hashlib.sha256(here.tobytes()).hexdigest()
    code = IN_A_PROCESS.format(texts=TEXTS)
    for hash_seed in ("0", "7"):
        told = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert told.stdout.strip() == expected


def test_another_seed_gives_other_vectors(encoder):
    other = Word2Vec(n_components=12, window=2, epochs=9, seed=4).encoder().fit(TEXTS)
    assert not np.allclose(other.table_, encoder.table_)


def test_a_long_text_is_read_to_its_end():
    encoder = Word2Vec(n_components=2, epochs=1).encoder().fit(["word " * 10_500 + "end"])
    assert encoder.counts_.tolist() == [10_500, 1]
    assert encoder.words_ == ["word", "end"]


def test_progress_is_heard_reading_by_reading_and_a_cancel_stops_it():
    heard = []
    with listening(lambda *said: heard.append(said)):
        Word2Vec(n_components=2, epochs=4).encoder().fit(TEXTS)
    assert heard == [(1, 4), (2, 4), (3, 4), (4, 4)]

    def cancel(*_):
        raise JobCancelled

    with listening(cancel), pytest.raises(JobCancelled):
        Word2Vec(n_components=2, epochs=4).encoder().fit(TEXTS)


@pytest.mark.parametrize("texts", [["?!", "…"], ["word", "word word"], []])
def test_texts_without_two_words_get_a_sentence(texts):
    with pytest.raises(InvalidRequest, match="give texts with at least two different words"):
        Word2Vec().encoder().fit(texts)


def test_its_parameters_have_limits():
    with pytest.raises(InvalidParameter, match="Word2Vec: window must be between 1 and 20"):
        Word2Vec(window=0)
