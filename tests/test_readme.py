"""The README's code runs as it stands."""

import re
from pathlib import Path

README = Path(__file__).resolve().parents[1] / "README.md"


def test_the_code_of_the_readme_runs(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)  # it writes a file
    blocks = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert blocks
    for block in blocks:
        exec(compile(block, str(README), "exec"), {})  # noqa: S102 - our own text
    said = capsys.readouterr().out
    assert "Seattle" in said
    assert "queen" in said


def test_every_picture_of_the_readme_is_there():
    named = re.findall(r"\]\((docs/[^)]+)\)", README.read_text(encoding="utf-8"))
    assert len(named) >= 14
    assert all((README.parent / each).is_file() for each in named)
