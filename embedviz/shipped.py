"""Where the files that ship with embedviz are."""

from __future__ import annotations

from pathlib import Path

from embedviz.places import place_of


def shipped_path(name: str) -> Path:
    """Give the path of a file or folder of ``data/``."""
    return place_of(f"data/{name}")
