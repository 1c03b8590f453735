"""Token vectors by layer: held against transformers' own hidden states."""

from __future__ import annotations

import numpy as np
import pytest

from embedviz.errors import InvalidRequest, UnknownLabel
from embedviz.models import bundled_folder
from embedviz.vectorizers.context import N_LAYERS, in_context
from embedviz.vectorizers.sentence import SentenceEncoder

pytestmark = pytest.mark.slow

TEXTS = [
    "The bank closes at four on Fridays.",
    "We sat on the bank and watched the river.",
    "Ein Mäuschen, 数字 and 🙂: unforeseeable tokenization!",
    "so long that its end is not read " * 60,
]


@pytest.fixture(scope="module")
def reference():
    import torch
    from transformers import AutoModel, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(bundled_folder())
    model = AutoModel.from_pretrained(bundled_folder()).eval()

    def run(text):
        read = tokenizer(text, return_tensors="pt", truncation=True, max_length=256)
        with torch.inference_mode():
            states = model(**read, output_hidden_states=True).hidden_states
        tokens = tokenizer.convert_ids_to_tokens(read["input_ids"][0])
        return tokens, np.stack([state[0].numpy() for state in states])

    return run


@pytest.mark.parametrize("text", TEXTS)
def test_every_layer_is_that_of_transformers(text, reference):
    read = in_context(text)
    tokens, states = reference(text)
    assert list(read.tokens) == tokens
    assert read.vectors.shape == (N_LAYERS + 1, len(tokens), 384)
    np.testing.assert_allclose(read.vectors, states, atol=1e-5)


def test_the_mean_of_the_last_layer_is_the_vector_of_the_text():
    vectors = SentenceEncoder(precision="float32").fit_transform(TEXTS)
    means = np.stack([in_context(text).mean for text in TEXTS])
    np.testing.assert_allclose(means, vectors, atol=1e-6)


def test_one_word_enters_alike_but_for_its_place_and_leaves_as_its_sentence_has_it():
    first, second = (in_context(text).of("bank") for text in TEXTS[:2])
    same_place = in_context("A bank in the sun.").of("bank")
    np.testing.assert_array_equal(first[0], same_place[0])
    assert not np.allclose(first[0], second[0], atol=1e-3)
    assert not np.allclose(first[1], same_place[1], atol=1e-3)


def test_a_token_that_is_not_there_gets_a_sentence():
    with pytest.raises(UnknownLabel, match='No item is called "river"'):
        in_context(TEXTS[0]).of("river")


def test_a_blank_text_is_refused():
    with pytest.raises(InvalidRequest, match="1 of 1 texts are blank"):
        in_context(" ")
