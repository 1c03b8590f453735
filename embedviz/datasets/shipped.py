"""Where the tables that ship with embedviz are, and how they are read."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd

from embedviz.places import place_of


def shipped_path(name: str) -> Path:
    """Give the path of a file or folder of ``data/``."""
    return place_of(f"data/{name}")


@cache
def shipped_table(name: str) -> pd.DataFrame:
    """Read a CSV table of ``data/``. Only an empty cell is a gap: "NA" is Namibia."""
    return pd.read_csv(shipped_path(name), keep_default_na=False, na_values=[""])
