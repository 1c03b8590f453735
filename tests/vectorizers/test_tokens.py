"""TokenTable: the rows of the model's first layer, word for word."""

from __future__ import annotations

import json

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from embedviz.errors import ModelUnavailable, UnknownLabel
from embedviz.models import bundled_folder
from embedviz.vectorizers.tokens import TokenTable


@pytest.fixture(scope="module")
def table():
    return TokenTable().fit()


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
    weights = load_file(bundled_folder() / "model.safetensors")["embeddings.word_embeddings.weight"]
    vocabulary = json.loads((bundled_folder() / "tokenizer.json").read_text())["model"]["vocab"]
    assert weights.shape == (30_522, 384)
    rows = [vocabulary[word] for word in table.words_]
    np.testing.assert_array_equal(table.table_, weights[rows])
    assert rows == sorted(rows)


def test_only_whole_words_of_a_to_z_are_offered(table):
    assert len(table.words_) == 21_745
    assert all(word.isascii() and word.isalpha() for word in table.words_)
    assert len(set(table.words_)) == len(table.words_)


def test_frequent_words_come_first(table):
    assert table.words_.index("the") < table.words_.index("queen") < table.words_.index("porcelain")


def test_the_table_can_not_be_written_to(table):
    with pytest.raises(ValueError, match="read-only"):
        table.table_[0, 0] = 1


def test_words_are_looked_up_in_any_order_and_more_than_once(table):
    king, queen = (table.table_[table.words_.index(word)] for word in ("king", "queen"))
    np.testing.assert_array_equal(table.transform(["queen", "king", "queen"]), [queen, king, queen])


def test_what_is_looked_up_may_be_changed_without_changing_the_table(table):
    found = table.transform(["king"])
    found[:] = 0
    assert table.transform(["king"]).any()


def test_a_word_that_is_not_in_the_table_gets_the_closest(table):
    with pytest.raises(UnknownLabel, match=r'No item is called "quenn".* "queen"'):
        table.transform(["king", "quenn"])


def test_another_model_is_read_from_its_folder(small_model):
    table = TokenTable(model=str(small_model)).fit()
    assert table.words_ == ["swim", "run"]
    np.testing.assert_array_equal(table.transform(["run"]), [[10, 11]])
    assert list(table.get_feature_names_out()) == ["dimension 1", "dimension 2"]


def test_a_folder_without_the_files_says_which_are_needed(small_model):
    (small_model / "model.safetensors").unlink()
    with pytest.raises(ModelUnavailable, match=r"needs model.safetensors and tokenizer.json"):
        TokenTable(model=str(small_model)).fit()


def test_a_model_without_a_table_says_so(small_model):
    save_file({"lm_head.weight": np.zeros((2, 2), np.float32)}, small_model / "model.safetensors")
    with pytest.raises(ModelUnavailable, match="has no token table that can be read"):
        TokenTable(model=str(small_model)).fit()


def test_a_name_on_a_hub_is_not_fetched_for_its_table():
    with pytest.raises(ModelUnavailable, match=r'^The model "x/y" is not on this machine'):
        TokenTable(model="x/y").fit()
