"""How the tables that ship with embedviz are read."""

from __future__ import annotations

from functools import cache

import pandas as pd

from embedviz.shipped import shipped_path


@cache
def shipped_table(name: str) -> pd.DataFrame:
    """Read a CSV table of ``data/``. Only an empty cell is a gap: "NA" is Namibia."""
    return pd.read_csv(shipped_path(name), keep_default_na=False, na_values=[""])
