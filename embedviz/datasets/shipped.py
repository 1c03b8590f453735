"""Where the tables that ship with embedviz are, and how they are read."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
from numpy.typing import NDArray

from embedviz.engine.shipped import Shipped

PACKAGE = Path(__file__).resolve().parents[1]


def shipped_path(name: str) -> Path:
    """Give the path of a file of ``data/``: inside the installed package, or in a checkout."""
    installed = PACKAGE / "data" / name
    return installed if installed.exists() else PACKAGE.parent / "data" / name


@cache
def shipped_table(name: str) -> pd.DataFrame:
    """Read a CSV table of ``data/``. Only an empty cell is a gap: "NA" is Namibia."""
    return pd.read_csv(shipped_path(name), keep_default_na=False, na_values=[""])


def shipped_rows(keys: Iterable[str]) -> dict[str, NDArray[Any]]:
    """Give the vectors of texts that ship, by their keys: they are the same on every machine."""
    return _computed().rows(keys)


@cache
def _computed() -> Shipped:
    return Shipped(shipped_path("computed"))
