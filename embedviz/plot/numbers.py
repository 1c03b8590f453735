"""How a value of a data set, a distance or a share is written for a person."""

from __future__ import annotations

import math
from html import escape
from typing import Any

import pandas as pd

from embedviz.datasets.dataset import NUMERIC, Column

NOT_KNOWN = "not known"
MINUS = "−"


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

    A year is not grouped: numbers without a unit between 1000 and 2999 are taken as they are.
    """
    if pd.isna(value):
        return NOT_KNOWN
    if column.kind not in NUMERIC:
        text = str(value)
        return f"{text} {column.unit}" if column.unit else text
    is_year = not column.unit and float(value).is_integer() and 1000 <= value < 3000
    text = f"{value:.0f}" if is_year else number(float(value))
    if column.unit == "°":
        return f"{text}°"
    return f"{text} {column.unit}" if column.unit else text


def safe(text: object) -> str:
    """Make any text safe inside Plotly's own little markup: it stays letters."""
    return escape(str(text), quote=False)


def shortened(text: str, length: int = 42) -> str:
    """Cut a long text at ``length`` characters, marking the cut."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
