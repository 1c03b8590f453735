"""A check as arrays and JSON values, and made again of them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from embedviz.space.checking.check import FINDINGS, Check
from embedviz.space.vector_space import VectorSpace

VERSION = 1  # counted up when the same rows get another check

FIELDS = ("k", "label", "split", "near", "outlying", "suspicion", "hub", "usual", "skewness")
SCORE = "score "
TUPLES = ("neighbors", "neighbor_classes")


def record_of(found: Check) -> dict[str, Any]:
    """Give what was found as arrays and JSON values."""
    return {
        **{name: getattr(found, name) for name in FIELDS},
        **{name: getattr(found, name).to_dict("list") for name in FINDINGS},
        **{f"reach_{name}": np.asarray(found._reach[name], np.float64) for name in FINDINGS},  # noqa: SLF001 - its own half
        **{f"{SCORE}{name}": _values(found.scores[name]) for name in found.scores},
        "columns": list(found.scores),
        "asked": found._asked,  # noqa: SLF001
    }


def _values(column: pd.Series) -> Any:
    """Give numbers as an array, texts as a list."""
    return column.to_numpy() if column.dtype.kind in "biuf" else column.tolist()


def check_of(record: dict[str, Any], space: VectorSpace) -> Check:
    """Make the check again."""
    tables: dict[str, Any] = {name: _table(record[name]) for name in FINDINGS}
    return Check(
        space, **{name: record[name] for name in FIELDS}, **tables,
        scores=pd.DataFrame(
            {
                name.removeprefix(SCORE): values
                for name, values in record.items()
                if name.startswith(SCORE)
            }
        )[record["columns"]],
        _reach={name: record[f"reach_{name}"] for name in FINDINGS},
        _asked=record["asked"],
    )  # fmt: skip


def _table(columns: dict[str, list[Any]]) -> pd.DataFrame:
    """Make a table; JSON has lists for tuples, and an empty column forgets what it held."""
    table = pd.DataFrame(columns)
    for name in TUPLES:
        if name in table:
            table[name] = [tuple(each) for each in table[name]]
    whole = {name: np.int64 for name in ("index", "twin", "nearest") if name in table}
    return table.astype({**whole, **({"first": bool} if "first" in table else {})})
