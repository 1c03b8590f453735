"""Places: where what isn't code lies, in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def place_of(name: str) -> Path:
    """Give the path of what lies at the top of the repository: ``"serve.py"``, ``"data/wine.csv"``.

    A wheel carries it inside the package, in ``embedviz/app``; see ``pyproject.toml``.
    """
    installed = PACKAGE / "app" / name
    return installed if installed.exists() else PACKAGE.parent / name
