"""How a value of a data set, a distance or a share is written for a person."""

from __future__ import annotations

import math
from collections.abc import Iterable
from html import escape
from typing import Any

import pandas as pd

from embedviz.datasets.dataset import NUMERIC, Column

NOT_KNOWN = "not known"
MINUS = "−"
SINGULAR = {
    "people": "person",
    "hours": "hour",
    "years": "year",
    "days": "day",
    "minutes": "minute",
}


def number(value: float) -> str:
    """Write a number with groups and as many digits as a reader needs.

    Examples
    --------
    >>> number(662248), number(0.2134), number(49.2497), number(-12.0), number(0.000034)
    ('662,248', '0.213', '49.25', '−12', '3.4e-05')
    """
    if math.isnan(value):
        return NOT_KNOWN
    if math.isinf(value):
        return "∞" if value > 0 else f"{MINUS}∞"
    value = value or 0.0  # no minus before a zero
    size = abs(value)
    if float(value).is_integer() or size >= 1000:
        text = f"{value:,.0f}"
    elif size >= 10:
        text = f"{value:,.2f}".rstrip("0").rstrip(".")
    elif size >= 0.01:
        text = f"{value:.3f}".rstrip("0").rstrip(".")
    else:
        text = f"{value:.2g}"
    return text.replace("-", MINUS, 1) if text.startswith("-") else text


def numbers(values: Iterable[float]) -> list[str]:
    """Write the numbers of one column, with the same number of decimals.

    Examples
    --------
    >>> numbers([1.22, 1.3964]), numbers([0.5, 1.5]), numbers([8.25, 120.0])
    (['1.220', '1.396'], ['0.5', '1.5'], ['8.25', '120.00'])
    """
    values = list(values)
    each = [number(value) for value in values]
    sizes = [abs(value) for value in values if value]
    if not sizes or not all(0.01 <= size < 1000 for size in sizes):
        return each
    decimals = 2 if max(sizes) >= 10 else 3
    texts = [f"{value or 0.0:.{decimals}f}" for value in values]
    while decimals and all(text.endswith("0") for text in texts):
        decimals -= 1
        texts = [text[:-1].rstrip(".") for text in texts]
    return [text.replace("-", MINUS) for text in texts]


def share(value: float) -> str:
    """Write a share of 1 in percent.

    Examples
    --------
    >>> share(0.6149), share(0.004), share(1), share(3e-8)
    ('61 %', '0.4 %', '100 %', 'under 0.1 %')
    """
    percent = 100 * value
    if 0 < percent < 0.1:
        return "under 0.1 %"
    return f"{percent:.0f} %" if percent >= 1 or percent == 0 else f"{percent:.1g} %"


def value_text(value: Any, column: Column) -> str:
    """Write a cell with its unit, as plain text.

    A year is not grouped: numbers between 1000 and 2999 are taken as they are where they have no
    unit; with a part of a year where they were read from dates (2023.5 is the middle of 2023).
    """
    if pd.isna(value):
        return NOT_KNOWN
    if column.kind not in NUMERIC:
        text = str(value)
        return f"{text} {column.unit}" if column.unit else text
    if 1000 <= value < 3000:
        if column.unit == "year":
            return f"{value:.2f}".rstrip("0").rstrip(".")
        if not column.unit and float(value).is_integer():
            return f"{value:.0f}"
    return with_unit(float(value), column.unit)


def with_unit(value: float, unit: str) -> str:
    """Write a number with its unit.

    Examples
    --------
    >>> with_unit(2, "hours"), with_unit(1, "hours"), with_unit(49.25, "°"), with_unit(7, "")
    ('2 hours', '1 hour', '49.25°', '7')
    """
    text = number(value)
    if unit == "°":
        return f"{text}°"
    unit = SINGULAR.get(unit, unit) if abs(value) == 1 else unit
    return f"{text} {unit}" if unit else text


def safe(text: object) -> str:
    """Make any text safe inside Plotly's own little markup: it stays letters."""
    return escape(str(text), quote=False)


def shortened(text: str, length: int = 42) -> str:
    """Cut a long text at ``length`` characters, marking the cut."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
