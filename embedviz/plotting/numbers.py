"""How a value of a data set, a distance or a share is written for a person.

The front end's data/format.js writes the same; tests/numbers.json holds both to it.
"""

from __future__ import annotations

import math
import re
from calendar import isleap
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from html import escape
from typing import Any

import pandas as pd

from embedviz.datasets.dataset import NUMERIC, Column
from embedviz.rounding import fixed, trimmed

NOT_KNOWN = "not known"
MINUS = "−"
SINGULAR = {
    "people": "person",
    "hours": "hour",
    "years": "year",
    "days": "day",
    "minutes": "minute",
}
_SINCE = re.compile(r"days since ([12]\d{3}-\d\d-\d\d)")
_MOST_DAYS = 36_500
_ROUNDED_OFF = 1e-6
"""Of a day: what a date loses as a number of years."""


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
    if float(value).is_integer():
        text = f"{value:,.0f}"
    elif size >= 0.01:
        text = trimmed(fixed(value, 0 if size >= 1000 else 2 if size >= 10 else 3))
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
    sizes = [abs(value) for value in values if value]
    if not sizes or not all(0.01 <= size < 1000 for size in sizes):
        return [number(value) for value in values]
    decimals = 2 if max(sizes) >= 10 else 3
    texts = [fixed(value or 0.0, decimals) for value in values]
    while decimals and all(text.endswith("0") for text in texts):
        decimals -= 1
        texts = [text[:-1].rstrip(".") for text in texts]
    return [text.replace("-", MINUS) for text in texts]


def rounded(value: float) -> str:
    """Write a number with two digits.

    Examples
    --------
    >>> rounded(10.24), rounded(0.284), rounded(1234)
    ('10', '0.28', '1,200')
    """
    return number(float(f"{value:.2g}"))


def time_text(seconds: float) -> str:
    """Write a short time with two digits.

    Examples
    --------
    >>> time_text(0.153), time_text(0.00091), time_text(2.04)
    ('150 ms', '0.91 ms', '2 s')
    """
    return f"{rounded(seconds)} s" if seconds >= 1 else f"{rounded(1000 * seconds)} ms"


def signed(value: float, decimals: int) -> str:
    """Write a number that may be negative with so many decimals."""
    return f"{value:.{decimals}f}".replace("-", MINUS)


def value_text(value: Any, column: Column) -> str:
    """Write a cell with its unit, as plain text.

    A year is not grouped: numbers between 1000 and 2999 are taken as they are where they have no
    unit. What was read from dates is written as a date.
    """
    if pd.isna(value):
        return NOT_KNOWN
    if column.kind not in NUMERIC:
        text = str(value)
        return f"{text} {column.unit}" if column.unit else text
    if not column.unit and _may_be_year(value) and float(value).is_integer():
        return f"{value:.0f}"
    return date_text(float(value), column.unit) or with_unit(float(value), column.unit)


def _may_be_year(value: float) -> bool:
    return 1000 <= value < 3000


def date_text(value: float, unit: str) -> str:
    """Write a date that ``datasets.reading.dates`` has made a number; empty where it is none.

    Examples
    --------
    >>> date_text(1990 + 14 / 365, "year"), date_text(1990, "year"), date_text(1990, "m")
    ('15 January 1990', '1990', '')
    >>> date_text(29, "days since 2024-02-01"), date_text(0.53125, "days since 2024-02-01")
    ('1 March 2024', '1 February 2024, 12:45')
    """
    since = _SINCE.fullmatch(unit)
    if since and abs(value) < _MOST_DAYS:
        minutes = timedelta(minutes=math.floor(value * 24 * 60 + 0.5))
        moment = datetime.fromisoformat(since[1]) + minutes
        time = f", {moment:%H:%M}" if moment.hour or moment.minute else ""
        return f"{moment.day} {moment:%B %Y}{time}"
    if unit != "year" or not _may_be_year(value):
        return ""
    year = math.floor(value)
    if value == year:
        return str(year)
    length = 366 if isleap(year) else 365
    day = date(year, 1, 1) + timedelta(math.floor((value - year) * length + _ROUNDED_OFF))
    return f"{day.day} {day:%B %Y}"


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
    unit = singular(unit) if abs(value) == 1 else unit
    return f"{text} {unit}" if unit else text


def ordinal(rank: int) -> str:
    """Write a place in an order.

    Examples
    --------
    >>> [ordinal(rank) for rank in (1, 2, 3, 11, 13, 1_022)]
    ['1st', '2nd', '3rd', '11th', '13th', '1,022nd']
    """
    is_teen = rank // 10 % 10 == 1
    ending = "th" if is_teen else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank:,}{ending}"


def singular(unit: str) -> str:
    """Give a unit as it follows a 1."""
    return SINGULAR.get(unit, unit)


def safe(text: object) -> str:
    """Make any text safe inside Plotly's own little markup: it stays letters."""
    return escape(str(text), quote=False)


def shortened(text: str, length: int = 42) -> str:
    """Cut a long text at ``length`` characters, marking the cut."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
