"""Chapter 7: what it says of words in context, and of sentences, is so."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics.pairwise import cosine_similarity
from tokenizers import Tokenizer

from embedviz.embedders.sentence import Sentence
from embedviz.lessons import work
from embedviz.lessons.context import SentencesAndContext
from embedviz.lessons.context_sights import (
    AMBIGUOUS,
    _pairs,
    sentences_in_pairs,
    sentences_with,
)
from embedviz.models import bundled_folder
from embedviz.vectorizers.context import N_LAYERS


def shown(**fields):
    lesson = SentencesAndContext(**fields)
    return lesson.show(*(work.run(*work.arguments) for work in lesson.work()))


def test_each_word_stands_in_six_sentences_three_for_each_meaning_as_one_token():
    tokenizer = Tokenizer.from_file(str(bundled_folder() / "tokenizer.json"))
    for word in AMBIGUOUS:
        table = sentences_with(word)
        assert table["sense"].value_counts().tolist() == [3, 3]
        assert all(word in tokenizer.encode(text).tokens for text in table["text"])


def test_the_question_is_right_the_table_has_one_row_for_the_six():
    tokenizer = Tokenizer.from_file(str(bundled_folder() / "tokenizer.json"))
    read = [tokenizer.encode(text) for text in sentences_with("bank")["text"]]
    ids = {each.ids[each.tokens.index("bank")] for each in read}
    question = SentencesAndContext().question
    assert len(ids) == 1
    assert question.choices[question.right] == "one"


@pytest.mark.slow
def test_layers_tell_the_banks_apart_and_fail_with_mercury():
    assert "3 of 6 have one of their own meaning" in shown(layer=0).said
    assert "6 of 6 have one of their own meaning" in shown(layer=N_LAYERS).said
    assert "1 of 6 have one of their own meaning" in shown(word="mercury").said


@pytest.mark.slow
def test_similarities_are_those_of_scikit_learn():
    texts = sentences_with("bank")["text"].tolist()
    record = work.read_in_context(texts)
    vectors = [each.of("bank")[3] for each in work.contexts_of(record)]
    figure = shown(layer=3).exhibits[0].draw(theme="light")
    np.testing.assert_allclose(figure.data[0].z, cosine_similarity(vectors), atol=1e-6)


@pytest.mark.slow
def test_the_notes_are_right_same_words_lie_nearer_than_most_paraphrases():
    texts = sentences_in_pairs()["text"].tolist()
    pairs = _pairs(Sentence().encoding(texts).here()["rows"])
    dog = pairs[pairs["one"] == "The dog bit the man."]["similarity"].item()
    paraphrases = pairs[pairs["kind"] == "paraphrase"]["similarity"]
    assert dog > 0.95
    assert (paraphrases < dog).mean() > 0.95
    cat = pairs[pairs["one"] == "The cat sat on the mat."]
    assert cat["shared"].item() < 0.25
    assert cat["similarity"].item() > 0.5


@pytest.mark.slow
@pytest.mark.parametrize("sentence", ["The cat sat on the mat.", "a", "<b>x</b> _y_ [SEP]"])
def test_a_sentence_is_the_mean_of_its_tokens(sentence):
    seen = shown(sight="mean", sentence=sentence)
    space = seen.exhibits[0].view.space
    np.testing.assert_allclose(space.vectors[-1], space.vectors[:-1].mean(axis=0), atol=1e-5)
    assert "between" in seen.said


@pytest.mark.slow
def test_texts_come_back_from_a_worker_one_by_one():
    one, other = work.contexts_of(work.read_in_context(["A cat.", "Two big dogs ran."]))
    assert one.tokens == ("[CLS]", "a", "cat", ".", "[SEP]")
    assert other.vectors.shape == (N_LAYERS + 1, 7, 384)
