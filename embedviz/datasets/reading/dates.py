"""Dates: the ways people write them, as a number of years or of days."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

_ISO = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?:[T ]\d.*)?")
_YEAR_FIRST = re.compile(r"\d{4}[/.]\d{1,2}[/.]\d{1,2}")
_YEAR_LAST = re.compile(r"(\d{1,2})([/.\-])(\d{1,2})\2(\d{4}|\d{2})")
_IN_WORDS = re.compile(
    r"(?:\w{3,9}\.?,? )?(?:\d{1,2}\.? [A-Za-z]{3,9}\.?,? \d{4}|[A-Za-z]{3,9}\.? \d{1,2},? \d{4})"
)
_LONG_SPAN = 2 * 366
_MOSTLY = 0.9


@dataclass(frozen=True, eq=False)
class Dates:
    """Dates as numbers: their unit, and a sentence on how they were read."""

    values: pd.Series
    unit: str
    note: str = ""


def parse_dates(known: pd.Series) -> Dates | None:
    """Read cells as dates; None where most are none, and NaN for one that is none.

    Over two years and more they become years (2023.5 is the middle of 2023), else days since the
    first of them.

    Examples
    --------
    >>> parse_dates(pd.Series(["2024-02-01", "2024-03-01"])).values.tolist()
    [0.0, 29.0]
    >>> parse_dates(pd.Series(["1.1.2001", "31.12.2005"])).values.round(3).tolist()
    [2001.0, 2005.997]
    """
    note = ""
    if _mostly(known, _ISO):
        moments = pd.to_datetime(known, format="ISO8601", utc=True, errors="coerce")
    elif _mostly(known, _YEAR_FIRST):
        plain = known.str.replace(r"[/.]", "-", regex=True)
        moments = pd.to_datetime(plain, format="%Y-%m-%d", utc=True, errors="coerce")
    elif _mostly(known, _YEAR_LAST):
        moments, note = _year_last(known)
    elif _mostly(known, _IN_WORDS):
        plain = known.str.replace(r"(?<=\d)\.|[,.]", "", regex=True)
        moments = pd.to_datetime(plain, format="mixed", utc=True, errors="coerce")
    else:
        return None
    found = moments.dropna()
    if found.empty or len(found) < _MOSTLY * len(known):
        return None
    first, last = found.min(), found.max()
    if (last - first).days < _LONG_SPAN:
        start = first.normalize()
        days = (moments - start) / pd.Timedelta(days=1)
        return Dates(days.astype(float), f"days since {start:%Y-%m-%d}", note)
    length = 365.0 + moments.dt.is_leap_year.astype(float)
    day = (moments - moments.dt.normalize()) / pd.Timedelta(days=1)
    years = moments.dt.year + (moments.dt.day_of_year - 1 + day) / length
    return Dates(years.astype(float), "year", note)


def _mostly(known: pd.Series, pattern: re.Pattern[str]) -> bool:
    return bool(known.str.fullmatch(pattern).mean() >= _MOSTLY)


def _year_last(known: pd.Series) -> tuple[pd.Series, str]:
    """Read 3/4/2021: day first unless a second number is above 12 and no first is."""
    parts = known.str.extract(_YEAR_LAST)
    first = pd.to_numeric(parts[0], errors="coerce")
    second = pd.to_numeric(parts[2], errors="coerce")
    months_first = bool((second > 12).any() and not (first > 12).any())
    unclear = not (second > 12).any() and not (first > 12).any() and (parts[1] != ".").any()
    order = "%m-%d-%Y" if months_first else "%d-%m-%Y"
    years = parts[3].where(parts[3].str.len() != 2, "20" + parts[3].astype(str))
    plain = parts[0] + "-" + parts[2] + "-" + years
    moments = pd.to_datetime(plain, format=order, utc=True, errors="coerce")
    return moments, "taken as day, month, year" if unclear else ""
