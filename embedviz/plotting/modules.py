"""The front end's modules in one piece: as a page that holds them needs them, or as one script."""

from __future__ import annotations

import json
import posixpath
import re
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

FRONTEND = Path(__file__).parent / "frontend"
_IMPORT = re.compile(r'(?<=from ")\.[^"]+')
_NAME = re.compile(r'(?<=from ")embedviz/[^"]+')

_SCRIPT = """\
const addresses = {};
for (const [name, code] of %s) {
  const own = code.replace(/(?<=from ")embedviz\\/[^"]+/g, (needed) => addresses[needed]);
  const text = `${own}\\n//# sourceURL=${name}`;
  addresses[name] = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
}
export const opened = import(addresses[%s]);
"""


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
    """Give one module whose ``opened`` promises what ``door`` exports.

    A browser asks for one file instead of for fifty; each module stays one, so that names and
    places in an error are those of the sources.
    """
    return _SCRIPT % (json.dumps(list(modules(door).items())), json.dumps(f"embedviz/{door}"))


def _module(name: str) -> str:
    """Give a module's code with the others named in full: its new address has no folder."""
    folder = posixpath.dirname(name)
    code = (FRONTEND / posixpath.relpath(name, "embedviz")).read_text(encoding="utf-8")
    return _IMPORT.sub(lambda found: posixpath.normpath(f"{folder}/{found[0]}"), code)
