"""Tables as CSV that no spreadsheet takes for a program."""

from __future__ import annotations

from typing import BinaryIO

import pandas as pd

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a cell begins with that a spreadsheet may calculate, by OWASP's page on CSV injection."""


def write_csv(table: pd.DataFrame, file: BinaryIO) -> None:
    """Write a table as CSV, in UTF-8 with the mark by which a spreadsheet knows it.

    A text that begins with = + - @, a tab or a line's end gets an apostrophe before it, as OWASP
    advises, so that a spreadsheet shows it and does not calculate it. Numbers stay numbers, with
    as many digits as give the same float32 or float64 again.
    """
    safe = table.apply(lambda column: column if _is_number(column) else column.map(defused))
    safe.columns = pd.Index([defused(str(name)) for name in table.columns])
    file.write(safe.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig"))


def defused(cell: object) -> object:
    """Put an apostrophe before a text that a spreadsheet would calculate.

    Examples
    --------
    >>> defused("=1+1"), defused("1+1"), defused(-1)
    ("'=1+1", '1+1', -1)
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _is_number(column: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(column) or pd.api.types.is_bool_dtype(column)
