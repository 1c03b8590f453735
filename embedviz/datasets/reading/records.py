"""JSON and JSON Lines: rows, columns, or vectors under their words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

import pandas as pd

from embedviz.datasets.labels import unique_labels
from embedviz.datasets.reading import limits, shapes
from embedviz.datasets.reading.encoding import decoded
from embedviz.datasets.reading.raw import RawTable, counted, shown, typed
from embedviz.datasets.reading.vectors import as_vectors, stacked, table_of_vectors
from embedviz.errors import UnreadableFile, quoted

DEEPEST = 2
"""How far objects within objects become columns, such as "place.country"."""
_FEWEST_DIMENSIONS = 25
_MOST_PLAIN = 2**63


def read_json(file: BinaryIO, name: str) -> RawTable:
    """Read JSON: a list of rows or of vectors, columns by their names, vectors by their words."""
    text, notes = decoded(limits.content_of(file, name), name)
    try:
        return table_of_json(json.loads(text), name, notes)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and "\n" in text.strip():
            return _lines(text, name, notes)
        raise UnreadableFile(
            f"{name} is no proper JSON: line {error.lineno:,}, column {error.colno:,}, "
            f"{error.msg[:1].lower()}{error.msg[1:]}. Save or download it again."
        ) from error
    except RecursionError as error:
        raise UnreadableFile(_too_deep(name)) from error


def read_json_lines(file: BinaryIO, name: str) -> RawTable:
    """Read JSON Lines: one row a line."""
    text, notes = decoded(limits.content_of(file, name), name)
    return _lines(text, name, notes)


def _lines(text: str, name: str, notes: tuple[str, ...]) -> RawTable:
    rows = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            rows.append(json.loads(line))
        except ValueError as error:
            raise UnreadableFile(
                f"Line {number:,} of {name} is no proper JSON: {quoted(shown(line.strip()))}. "
                "Each line must be one whole object."
            ) from error
        except RecursionError as error:
            raise UnreadableFile(_too_deep(name)) from error
    return table_of_json(rows, name, notes)


def table_of_json(found: Any, name: str, notes: tuple[str, ...] = ()) -> RawTable:
    """Make a table of what JSON holds."""
    if isinstance(found, dict):
        return _of_object(found, name, notes)
    if not isinstance(found, list):
        raise UnreadableFile(
            f"{name} holds a single value, {quoted(shown(str(found)))}. A table is a list of rows: "
            '[{"name": "fig", "sugar": 16}, ...].'
        )
    if not found:
        raise UnreadableFile(f"{name} holds an empty list.")
    if all(isinstance(row, dict) for row in found):
        return _of_rows(shapes.rows_within(found), name, notes)
    if all(_numbers(row) for row in found):
        vectors = stacked(found, "numbers", name)
        if vectors is None:
            raise UnreadableFile(
                f"The lists of numbers in {name} have different lengths, or one number each. "
                "Vectors must be of one length."
            )
        return table_of_vectors(as_vectors(vectors, name), name, notes=notes)
    if all(isinstance(row, list) for row in found):
        return _of_lists(found, name, notes)
    if any(isinstance(row, dict | list) for row in found):
        odd = next(place for place, row in enumerate(found) if not isinstance(row, type(found[0])))
        raise UnreadableFile(
            f"Row {odd + 1:,} of {name} is of another kind than row 1. Make every row an object: "
            '{"name": "fig", "sugar": 16}.'
        )
    cells = ["" if each is None else str(each) for each in found]
    if all(isinstance(each, str) for each in found):
        return RawTable(name, pd.DataFrame({"text": cells}), notes, kinds={"text": "text"})
    return RawTable(name, pd.DataFrame({"value": cells}), notes)


def _of_object(  # noqa: C901, PLR0911 one shape after another
    found: dict[str, Any], name: str, notes: tuple[str, ...]
) -> RawTable:
    if "embeddings" in found and "tensorPath" in str(found["embeddings"])[:100_000]:
        raise UnreadableFile(
            f"{name} describes a projector's files. Bring it together with the tensors (and "
            "metadata) it names, in one zip or at once."
        )
    inner = shapes.table_within(found)
    if inner is not None:
        listed, columns, note = inner
        notes = (*notes, note)
        if columns is not None:
            return _of_columns(columns, name, notes)
        return _of_rows(listed, name, notes)
    values = list(found.values())
    if not values:
        raise UnreadableFile(f"{name} holds an empty object.")
    if {"columns", "data"} <= set(found) and isinstance(found["data"], list):
        return _of_lists([found["columns"], *found["data"]], name, notes)
    lists = [each for each in values if isinstance(each, list)]
    rows = lists[0] if len(lists) == 1 and lists[0] else []
    beside = len(values) > 1 or not _numbers(rows)
    if rows and (isinstance(rows[0], dict) or (len(rows) > 1 and beside)):
        return table_of_json(rows, name, notes)
    if len(lists) == len(values):
        if all(_numbers(each) for each in values) and _are_vectors(values):
            vectors = stacked(values, "numbers", name)
            if vectors is not None:
                read_as = f"Each name in {name} was read as an item with its vector."
                return table_of_vectors(vectors, name, words=list(found), notes=(*notes, read_as))
        return _of_columns(found, name, notes)
    if all(isinstance(each, dict) for each in values):
        if len({tuple(each) for each in values}) == 1 and list(values[0]) == [
            str(place) for place in range(len(values[0]))
        ]:
            columns = {key: list(each.values()) for key, each in found.items()}
            return _of_columns(columns, name, notes)
        return _of_rows([{"name": key, **each} for key, each in found.items()], name, notes)
    if any(isinstance(each, dict | list) for each in values):
        raise UnreadableFile(
            f"{name} holds an object with no table in it. A table is a list of rows: "
            '[{"name": "fig", "sugar": 16}, ...].'
        )
    return _of_columns({"name": list(found), "value": values}, name, notes)


def _numbers(value: Any) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(each is None or type(each) in (int, float) for each in value)
    )


def _are_vectors(lists: list[list[float]]) -> bool:
    """Tell vectors under their words from columns under their names."""
    length = len(lists[0])
    if any(len(each) != length for each in lists) or length < 2:
        return False
    fractions = all(type(each) is float for row in lists[:100] for each in row)
    return len(lists) > length or (length >= _FEWEST_DIMENSIONS and fractions)


def _of_columns(found: Mapping[str, list[Any]], name: str, notes: tuple[str, ...]) -> RawTable:
    lengths = {key: len(each) for key, each in found.items()}
    first = next(iter(lengths))
    for key, length in lengths.items():
        if length != lengths[first]:
            raise UnreadableFile(
                f"Column {quoted(shown(key))} of {name} has {length:,} values, "
                f"{quoted(shown(first))} has {lengths[first]:,}. They must be as many."
            )
    if not lengths[first]:
        raise UnreadableFile(f"{name} has columns but no row in them.")
    limits.check_table(lengths[first], len(found), name)
    columns = {key: [_cell(each) for each in cells] for key, cells in found.items()}
    return _table(columns, name, notes)


def _of_lists(rows: list[list[Any]], name: str, notes: tuple[str, ...]) -> RawTable:
    """Make a table of rows whose first is the header, if it is all words."""
    first = rows[0]
    has_header = bool(first) and len(rows) > 1 and all(isinstance(each, str) for each in first)
    names = first if has_header else [""] * len(first)
    header = unique_labels(each or f"column {n}" for n, each in enumerate(names, start=1))
    body = rows[1:] if has_header else rows
    for number, row in enumerate(body, start=1):
        if not isinstance(row, list) or len(row) != len(header):
            n_cells = len(row) if isinstance(row, list) else 1
            raise UnreadableFile(
                f"Row {number:,} of {name} has {n_cells:,} cells, the first has "
                f"{len(header):,}. They must be as many."
            )
    if not header:
        raise UnreadableFile(f"{name} has no value in any cell.")
    columns = dict(zip(header, map(list, zip(*body, strict=True)), strict=True))
    return _of_columns(columns, name, notes)


def _of_rows(rows: list[dict[str, Any]], name: str, notes: tuple[str, ...]) -> RawTable:
    flat = [dict(_flat(row)) for row in rows]
    names = list(dict.fromkeys(key for row in flat for key in row))
    if not names:
        raise UnreadableFile(f"{name} has rows but no value in them.")
    limits.check_table(len(flat), len(names), name)
    n_short = sum(len(row) < len(names) for row in flat)
    if n_short:
        rows_have = counted(n_short, "row lacks", "rows lack")
        notes = (*notes, f"{rows_have} a field that others have; what is missing counts as empty.")
    return _table({key: [_cell(row.get(key)) for row in flat] for key in names}, name, notes)


def _flat(row: Mapping[str, Any], within: str = "", depth: int = 0) -> Iterable[tuple[str, Any]]:
    for key, value in row.items():
        if isinstance(value, dict) and value and depth < DEEPEST:
            yield from _flat(value, f"{within}{key}.", depth + 1)
        else:
            yield f"{within}{key}", value


def _cell(value: Any) -> Any:
    if isinstance(value, list) and value and all(isinstance(each, str) for each in value):
        return "; ".join(each.replace(";", ",") for each in value)
    if isinstance(value, list) and _numbers(value):
        return value
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False) if value else None
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= _MOST_PLAIN:
        return float(value) if value.bit_length() < 1000 else str(value)
    return value


def _table(columns: dict[str, list[Any]], name: str, notes: tuple[str, ...]) -> RawTable:
    """Part lists of numbers from cells, and let the rest have pandas' types."""
    arrays, plain = {}, {}
    for cells, unique in zip(
        columns.values(),
        unique_labels(str(key).strip() or "no name" for key in columns),
        strict=True,
    ):
        if any(isinstance(each, list) for each in cells):
            rows = [each if isinstance(each, list) else None for each in cells]
            vectors = stacked(rows, unique, name)
            if vectors is not None:
                arrays[unique] = vectors
            else:
                note = f"Column {quoted(shown(unique))} holds lists of differing length, left out."
                notes = (*notes, note)
            continue
        plain[unique] = _typed(cells)
    if not plain and not arrays:
        raise UnreadableFile(f"{name} has only lists of differing length, and no other value.")
    n_rows = len(next(iter(columns.values())))
    return RawTable(name, pd.DataFrame(plain, index=pd.RangeIndex(n_rows)), notes, arrays=arrays)


def _typed(cells: list[Any]) -> pd.Series:
    words = {None: "", True: "yes", False: "no"}
    if {type(each) for each in cells if each is not None} == {bool}:
        return pd.Series([words[each] for each in cells], dtype=object)
    return typed(cells, lambda each: "" if each is None else str(each))


def _too_deep(name: str) -> str:
    return f"{name} has lists within lists too deep to follow. A table is a list of rows."
