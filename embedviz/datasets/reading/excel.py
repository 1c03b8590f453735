"""Excel: the first sheet with a table in it, read by openpyxl; formulas are never worked out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, BinaryIO

import pandas as pd

from embedviz.datasets.labels import unique_labels
from embedviz.datasets.reading import limits
from embedviz.datasets.reading.asked import asked
from embedviz.datasets.reading.raw import RawTable, counted, shown, typed
from embedviz.engine.progress import report
from embedviz.errors import UnknownName, UnreadableFile, quoted
from embedviz.extras import needs

_EACH = 10_000
_MOST_TITLES, _LOOKED_AT = 8, 30


def read_excel(file: BinaryIO, name: str) -> RawTable:
    """Read ``.xlsx`` or ``.xlsm``: the values that the spreadsheet program saw last."""
    with needs("excel"):
        from openpyxl import DEFUSEDXML, load_workbook

    if not DEFUSEDXML:  # pragma: no cover: it comes with the same extra
        raise UnreadableFile(f"{name} can't be read safely here. Install defusedxml, or save CSV.")
    limits.check_zip(file, name)
    book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    try:
        sheets = book.worksheets
        names = tuple(sheet.title for sheet in sheets)
        for sheet in [sheets[_place(names)]] if asked().sheet != "" else sheets:
            rows = _rows(sheet, name)
            if rows:
                read = f"{name} has {len(sheets)} sheets; {quoted(shown(sheet.title))} was read."
                table = _table(rows, name, (read,) if len(sheets) > 1 else ())
                return replace(table, sheets=names, sheet=sheet.title)
    finally:
        book.close()
    raise UnreadableFile(f"{name} has no value in any cell.")


def _place(names: tuple[str, ...]) -> int:
    """Give the place of the sheet that was asked for."""
    wanted = asked().sheet
    if type(wanted) is int and -len(names) <= wanted < len(names):
        return wanted
    if wanted not in names:
        raise UnknownName.among("sheet", str(wanted), names)
    return names.index(str(wanted))


def _rows(sheet: Any, name: str) -> list[tuple[Any, ...]]:
    """Give the rows down to the last with something in it, as wide as the widest."""
    sheet.reset_dimensions()  # what a file says of its size may be a lie
    rows: list[tuple[Any, ...]] = []
    width = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True)):
        filled = max(
            (place + 1 for place, cell in enumerate(row) if cell not in (None, "")), default=0
        )
        width = max(width, filled)
        rows.append(row[:filled])
        if number % _EACH == 0:
            report(min(number, 2**20), 2**20)  # a sheet has no more rows than that
            limits.check_table(len(rows), max(width, 1), name)
    while rows and not rows[-1]:
        rows.pop()
    limits.check_table(len(rows), max(width, 1), name)
    return [(*row, *[None] * (width - len(row))) for row in rows]


def _table(rows: list[tuple[Any, ...]], name: str, notes: tuple[str, ...]) -> RawTable:
    titles, rows = _without_titles(rows)
    notes = (*notes, *titles)
    header, *body = rows
    if all(isinstance(cell, int | float) for cell in header):
        header, body = (None,) * len(header), [header, *body]
        notes = (
            *notes,
            "The first row holds only numbers, so it was read as data and the columns numbered.",
        )
    n_all = len(body)
    body = [row for row in body if _filled(row)]
    if not body:
        raise UnreadableFile(
            f"{name} has a header but no value below it. If there are formulas, save it in a "
            "spreadsheet program: formulas are not worked out here."
        )
    if n_all > len(body):
        were = counted(n_all - len(body), "row was", "rows were")
        notes = (*notes, f"{were} entirely empty and left out.")
    columns = list(zip(*body, strict=True))
    names = unique_labels(
        _text(cell).strip() or f"column {place}" for place, cell in enumerate(header, start=1)
    )
    kept = {
        key: typed(cells, _text)
        for key, cells, given in zip(names, columns, header, strict=True)
        if given is not None or any(cell is not None for cell in cells)
    }
    unsaved = [key for key, cells in kept.items() if len(cells) and (cells == "").all()]
    if len(unsaved) == len(kept):
        raise UnreadableFile(
            f"{name} has no value in any cell. If it has formulas, open it in a spreadsheet "
            "program and save it there: formulas are not worked out here."
        )
    return RawTable(name, pd.DataFrame(kept), notes)


def _without_titles(
    rows: list[tuple[Any, ...]],
) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """Part lines of a single cell above the header from a table of several columns."""
    start = next(place for place, row in enumerate(rows) if _filled(row))
    counts = [sum(_filled((cell,)) for cell in row) for row in rows[: start + _LOOKED_AT]]
    first = next((place for place in range(start, len(counts)) if counts[place] > 1), start)
    if not (start < first <= start + _MOST_TITLES and counts[first] > max(counts) / 2):
        return (), rows[start:]
    above = [str(next(filter(None, row))) for row in rows[start:first] if _filled(row)]
    told = ", ".join(quoted(shown(each.strip())) for each in above)
    return (f"{told} above the table was taken for its title.",), rows[first:]


def _filled(row: Iterable[Any]) -> bool:
    return any(cell is not None and str(cell).strip() for cell in row)


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, dt.datetime | dt.date):
        return cell.isoformat()
    return str(cell)
