"""How the tables that ship with embedviz are read."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import pandas as pd
from numpy.typing import NDArray

from embedviz.engine.shipped import Shipped
from embedviz.shipped import shipped_path


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
