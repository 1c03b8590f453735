"""The front end in one piece: whole, in an order in which it can be opened, and what Node runs."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from embedviz.plotting.modules import _EXPORTED, _IMPORTED, FRONTEND, modules, one_script

DOORS = ["main.js", "standalone.js", "handout.js"]
SERVED = {"embedviz/index.js", "embedviz/widget.js"}
"""Streamlit serves the one by itself, anywidget the other."""


@pytest.mark.parametrize("door", DOORS)
def test_each_module_comes_after_those_it_needs(door):
    seen = set()
    for name, code in modules(door).items():
        needed = {line.split('"')[1] for line in code.splitlines() if 'from "embedviz/' in line}
        assert needed <= seen, name
        seen.add(name)


def test_every_file_is_behind_a_door():
    behind = {name for door in DOORS for name in modules(door)} | SERVED
    written = {f"embedviz/{path.relative_to(FRONTEND)}" for path in FRONTEND.rglob("*.js")}
    assert written == behind


@pytest.mark.skipif(shutil.which("node") is None, reason="no Node")
def test_one_script_opens_what_the_door_exports(tmp_path):
    (tmp_path / "all.mjs").write_text(one_script("main.js"), encoding="utf-8")
    (tmp_path / "try.mjs").write_text(
        "const { opened } = await import('./all.mjs');\nconsole.log(typeof opened.mount);\n",
        encoding="utf-8",
    )
    run = subprocess.run(
        ["node", "try.mjs"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (run.stdout, run.stderr) == ("function\n", "")


@pytest.mark.parametrize("door", DOORS)
def test_what_modules_give_each_other_is_written_as_the_one_script_reads_it(door):
    for name, code in modules(door).items():
        keywords = [line for line in code.splitlines() if line.startswith(("import ", "export "))]
        read = len(_IMPORTED.findall(code)) + len(_EXPORTED.findall(code))
        assert read == len(keywords), name
    script = one_script(door).splitlines()
    assert not [line for line in script if line.startswith("import ")]
    assert [line for line in script if line.startswith("export ")] == [script[-1]]
