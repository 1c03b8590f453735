"""What is typed: helps, versions, and which words are commands."""

from __future__ import annotations

import subprocess
import sys

import pytest

from embedviz import __version__
from embedviz.command import serving


@pytest.fixture
def served(monkeypatch):
    """Have the app not started; give what it would have been started with."""
    calls = []
    monkeypatch.setattr(serving, "serve", lambda *asked: calls.append(asked))
    return calls


@pytest.mark.parametrize("command", [(), ("export",), ("check",), ("doctor",)])
def test_each_command_has_a_help_that_says_its_exit_codes(typed, command):
    code, said = typed(*command, "--help")
    assert code == 0
    assert "Exit codes" in said
    assert f"Usage: {' '.join(['embedviz', *command])}" in said


def test_the_help_shows_how_to_open_a_file_and_names_the_other_commands(typed):
    _, said = typed("--help")
    for words in (
        "embedviz penguins.csv",
        "embedviz export",
        "embedviz check",
        "embedviz doctor",
        "--port",
        "--text",
    ):
        assert words in said


def test_without_a_word_the_app_is_started(typed, served):
    assert typed()[0] == 0
    ((server, files, asked),) = served
    assert (files, asked.is_about_files, server.browser) == ([], False, True)


def test_words_that_are_no_command_are_files(typed, served):
    code, _ = typed("a.npy", "b.csv", "--color", "kind", "--sample", "50", "--memory", "small",
                    "--workers", "3", "--host", "127.0.0.1", "--no-browser")  # fmt: skip
    assert code == 0
    ((server, files, asked),) = served
    assert [each.name for each in files] == ["a.npy", "b.csv"]
    assert (asked.color, asked.sample, asked.text) == ("kind", 50, None)
    assert server == serving.Server("127.0.0.1", None, 3, "small", browser=False)


def test_the_port_may_stand_in_the_environment(typed, served, monkeypatch):
    monkeypatch.setenv("PORT", "7860")
    typed()
    assert served[0][0].port == 7860


def test_a_mistyped_option_has_the_exit_code_of_what_cannot_be(typed):
    code, said = typed("fruit.csv", "--colour", "group")
    assert code == 2
    assert "--color" in said


def test_the_version_is_said(typed):
    assert typed("--version") == (0, f"embedviz {__version__}\n")


@pytest.mark.usefixtures("folder")
def test_an_error_is_one_sentence_on_the_error_stream_and_exit_code_2():
    ended = subprocess.run(
        [sys.executable, "-m", "embedviz", "export", "nothing.csv", "-o", "a.png"],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert ended.returncode == 2
    assert ended.stderr == 'There is no file "nothing.csv".\n'
    assert not ended.stdout
