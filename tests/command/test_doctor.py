"""embedviz doctor: what is here is said, what is missing has a line and an exit code."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError

import pytest

from embedviz.command import doctor


@pytest.fixture(autouse=True)
def wide(monkeypatch):
    monkeypatch.setenv("COLUMNS", "400")  # nothing is broken over lines


def test_a_whole_installation_is_said_to_be_well(typed):
    code, said = typed("doctor")
    assert code == 0
    for words in ("streamlit", "all-MiniLM-L6-v2 in", "cores", "cache", "What would be slow"):
        assert words in said


def test_a_missing_extra_says_what_is_not_possible_and_how_it_comes(typed, monkeypatch):
    def version(name):
        if name == "gensim":
            raise PackageNotFoundError(name)
        return "1"

    monkeypatch.setattr(doctor, "version", version)
    code, said = typed("doctor")
    assert code == 0
    assert 'no word2vec, GloVe or fastText files, no Word2Vec. pip install "embedviz[text]"' in said


def test_what_the_app_cannot_do_without_is_an_exit_code(typed, monkeypatch):
    monkeypatch.setenv("EMBEDVIZ_WORKERS", "none")
    code, said = typed("doctor")
    assert code == 1
    assert "EMBEDVIZ_WORKERS must be a whole number, got 'none'." in said


def test_little_memory_is_told(typed, monkeypatch, tmp_path):
    (tmp_path / "meminfo").write_text("MemTotal: 1000000 kB\nMemAvailable: 900000 kB\n")
    monkeypatch.setattr(doctor, "_MEMORY", tmp_path / "meminfo")
    _, said = typed("doctor")
    assert "Start with --memory small" in said
