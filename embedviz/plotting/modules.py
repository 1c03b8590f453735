"""The front end's modules as one script, for a page that holds it or asks for it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

FRONTEND = Path(__file__).parent / "frontend"
_IMPORT = re.compile(r'(?<=from ")\.[^"]+')
_NAME = re.compile(r'(?<=from ")embedviz/[^"]+')

_IMPORTED = re.compile(r'^import (\{[^}]*\}|\* as \w+) from "([^"]+)";$', re.MULTILINE)
_EXPORTED = re.compile(r"^export (?=(?:async function|function|const|class) (\w+))", re.MULTILINE)


@cache
def modules(door: str) -> dict[str, str]:
    """Give the code of a module and of all that it asks for, by name, each after those it needs.

    Raises
    ------
    graphlib.CycleError
        If modules ask for each other.
    """
    code: dict[str, str] = {}
    wanted = [f"embedviz/{door}"]
    while wanted:
        name = wanted.pop()
        if name not in code:
            code[name] = _module(name)
            wanted += _NAME.findall(code[name])
    needed = {name: _NAME.findall(text) for name, text in code.items()}
    return {name: code[name] for name in TopologicalSorter(needed).static_order()}


@cache
def one_script(door: str) -> str:
    """Give one module whose ``opened`` holds what ``door`` exports.

    A browser asks for one file instead of for a hundred, and keeps it compiled. Each module is a
    function in it, which gives what the module exports, so that no name meets another module's.
    """
    all_modules = modules(door)
    named = {name: f"module{number}" for number, name in enumerate(all_modules)}
    parts = [_as_function(name, code, named) for name, code in all_modules.items()]
    return "\n".join([*parts, f"export const opened = {named[f'embedviz/{door}']};\n"])


def _as_function(name: str, code: str, named: Mapping[str, str]) -> str:
    """Give a module as a function that is called at once; what it imports must be made before."""

    def taken(found: re.Match[str]) -> str:
        names = found[1].removeprefix("* as ").replace(" as ", ": ")
        return f"const {names} = {named[found[2]]};"

    body = _EXPORTED.sub("", _IMPORTED.sub(taken, code))
    given = ", ".join(_EXPORTED.findall(code))
    return f"// {name}\nconst {named[name]} = (() => {{\n{body}\nreturn {{ {given} }};\n}})();\n"


def _module(name: str) -> str:
    """Give a module's code with the others named in full: its new address has no folder."""
    folder = posixpath.dirname(name)
    code = (FRONTEND / posixpath.relpath(name, "embedviz")).read_text(encoding="utf-8")
    return _IMPORT.sub(lambda found: posixpath.normpath(f"{folder}/{found[0]}"), code)
