"""An operator's file and environment, and a sentence for whatever is wrong with them."""

from __future__ import annotations

import pytest

from embedviz.engine.settings import Settings
from embedviz.errors import InvalidSettings


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_a_file_the_defaults_hold(folder):
    assert not list(folder.iterdir())
    assert Settings.load({}) == Settings()
    assert Settings().workers >= 2
    assert not Settings().keep_private


def test_the_environment_goes_before_the_file(folder):
    (folder / "embedviz.toml").write_text(
        'workers = 3\ncache_folder = "/srv/cache"\nkeep_private = true\n'
    )
    settings = Settings.load({"EMBEDVIZ_WORKERS": "4", "EMBEDVIZ_MEMORY_MEGABYTES": "1_000"})
    assert (settings.workers, settings.keep_private) == (4, True)
    assert settings.cache_folder == "/srv/cache"
    assert settings.memory_megabytes == 1_000


def test_another_file_can_be_named(folder):
    (folder / "mine.toml").write_text("cache_megabytes = 10")
    assert Settings.load({"EMBEDVIZ_SETTINGS": str(folder / "mine.toml")}).cache_megabytes == 10


@pytest.mark.parametrize(
    ("file", "environment", "sentence"),
    [
        ("workers = 0", {}, "Settings: workers must be between 1 and 256, got 0."),
        ("workers = 2.5", {}, "workers must be a whole number between 1 and 256, got 2.5."),
        ("keep_private = 1", {}, "Settings: keep_private must be true or false, got 1."),
        ("cache_folder = 3", {}, "Settings: cache_folder must be text, got 3."),
        ("worker = 2", {}, 'embedviz.toml: there is no setting "worker". There are workers, '),
        ("workers = ", {}, "The settings file embedviz.toml can't be read: "),
        ("", {"EMBEDVIZ_WORKERS": "two"}, "EMBEDVIZ_WORKERS must be a whole number, got 'two'."),
        ("", {"EMBEDVIZ_KEEP_PRIVATE": "maybe"}, "KEEP_PRIVATE must be true or false, got"),
        ("", {"EMBEDVIZ_SETTINGS": "no.toml"}, "There is no settings file no.toml."),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(folder, file, environment, sentence):
    (folder / "embedviz.toml").write_text(file)
    with pytest.raises(InvalidSettings) as caught:
        Settings.load(environment)
    assert sentence in str(caught.value)


@pytest.mark.usefixtures("folder")
def test_small_is_a_profile_that_each_of_its_settings_goes_before():
    small = Settings.load({"EMBEDVIZ_MEMORY": "small"})
    assert (small.workers, small.memory_megabytes) == (1, 256)
    more = Settings.load({"EMBEDVIZ_MEMORY": "small", "EMBEDVIZ_WORKERS": "2"})
    assert (more.workers, more.memory_megabytes) == (2, 256)
    with pytest.raises(InvalidSettings, match="memory must be 'normal' or 'small', got 'tiny'"):
        Settings.load({"EMBEDVIZ_MEMORY": "tiny"})
