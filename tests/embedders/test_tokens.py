"""Tokens: the rows of the model's first layer, word for word."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
from safetensors.numpy import load_file, save_file

import embedviz as ev
from embedviz.datasets import Dataset
from embedviz.embedders.tokens import Tokens, read_table
from embedviz.errors import ModelUnavailable, UnknownLabel
from embedviz.models import BUNDLED_MODEL, bundled_folder


@pytest.fixture(scope="module")
def table():
    """The bundled model's words, and their rows."""
    return read_table(BUNDLED_MODEL)


def vectors_of(*words):
    frame = pd.DataFrame(index=range(len(words)))
    return Tokens().compute(Dataset("words", frame, words))["vectors"]


@pytest.fixture
def small_model(tmp_path):
    """A model folder with a vocabulary of six tokens and nothing else in it."""
    vocabulary = {"[PAD]": 0, "##ing": 1, "swim": 2, "7": 3, "naïve": 4, "run": 5}
    (tmp_path / "tokenizer.json").write_text(json.dumps({"model": {"vocab": vocabulary}}))
    (tmp_path / "config.json").write_text("{}")
    rows = np.arange(12, dtype=np.float32).reshape(6, 2)
    save_file({"bert.embeddings.word_embeddings.weight": rows}, tmp_path / "model.safetensors")
    return tmp_path


def test_every_row_is_that_of_the_models_own_table(table):
    words, kept = table
    weights = load_file(bundled_folder() / "model.safetensors")["embeddings.word_embeddings.weight"]
    vocabulary = json.loads((bundled_folder() / "tokenizer.json").read_text())["model"]["vocab"]
    assert weights.shape == (30_522, 384)
    rows = [vocabulary[word] for word in words]
    np.testing.assert_array_equal(kept, weights[rows])
    assert rows == sorted(rows)


def test_only_whole_words_of_a_to_z_are_offered(table):
    words, _ = table
    assert len(words) == 21_745
    assert all(word.isascii() and word.isalpha() for word in words)
    assert len(set(words)) == len(words)


def test_frequent_words_come_first(table):
    words, _ = table
    assert words.index("the") < words.index("queen") < words.index("porcelain")


def test_the_table_can_not_be_written_to(table):
    with pytest.raises(ValueError, match="read-only"):
        table[1][0, 0] = 1


def test_words_are_looked_up_in_any_order(table):
    words, rows = table
    king, queen = (rows[words.index(word)] for word in ("king", "queen"))
    np.testing.assert_array_equal(vectors_of("queen", "king"), [queen, king])


def test_what_is_looked_up_may_be_changed_without_changing_the_table():
    found = vectors_of("king")
    found[:] = 0
    assert vectors_of("king").any()


def test_a_word_that_is_not_in_the_table_gets_the_closest():
    with pytest.raises(UnknownLabel, match=r'No item is called "quenn".* "queen"'):
        vectors_of("king", "quenn")


def test_another_model_is_read_from_its_folder(small_model):
    words, rows = read_table(str(small_model))
    assert words == ["swim", "run"]
    np.testing.assert_array_equal(rows, [[4, 5], [10, 11]])
    space = ev.load_words(str(small_model))
    np.testing.assert_array_equal(space["run"], [10, 11])


def test_a_folder_without_the_files_says_which_are_needed(small_model):
    (small_model / "model.safetensors").unlink()
    with pytest.raises(ModelUnavailable, match=r"needs model.safetensors and tokenizer.json"):
        read_table(str(small_model))


def test_a_model_without_a_table_says_so(small_model):
    save_file({"lm_head.weight": np.zeros((2, 2), np.float32)}, small_model / "model.safetensors")
    with pytest.raises(ModelUnavailable, match="has no token table that can be read"):
        read_table(str(small_model))


def test_a_name_on_a_hub_is_not_fetched_for_its_table():
    with pytest.raises(ModelUnavailable, match=r'^The model "x/y" is not on this machine'):
        read_table("x/y")
