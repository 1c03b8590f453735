"""Where the files are that ship with embedviz."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def shipped_path(name: str) -> Path:
    """Give the path of a file of ``data/``: inside the installed package, or in a checkout."""
    installed = PACKAGE / "data" / name
    return installed if installed.exists() else PACKAGE.parent / "data" / name
