"""Tables as text: CSV, TSV and their relatives, read by pandas once their shape is known."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

import numpy as np
import pandas as pd

from embedviz.datasets.labels import unique_labels
from embedviz.datasets.reading.encoding import decoded
from embedviz.datasets.reading.limits import check_table, content_of
from embedviz.datasets.reading.raw import RawTable, counted, shown
from embedviz.engine.progress import report
from embedviz.errors import UnreadableFile, quoted

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
ONE_COLUMN = "\x01"
"""A delimiter that stands in no text: each line is one cell."""

_LOOKED_AT = 65_536
_EACH = 50_000
_ROWS_LOOKED_AT = 200
_AGREE = 0.9
_FEW = 5
_MOST_TITLES = 5
_FEWEST_LEVELS = 4
_FRACTION = re.compile(r"[+-]?\d*\.\d+([eE][+-]?\d+)?")
_PLAIN_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")


@dataclass(frozen=True)
class _Shape:
    """What is known of a table before it is read: its first row, and what is odd below it."""

    first: tuple[str, ...]
    n_rows: int
    n_empty: int
    n_short: int
    first_short: int


def read_table(file: BinaryIO, name: str) -> RawTable:
    """Read CSV or TSV, whatever its delimiter, encoding and decimal mark.

    Sentences count rows from 1, the first below the header.
    """
    text, notes = decoded(content_of(file, name), name)
    return table_of_text(text, name, notes)


def table_of_text(text: str, name: str, notes: tuple[str, ...] = ()) -> RawTable:
    """Read a table that is already text."""
    text, told = _told_delimiter(text)
    text = text.replace(ONE_COLUMN, "")
    if all(each.isspace() or each in DELIMITERS or each == '"' for each in text):
        raise UnreadableFile(f"{name} has no value in any cell.")
    delimiter = told or delimiter_of(text, preferred="\t" if name.endswith(".tsv") else ",")
    text, titles = _without_titles(text, delimiter)
    notes = (*notes, *titles)
    shape = _shape(text, delimiter, name)
    frame = _cells(text, delimiter, len(shape.first), name)
    has_header = not all(_PLAIN_NUMBER.fullmatch(cell) for cell in shape.first) and not _is_data(
        shape.first, frame
    )
    n_rows = shape.n_rows + (not has_header)
    if not n_rows:
        raise UnreadableFile(f"{name} has a header but no row below it.")
    frame = frame.iloc[int(has_header) :].reset_index(drop=True)
    if len(frame) != n_rows:
        raise UnreadableFile(_unpaired(name))
    names = shape.first if has_header else ("",) * len(shape.first)
    kept = [place for place, each in enumerate(names) if each or frame[place].str.strip().any()]
    if not kept:
        raise UnreadableFile(f"{name} has no value in any cell.")
    frame = frame[kept]
    names = tuple(names[place] for place in kept)
    unique = unique_labels(
        each or f"column {place + 1}" for place, each in zip(kept, names, strict=True)
    )
    return RawTable(
        name,
        frame.set_axis(list(unique), axis="columns"),
        (*notes, *_notes_on_names(names, unique, has_header=has_header), *_notes_on_rows(shape)),
        decimal=_decimal(frame, delimiter),
    )


def _is_data(first: tuple[str, ...], frame: pd.DataFrame) -> bool:
    """Say whether the first row has fractions above numbers, as rows do and headers don't.

    Years are headers; and so are four or more fractions that rise or fall, the levels of something.
    """
    below = frame.iloc[1 : _ROWS_LOOKED_AT + 1]
    fractions = [
        float(cell)
        for place, cell in enumerate(first)
        if _FRACTION.fullmatch(cell)
        and len(below)
        and below[place].str.strip().str.fullmatch(_PLAIN_NUMBER).all()
    ]
    steps = np.diff(fractions)
    are_levels = len(fractions) >= _FEWEST_LEVELS and ((steps > 0).all() or (steps < 0).all())
    return bool(fractions) and not are_levels


def delimiter_of(text: str, preferred: str = ",") -> str:
    r"""Find the delimiter that parts the first rows into the same number of cells.

    Where the first row has none, each line is one cell, unless the rows below agree on one.

    Examples
    --------
    >>> delimiter_of("town;x;y\nRome;41,9;12,5"), delimiter_of("text\nWell, well.\nNo.")
    (';', '\x01')
    """
    best, best_score = ONE_COLUMN, (0.0, 0)
    for delimiter in sorted(DELIMITERS, key=lambda each: each != preferred):
        widths = widths_of(text, delimiter)
        usual = max(set(widths), key=widths.count)
        if widths[0] > 1:
            score = (1 + widths.count(widths[0]) / len(widths), widths[0])
        elif usual > 1 and len(widths) > _FEW and widths.count(usual) >= _AGREE * (len(widths) - 1):
            score = (widths.count(usual) / len(widths), usual)
        else:
            continue
        if score > best_score:
            best, best_score = delimiter, score
    return best


def widths_of(text: str, delimiter: str) -> list[int]:
    """Count the cells of the first rows that aren't blank."""
    sample = text[:_LOOKED_AT]
    if len(text) > _LOOKED_AT:
        sample = sample[: sample.rfind("\n") + 1] or sample
    rows = _reader(io.StringIO(sample, newline=""), sample, delimiter)
    filled = (row for row in rows if any(cell.strip() for cell in row))
    return [len(row) for row in islice(filled, _ROWS_LOOKED_AT)] or [1]


def _reader(lines: io.StringIO, text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    return csv.reader(lines, delimiter=delimiter, skipinitialspace=True)


def _told_delimiter(text: str) -> tuple[str, str | None]:
    """Take the line ``sep=;`` that spreadsheet programs write off the top."""
    line, _, rest = text.partition("\n")
    found = re.fullmatch(r"\s*\"?sep=([,;|\t])\"?\s*", line)
    return (rest, found[1]) if found else (text, None)


def _without_titles(text: str, delimiter: str) -> tuple[str, tuple[str, ...]]:
    r"""Part lines of a single cell above the header from a table of several columns.

    Examples
    --------
    >>> _without_titles("Towns of 2020\n\ntown,people\nRome,3", ",")[0]
    'town,people\nRome,3'
    """
    lines = io.StringIO(text, newline="")
    above: list[str] = []
    start, is_wide = 0, False
    rows = _reader(lines, text, delimiter)
    for row in rows:
        filled = [cell.strip() for cell in row if cell.strip()]
        if len(filled) > 1:
            below = next(rows, row)
            is_header = _is_header(row) and (not is_wide or any(map(_is_number, below)))
            break
        above += filled
        is_wide |= len(row) > 1
        start = lines.tell()
        if len(above) > _MOST_TITLES:
            return text, ()
    else:
        return text, ()
    if not above or not is_header:
        return text, ()
    told = ", ".join(quoted(shown(each)) for each in above)
    return text[start:], (f"{told} above the table was taken for its title.",)


def _is_header(row: list[str]) -> bool:
    """Say whether every column has a name here, and none is a number."""
    return all(map(str.strip, row)) and not any(map(_is_number, row))


def _is_number(cell: str) -> bool:
    return _PLAIN_NUMBER.fullmatch(cell.strip()) is not None


def _shape(text: str, delimiter: str, name: str) -> _Shape:
    """Count the cells of each row; raises ``UnreadableFile`` for one with more than the header."""
    first: list[str] = []
    n_rows = n_empty = n_short = first_short = blank = row_number = n_named = 0
    lines = io.StringIO(text, newline="")
    for row in _reader(lines, text, delimiter):
        is_empty = not any(cell.strip() for cell in row)
        if not first:
            first = [] if is_empty else [cell.strip() for cell in row]
            n_named = _width(first)
            check_table(1, max(len(first), 1), name)
            continue
        row_number += 1
        if row_number % _EACH == 0:
            report(min(lines.tell(), len(text)), len(text))
        if is_empty:
            blank += len(row) <= 1
            n_empty += len(row) > 1
            continue
        n_empty += blank  # a blank line counts when a row follows
        blank = 0
        n_rows += 1
        if len(row) > len(first) and _width(row) > len(first):
            what = DELIMITERS.get(delimiter, "delimiter")
            raise UnreadableFile(
                f"Row {row_number:,} of {name} has {_width(row):,} columns, the header has "
                f"{len(first):,}. Look for a {what} inside an unquoted name."
            )
        if len(row) < n_named:
            n_short += 1
            first_short = first_short or row_number
    check_table(n_rows, len(first), name)
    return _Shape(tuple(first), n_rows, n_empty, n_short, first_short)


def _width(row: list[str]) -> int:
    """Count the cells up to the last with something in it: a row may close with delimiters."""
    return max((place + 1 for place, cell in enumerate(row) if cell.strip()), default=0)


def _cells(text: str, delimiter: str, n_columns: int, name: str) -> pd.DataFrame:
    """Read all cells as text, without the rows that are entirely empty."""
    try:
        frame = pd.read_csv(
            io.StringIO(text),
            sep=delimiter,
            header=None,
            names=list(range(n_columns)),
            usecols=list(range(n_columns)),
            index_col=False,
            dtype=str,
            na_filter=False,
            skipinitialspace=True,
        )
    except pd.errors.ParserError as error:
        found = re.search(r"inside string starting at row (\d+)", str(error))
        if not found:
            raise UnreadableFile(_unpaired(name)) from error
        raise UnreadableFile(
            f"A quotation mark opened in row {int(found[1]):,} of {name} is never closed. "
            "Close it, or take it out."
        ) from error
    # A cell missing at the end of a short row comes as a gap in some versions of pandas.
    frame = frame.fillna("")
    filled = np.zeros(len(frame), dtype=bool)
    for place in frame:
        filled |= frame[place].str.strip().ne("").to_numpy(dtype=bool)
    return frame.loc[filled]


def _unpaired(name: str) -> str:
    return (
        f"The quotation marks in {name} don't pair up. A cell with a quotation mark in it must "
        'be in quotation marks, with "" for each one inside.'
    )


def _notes_on_names(
    given: tuple[str, ...], unique: tuple[str, ...], *, has_header: bool
) -> Iterator[str]:
    if not has_header:
        yield "The first row holds numbers, so it was read as data and the columns numbered."
        return
    if len(given) == 1:
        yield f"The first row, {quoted(shown(given[0]))}, was taken as the name of the column."
    unnamed = [new for old, new in zip(given, unique, strict=True) if not old]
    if unnamed:
        are = counted(len(unnamed), "column had no name and is", "columns had no names and are")
        yield f"{are} called {', '.join(unnamed[:3])}" + (
            " and so on." if len(unnamed) > 3 else "."
        )
    for old, new in zip(given, unique, strict=True):
        if old and old != new:
            yield f"Two columns are called {quoted(shown(old))}; one is {quoted(shown(new))} now."


def _notes_on_rows(shape: _Shape) -> Iterator[str]:
    if shape.n_short:
        yield (
            f"{counted(shape.n_short, 'row has', 'rows have')} fewer cells than the header "
            f"(first: row {shape.first_short:,}); what is missing counts as empty."
        )
    if shape.n_empty:
        yield f"{counted(shape.n_empty, 'row was', 'rows were')} entirely empty and left out."


def _decimal(frame: pd.DataFrame, delimiter: str) -> str:
    """Tell 3,5 from 3.5; only a table that isn't parted by commas can have decimal commas."""
    if delimiter == ",":
        return "."
    sample = frame.head(_ROWS_LOOKED_AT)
    commas = points = 0
    for place in sample:
        cells = sample[place].str.strip()
        commas += int(cells.str.fullmatch(r"[+-]?\d+,\d+").sum())
        points += int(cells.str.fullmatch(r"[+-]?\d+\.\d+").sum())
    return "," if commas > points else "."
