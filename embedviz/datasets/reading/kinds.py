"""Kinds: what one column of a raw table holds, and its cells as a data set wants them.

The kinds are tried from the strictest to the loosest: coordinate, number, range, date, set,
category, text. Only an empty cell is a gap in words; among numbers, "n/a" and its like are gaps,
too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from embedviz.datasets.coordinates import CoordinateKind, parse_degrees_column
from embedviz.datasets.dataset import Column
from embedviz.datasets.reading.dates import parse_dates
from embedviz.datasets.reading.raw import counted, shown, texts_of
from embedviz.errors import InvalidRequest, quoted

GAP_WORDS = frozenset(
    {"", "na", "n/a", "#n/a", "n.a.", "nan", "null", "none", "nil", "-", "–", "—", "?", ".", ".."}
)
MOSTLY_NUMBERS = 0.9
MOST_GROUPS = 10_000
"""So many different values can be groups; with more, a column of words is text."""
MOST_CELLS = 10_000_000
"""Rows times categories: with more zeros and ones than this, a column colours a first look and is
none of its features."""

_COORDINATES: dict[str, CoordinateKind] = {
    **dict.fromkeys(("lat", "latitude"), "latitude"),
    **dict.fromkeys(("lon", "lng", "long", "longitude"), "longitude"),
}
_GROUP = "[ ,'’\u00a0\u202f]"
_PLAIN = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?"
_NO_NUMBER = "[A-DF-Za-df-z]"
"""A letter that stands in no number: a quick look before the close one."""
_GROUPED = {
    ".": re.compile(rf"[+-]?\d{{1,3}}(?:{_GROUP}\d{{3}})+(?:\.\d*)?"),
    ",": re.compile(r"[+-]?\d{1,3}(?:[ .'’\u00a0\u202f]\d{3})+(?:,\d*)?"),
}
_MARKS = "%$€£¥"
_LEADING_ZERO = re.compile(r"[+-]?0\d+")
_INFINITE = re.compile(r"[+-]?(?:inf|infinity|∞)", re.IGNORECASE)
_END = r"-?\d+(?:[.,]\d+)?"
_RANGE = re.compile(rf"({_END})(?:\s*(?:–|—|-|\.\.|\bto\b)\s*({_END}))?")
_UNIT = re.compile(r"(.+?)\s*[(\[]\s*([^()\[\]\d\s][^()\[\]]{0,11})[)\]]")
"""What begins with a digit is none: a scale as in "rating (1-5)", a year, a factor."""
_LETTERED = re.compile(r"""[NSEW]?\s*\d+(?:[.,]\d+)?\s*°.*|\d.*\d['′"″]?\s*[NSEW]""", re.IGNORECASE)

LONGEST_TITLE = 60
_LONG_WORDS = 60
_LONG_MEMBER = 40
_REPEATS = 0.6
_NEARLY_ALL = 0.98
_SEPARATORS = {";": 0.1, "|": 0.3, ",": 0.5}
"""What may part the members of a set, and the share of cells that must have it."""


@dataclass(frozen=True, eq=False)
class ReadColumn:
    """A column understood: what it means, its cells, and what to tell about it."""

    column: Column
    cells: pd.Series
    notes: tuple[str, ...] = ()


def read_column(
    name: str, cells: pd.Series, *, decimal: str = ".", coordinates: bool = True
) -> ReadColumn | None:
    """Find out what a column holds; None if it has no value at all.

    Parameters
    ----------
    name : str
        What the column is called.
    cells : pandas.Series
        Text as it stood in the file, or typed.
    decimal : str
        ``"."`` or ``","``.
    coordinates : bool
        Whether its name may make it a latitude or a longitude.

    Examples
    --------
    >>> read_column("price (€)", pd.Series(["1,200", "n/a", "3.5"])).column.kind
    'number'
    >>> read_column("length", pd.Series(["22-24", "45", "50 to 60"])).cells.tolist()
    ['22–24', '45', '50–60']
    """
    column = plain_column(name)
    by_name = coordinate_kind(name) if coordinates else None
    if pd.api.types.is_numeric_dtype(cells.dtype) and not pd.api.types.is_bool_dtype(cells.dtype):
        return _typed_degrees(column, by_name, cells) if by_name else _finite(column, cells)
    texts = texts_of(cells)
    if (texts == "").all():
        return None
    notes: list[str] = []
    for kind in (by_name, _lettered_kind(texts)):
        if kind is not None:
            try:
                return _as_degrees(column, kind, texts)
            except InvalidRequest as error:
                notes.append(f"{error} So it is no {kind} here.")
    found = (
        _as_number(column, texts, decimal) or _as_date(column, texts) or _as_words(column, texts)
    )
    return replace(found, notes=(*notes, *found.notes))


def read_column_as(kind: str, name: str, cells: pd.Series, *, decimal: str = ".") -> ReadColumn:
    """Read a column as somebody says it is; what doesn't fit is a gap, with a note.

    Raises
    ------
    InvalidRequest
        If no cell fits, or a coordinate is wrong.

    Examples
    --------
    >>> read_column_as("number", "size", pd.Series(["12", "about 7", "9"])).cells.tolist()
    [12.0, nan, 9.0]
    """
    column = plain_column(name)
    texts = texts_of(cells)
    blanked = texts.astype(object).mask(texts == "", None)
    found: ReadColumn | None
    if kind == "number":
        found = _as_number(column, texts, decimal, strictly=False)
    elif kind == "date":
        found = _as_date(column, texts)
    elif kind == "range":
        known = texts[~_is_gap(texts)]
        written = known.map(_range_text)
        notes = _note_on(column, known[written.isna()], "no range")
        found = ReadColumn(_with_unit(column, "range"), written.reindex(texts.index), notes)
    elif kind in ("latitude", "longitude"):
        found = _as_degrees(column, "latitude" if kind == "latitude" else "longitude", texts)
    elif kind == "set":
        part = next(
            (each for each in _SEPARATORS if texts.str.contains(each, regex=False).any()), ";"
        )
        written = texts.map(lambda cell: "; ".join(_members(cell, part)) or None)
        found = ReadColumn(replace(column, kind="set"), written)
    elif kind == "category":
        found = ReadColumn(replace(column, kind="category"), blanked)
    else:
        found = ReadColumn(column, blanked)
    if found is None or found.cells.isna().all():
        raise InvalidRequest(
            f"Column {quoted(shown(name))} has nothing that can be read as a {kind} "
            f"(row 1: {quoted(shown(texts.iloc[0]))}). Leave it as it was."
        )
    return found


def plain_column(name: str) -> Column:
    """Give a column of texts, its title in plain words."""
    title = re.sub(r"[_\s]+", " ", name).strip() or name
    return Column(name, shown(title, LONGEST_TITLE), "text")


def _typed_degrees(column: Column, kind: CoordinateKind, cells: pd.Series) -> ReadColumn | None:
    """Take coordinates that came as numbers; numbers beyond the globe are plain ones."""
    limit = 90 if kind == "latitude" else 180
    values = cells.astype(float)
    if values.isna().all() or not (values.dropna().abs() <= limit).all():
        return _finite(column, cells)
    return ReadColumn(replace(column, kind=kind, unit="°"), values)


def _as_date(column: Column, texts: pd.Series) -> ReadColumn | None:
    """Read dates; None if the column has other things in it."""
    known = texts[~_is_gap(texts)]
    dates = parse_dates(known) if len(known) else None
    if dates is None:
        return None
    notes = _note_on(column, known[dates.values.isna()], "no date")
    if dates.note:
        name, first = quoted(shown(column.name)), quoted(shown(known.iloc[0]))
        notes += (f"The dates of column {name}, such as {first}, were {dates.note}.",)
    meant = "Dates as numbers: 2023.5 is the middle of 2023." if dates.unit == "year" else ""
    dated = replace(column, kind="number", unit=dates.unit, note=meant)
    return ReadColumn(dated, dates.values.reindex(texts.index), notes)


def coordinate_kind(name: str) -> CoordinateKind | None:
    """Give the coordinate that a column of this name should hold.

    Examples
    --------
    >>> coordinate_kind("Lng"), coordinate_kind("length")
    ('longitude', None)
    """
    return _COORDINATES.get(name.strip().casefold())


def _lettered_kind(texts: pd.Series) -> CoordinateKind | None:
    """Give the coordinate that cells such as 49°15'40"N tell by their letters."""
    known = texts[~_is_gap(texts)]
    if known.empty or not _LETTERED.fullmatch(known.iloc[0]):
        return None
    letter = known.iloc[0].strip("°'\"′″ ").upper()
    if not known.map(lambda text: bool(_LETTERED.fullmatch(text))).all():
        return None
    ends = {letter[0], letter[-1]}
    if ends & {"N", "S"}:
        return "latitude"
    return "longitude" if ends & {"E", "W"} else None


def _as_degrees(column: Column, kind: CoordinateKind, texts: pd.Series) -> ReadColumn:
    blanked = texts.mask(_is_gap(texts), "")
    if (blanked == "").all():
        raise InvalidRequest(f"Column {quoted(column.name)} has no value.")
    degrees = pd.Series(parse_degrees_column(blanked, kind, column.name), index=texts.index)
    return ReadColumn(replace(column, kind=kind, unit="°"), degrees)


def _is_gap(texts: pd.Series) -> pd.Series:
    return texts.str.casefold().isin(GAP_WORDS)


def _as_number(
    column: Column, texts: pd.Series, decimal: str, *, strictly: bool = True
) -> ReadColumn | None:
    """Read numbers, or ranges of numbers; None if the column has other things in it."""
    gaps = _is_gap(texts)
    known = texts[~gaps]
    if known.empty:
        return None
    bare, unit = _without_mark(known)
    infinite = bare.str.fullmatch(_INFINITE)
    plain = _plain_numbers(bare, decimal)
    is_number = plain.notna() | infinite
    n_other = int((~is_number).sum())
    if plain.notna().sum() == 0 or (strictly and bare.str.fullmatch(_LEADING_ZERO).any()):
        return None
    if strictly and n_other and (ranges := known.map(_range_text)).notna().all():
        return ReadColumn(_with_unit(column, "range"), ranges.reindex(texts.index))
    if strictly and n_other > (1 - MOSTLY_NUMBERS) * len(known):
        return None
    notes = _note_on(column, known[~is_number], "text") + _note_on(
        column, known[infinite], "an infinite number"
    )
    values = _numbers(plain[plain.notna()])
    if len(values) < len(texts):
        values = values.astype(float).reindex(texts.index)
    return ReadColumn(_with_unit(column, "number", unit), values, notes)


def _numbers(plain: pd.Series) -> pd.Series:
    """Turn plain numbers into integers where all are, else into floats."""
    kind = np.int64 if plain.str.fullmatch(r"[+-]?\d{1,18}").all() else np.float64
    return pd.Series(plain.to_numpy(object).astype(kind), index=plain.index)


def _plain_numbers(bare: pd.Series, decimal: str) -> pd.Series:
    if decimal == "." and bare.str.fullmatch(_PLAIN).all():
        return bare
    written = bare.astype(object).mask(bare.str.contains(_NO_NUMBER), None)
    return written.map(lambda text: _plain(text, decimal), na_action="ignore")


def _plain(text: str, decimal: str) -> str | None:
    """Write a number as Python reads it; None for anything else."""
    text = text.replace("−", "-")
    if _GROUPED[decimal].fullmatch(text):
        text = re.sub(_GROUP if decimal == "." else "[ .'’\u00a0\u202f]", "", text)
    if decimal == ",":
        text = text.replace(",", ".") if text.count(",") == 1 and "." not in text else text
    return text if re.fullmatch(_PLAIN, text) else None


def _without_mark(known: pd.Series) -> tuple[pd.Series, str]:
    """Take off a percent or currency sign that nearly every number has."""
    for mark in _MARKS:
        has = known.str.startswith(mark) | known.str.endswith(mark)
        if has.mean() >= MOSTLY_NUMBERS:
            return known.str.strip(mark).str.strip(), mark
    return known, ""


def _note_on(column: Column, cells: pd.Series, what: str) -> tuple[str, ...]:
    if cells.empty:
        return ()
    rows = counted(len(cells), "row", "rows")
    first = f"row {int(cells.index[0]) + 1:,}, {quoted(shown(cells.iloc[0]))}"
    name = quoted(shown(column.name))
    return (f"Column {name} has {what} in {rows} (first: {first}), counted as gaps.",)


def _finite(column: Column, values: pd.Series) -> ReadColumn | None:
    """Take numbers that came as numbers; an infinite one is a gap."""
    if values.hasnans:
        values = values.astype(float)
    infinite = values[np.isinf(values.to_numpy(dtype=float, na_value=np.nan))].astype(str)
    if len(infinite):
        values = values.astype(float).mask(values.index.isin(infinite.index))
    if values.isna().all():
        return None
    return ReadColumn(
        _with_unit(column, "number"), values, _note_on(column, infinite, "an infinite number")
    )


def _range_text(text: str) -> str | None:
    """Write a range as 22–24; None if it is none, or runs backwards."""
    found = _RANGE.fullmatch(text.replace("−", "-"))
    if not found:
        return None
    ends = [each.replace(",", ".") for each in found.groups() if each]
    return "–".join(ends) if float(ends[0]) <= float(ends[-1]) else None


def _with_unit(column: Column, kind: str, unit: str = "") -> Column:
    """Take the unit from a heading such as "weight (kg)"."""
    found = _UNIT.fullmatch(column.title)
    title = found[1] if found else column.title
    unit = unit or (found[2].strip() if found else "")
    return Column(column.name, title, "range" if kind == "range" else "number", unit)


def _as_words(column: Column, texts: pd.Series) -> ReadColumn:
    """Tell sets and categories from plain text."""
    known = texts[texts != ""]
    cells = texts.astype(object).mask(texts == "", None)
    separator = _set_separator(known)
    if separator:
        members = [_members(cell, separator) for cell in known]
        n_different = len({member for row in members for member in row})
        written = pd.Series(["; ".join(row) or None for row in members], index=known.index)
        found = ReadColumn(replace(column, kind="set"), written.reindex(texts.index))
    elif known.str.len().mean() <= _LONG_WORDS and _repeats(known.nunique(), len(known)):
        n_different = known.nunique()
        found = ReadColumn(replace(column, kind="category"), cells)
    else:
        return ReadColumn(column, cells)
    if n_different > MOST_GROUPS:
        note = (
            f"Column {quoted(shown(column.name))} has {n_different:,} different values, too many "
            "for groups; it is kept as text."
        )
        return ReadColumn(column, cells, (note,))
    return found


def _members(cell: str, separator: str) -> list[str]:
    return [each.strip() for each in cell.split(separator) if each.strip()]


def _repeats(n_different: int, n_known: int) -> bool:
    """Say whether values come again often enough to be categories."""
    return n_different <= max(_REPEATS * n_known, min(n_known - 1, 3))


def _set_separator(known: pd.Series) -> str | None:
    """Find what parts the short members that many cells have several of."""
    for separator, enough in _SEPARATORS.items():
        if known.str.contains(separator, regex=False).mean() < enough:
            continue
        rows = [_members(cell, separator) for cell in known]
        members = [member for row in rows for member in row]
        if (
            len(members) <= len(rows)
            or np.mean([len(each) <= _LONG_MEMBER for each in members]) < _NEARLY_ALL
        ):
            continue
        # "Rome, Italy" has two parts in every row, and hardly any first part twice.
        come_again = len(set(members)) <= len(members) / 2 and len({len(row) for row in rows}) > 1
        if separator == ";" or come_again:
            return separator
    return None
