"""Coordinates: 49°15'40"N and its many spellings to degrees."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from embedviz.errors import InvalidRequest, quoted

CoordinateKind = Literal["latitude", "longitude"]


@dataclass(frozen=True)
class _Axis:
    """What a latitude or a longitude may be, and how one is written."""

    limit: int
    positive: str
    negative: str
    directions: str
    example: str

    @property
    def letters(self) -> str:
        return self.positive + self.negative


_AXES = {
    "latitude": _Axis(90, "N", "S", "north (N) or south (S)", "49.26, 49°15'40\"N or 49°16'N"),
    "longitude": _Axis(180, "E", "W", "east (E) or west (W)", "-123.11, 123°06'50\"W or 123°07'W"),
}

# Signs people type, paste or find in print for the four that _SPELLING knows.
_SIGNS = str.maketrans(
    {
        **dict.fromkeys(
            "\N{PRIME}\N{MODIFIER LETTER PRIME}\N{ACUTE ACCENT}\N{GRAVE ACCENT}"
            "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}",
            "'",
        ),
        **dict.fromkeys("\N{DOUBLE PRIME}“”„\N{MODIFIER LETTER DOUBLE PRIME}", '"'),
        **dict.fromkeys("\N{MASCULINE ORDINAL INDICATOR}\N{RING ABOVE}", "°"),
        **dict.fromkeys("\N{MINUS SIGN}\N{EN DASH}\N{NON-BREAKING HYPHEN}", "-"),
    }
)
_LONGEST = 100
"""Letters that a coordinate has at most: the pattern below takes its time over long ones."""
_NUMBER = r"[0-9]+(?:[.,][0-9]+)?"
_SPELLING = re.compile(
    rf"""
    (?P<before>[NSEW])? \s* (?P<sign>[+-])? \s*
    (?P<degrees>{_NUMBER})
    (?:
        (?: \s*[°:]\s* | \s+ ) (?P<minutes>{_NUMBER})
        (?: (?: \s*[':]\s* | \s+ ) (?P<seconds>{_NUMBER}) \s*"? | \s*'? )
      | \s*°?
    )
    \s* (?P<after>[NSEW])?
    """,
    re.VERBOSE,
)


def parse_degrees(text: str | float, *, kind: CoordinateKind) -> float:
    """Read a latitude or a longitude.

    Parameters
    ----------
    text : str or float
        Degrees as a number (``49.26``, ``"49,26"``, ``"-123.1"``), or degrees, minutes and seconds
        (``49°15'40"N``, ``49°16'N``, ``49 15 40 N``, ``N 49°15.667'``), in either case and with
        straight, curly or printed marks. North and east are positive.
    kind : {"latitude", "longitude"}
        Which of the two it is.

    Returns
    -------
    float
        Degrees, -90 to 90 or -180 to 180.

    Raises
    ------
    InvalidRequest
        If it can't be read, contradicts itself, or lies outside the range.

    Examples
    --------
    >>> parse_degrees("49°15'N", kind="latitude"), parse_degrees("123°06'W", kind="longitude")
    (49.25, -123.1)
    """
    axis = _AXES[kind]
    is_number = isinstance(text, int | float | np.number) and not isinstance(text, bool)
    degrees = float(text) if is_number else _read(str(text), kind)
    if not abs(degrees) <= axis.limit:  # true for a number that is none (NaN), too
        given = text if is_number else _shown(str(text))
        raise InvalidRequest(
            f"A {kind} lies between -{axis.limit} and {axis.limit} degrees, got {given}."
        )
    return degrees


def parse_degrees_column(
    series: Iterable[str | float], kind: CoordinateKind, name: str
) -> NDArray[np.float64]:
    """Read a column of latitudes or longitudes; an empty cell stays a gap (NaN).

    Parameters
    ----------
    series : iterable of str or float
        The cells, such as a pandas.Series: each as in :func:`parse_degrees`, or empty.
    kind : {"latitude", "longitude"}
        Which of the two it holds.
    name : str
        What the column is called in its table.

    Returns
    -------
    (n,) float64
        Degrees.

    Raises
    ------
    InvalidRequest
        With the column, the row (the first row of data is row 1) and what is wrong there.

    Examples
    --------
    >>> parse_degrees_column(["49°30'N", "-33.9"], "latitude", "lat")
    array([ 49.5, -33.9])
    """
    degrees = []
    for row, cell in enumerate(series, start=1):
        if _is_gap(cell):
            degrees.append(np.nan)
            continue
        try:
            degrees.append(parse_degrees(cell, kind=kind))
        except InvalidRequest as error:
            raise InvalidRequest(f"Column {quoted(name)}, row {row:,}: {error}") from None
    return np.array(degrees, dtype=np.float64)


def _read(text: str, kind: CoordinateKind) -> float:
    plain = text.translate(_SIGNS).replace("''", '"').strip().upper()
    parts = _SPELLING.fullmatch(plain) if len(plain) <= _LONGEST else None
    if parts is None:
        what = f"{_shown(text)} can't be read as a {kind}." if plain else f"A {kind} is missing."
        raise InvalidRequest(f"{what} Write it like {_AXES[kind].example}.")
    return _sign(parts, text, kind) * _magnitude(parts, text)


def _sign(parts: re.Match[str], text: str, kind: CoordinateKind) -> int:
    """Give +1 or -1 from a letter or a sign, of which there may be one."""
    axis = _AXES[kind]
    marks = [mark for mark in parts.group("before", "sign", "after") if mark]
    wrong = next((mark for mark in marks if mark not in f"+-{axis.letters}"), None)
    if wrong:
        raise InvalidRequest(
            f"{_shown(text)} has the letter {wrong}, but a {kind} is {axis.directions}."
        )
    if len(marks) > 1:
        raise InvalidRequest(f"{_shown(text)} has both {marks[0]} and {marks[1]}. Keep one.")
    return -1 if marks and marks[0] in f"-{axis.negative}" else 1


def _magnitude(parts: re.Match[str], text: str) -> float:
    """Give degrees without their sign from degrees, minutes and seconds."""
    given = [
        part.replace(",", ".") for part in parts.group("degrees", "minutes", "seconds") if part
    ]
    if any("." in part for part in given[:-1]):
        raise InvalidRequest(
            f"{_shown(text)} has a fraction before its last part. Only the last part may have one."
        )
    for part, unit in zip(given[1:], ("minutes", "seconds"), strict=False):
        if float(part) >= 60:
            raise InvalidRequest(f"{_shown(text)} has {part} {unit}. They must be under 60.")
    return float(sum(float(part) / 60.0**power for power, part in enumerate(given)))


def _is_gap(cell: Any) -> bool:
    if isinstance(cell, str):
        return not cell.strip()
    return bool(pd.api.types.is_scalar(cell) and pd.isna(cell))


def _shown(text: str, longest: int = 40) -> str:
    return quoted(text if len(text) <= longest else text[: longest - 1] + "…")
