"""The app's own settings stand in the same file and environment as the engine's."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from embedviz.errors import InvalidSettings, LimitReached
from embedviz.parameters import knobs
from embedviz.ui.settings import AppSettings

EXAMPLE = Path(__file__).parents[2] / "embedviz.example.toml"


def test_one_file_and_the_environment_hold_both(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("embedviz.toml").write_text('workers = 3\nallowed_models = ["a/b", "c/d"]\n')
    settings = AppSettings.load({"EMBEDVIZ_MOST_ITEMS": "9", "EMBEDVIZ_MODELS": "/srv/models"})
    assert (settings.workers, settings.most_items) == (3, 9)
    assert settings.allowed_models == ("a/b", "c/d")
    assert settings.models_folder == "/srv/models"
    assert AppSettings.load({"EMBEDVIZ_ALLOWED_MODELS": "e/f, g/h"}).allowed_models == (
        "e/f",
        "g/h",
    )


def test_what_is_wrong_is_said_in_a_sentence(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("embedviz.toml").write_text("allowed_models = [1]")
    with pytest.raises(InvalidSettings, match="allowed_models must be a list of names, got"):
        AppSettings.load({})


def test_a_model_that_is_not_allowed_gets_a_sentence():
    settings = AppSettings(allowed_models=("a/b",))
    settings.check_model("a/b")
    with pytest.raises(LimitReached, match=r'^The model "x/y" is not among those .*: a/b\.$'):
        settings.check_model("x/y")


def test_any_model_may_be_chosen_by_default():
    AppSettings().check_model("x/y")


def test_the_example_lists_every_setting_with_its_default():
    assert EXAMPLE.read_text(encoding="utf-8") == AppSettings.example()
    lines = [line.removeprefix("# ") for line in AppSettings.example().splitlines()]
    given = tomllib.loads("\n".join(line for line in lines if " = " in line))
    assert list(given) == list(knobs(AppSettings))
    assert AppSettings(**given | {"workers": AppSettings().workers}) == AppSettings()
    assert all(AppSettings.variable(name) in AppSettings.example() for name in given)
