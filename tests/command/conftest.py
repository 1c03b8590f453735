"""Files as one has them, and a terminal to type into."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from embedviz.command.app import app
from embedviz.errors import EmbedvizError

FRUIT = "fruit,group,kcal,water,said\n" + "".join(
    f"{fruit},{group},{kcal},{water},{fruit} is a {group} that I like to eat\n"
    for fruit, group, kcal, water in [
        *(("apple", "fruit", 52, 86), ("banana", "fruit", 89, 75), ("lemon", "fruit", 29, 89)),
        *(("carrot", "vegetable", 41, 88), ("onion", "vegetable", 40, 89)),
        *(("potato", "vegetable", 77, 79), ("pea", "vegetable", 81, 79)),
    ]
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder with one table in it, where one is."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fruit.csv").write_text(FRUIT)
    return tmp_path


@pytest.fixture
def typed():
    """Type a command; give its exit code and all that it says."""

    def run(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, list(map(str, words)), prog_name="embedviz")
        if isinstance(result.exception, EmbedvizError):  # what main() makes of it
            return 2, str(result.exception)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code, result.output

    return run
