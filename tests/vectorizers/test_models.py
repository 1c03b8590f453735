"""Where models are: bundled, in a folder, on a hub, or nowhere."""

from __future__ import annotations

import pytest

from embedviz.errors import ModelUnavailable
from embedviz.models import BUNDLED_MODEL, bundled_folder, model_folder, not_reachable


def test_the_bundled_model_is_on_this_machine():
    assert model_folder(BUNDLED_MODEL) == bundled_folder()
    assert (bundled_folder() / "model.safetensors").is_file()
    assert (bundled_folder() / "tokenizer.json").is_file()


@pytest.mark.parametrize("file", ["config.json", "modules.json"])
def test_a_folder_with_a_model_is_that_folder(tmp_path, file):
    (tmp_path / file).write_text("{}")
    assert model_folder(str(tmp_path)) == tmp_path


def test_a_folder_in_the_home_folder_is_found(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "config.json").write_text("{}")
    assert model_folder("~/mine") == tmp_path / "mine"


def test_a_folder_without_a_model_says_what_is_missing(tmp_path):
    with pytest.raises(ModelUnavailable, match=r"holds no model: there is no config.json in it.$"):
        model_folder(str(tmp_path))


def test_an_owner_and_a_name_are_meant_for_a_hub():
    assert model_folder("sentence-transformers/paraphrase-MiniLM-L3-v2") is None


@pytest.mark.parametrize("name", ["minilm", "", "a/b/c", "/no/such/folder", "x y/z"])
def test_anything_else_is_no_model(name):
    with pytest.raises(ModelUnavailable, match=r"There is no model called|holds no model"):
        model_folder(name)


def test_what_is_out_of_reach_names_the_model_that_works_offline():
    assert str(not_reachable("x/y")) == (
        'The model "x/y" is not on this machine and the hub can\'t be reached. '
        "The bundled model all-MiniLM-L6-v2 works offline."
    )
