"""Parcel: what was brought, as bytes, and a table read elsewhere as arrays and JSON values."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from typing import Any

from embedviz.datasets.cells import arrays_of, frame_of
from embedviz.datasets.dataset import Column
from embedviz.datasets.reading.asked import Asked
from embedviz.datasets.reading.encoding import decoded
from embedviz.datasets.reading.raw import RawTable
from embedviz.datasets.reading.table import table_of_text
from embedviz.datasets.reading.text import lines_of_text
from embedviz.datasets.reading.together import read_together
from embedviz.datasets.reading.understanding import Found, Understood

AS_TEXT = {"table": table_of_text, "lines": lines_of_text}
"""How pasted text may be read."""

_TOLD_OF_RAW = ("name", "notes", "decimal", "sample_of", "sheets", "sheet")
_TOLD_OF_UNDERSTOOD = (
    *("name", "label", "default_features", "notes", "vector_name", "vector_columns"),
    *("other_vectors", "positions", "n_read", "sample_of", "named_by"),
    *("sheets", "sheet"),
)


def read_parts(parts: Sequence[tuple[str, bytes]], how: Asked | str = "file") -> RawTable:
    """Read files by name and content that belong together, or one pasted text.

    Parameters
    ----------
    parts : sequence of (str, bytes)
    how : Asked or str
        What is asked for, or just its form: ``"file"``, ``"table"`` or ``"lines"``.

    Raises
    ------
    UnreadableFile
        With a sentence that says where and why.
    """
    how = how if isinstance(how, Asked) else Asked(how)
    if how.form in AS_TEXT:
        name, content = parts[0]
        text, notes = decoded(content, name)
        return AS_TEXT[how.form](text, name, notes)
    with ExitStack() as opened:
        files = [(opened.enter_context(io.BytesIO(content)), name) for name, content in parts]
        return read_together(files, encoding=how.encoding, sheet=how.sheet)


def packed(raw: RawTable) -> dict[str, Any]:
    """Give a table as arrays and JSON values, as a worker gives it.

    Examples
    --------
    >>> import pandas as pd
    >>> table = RawTable("fruit.csv", pd.DataFrame({"fruit": ["fig", "kiwi"]}))
    >>> unpacked(packed(table)).frame["fruit"].tolist()
    ['fig', 'kiwi']
    """
    record = {f"array {place}": each for place, each in enumerate(raw.arrays.values())}
    if raw.images is not None:
        record["images"] = raw.images
    told = {name: getattr(raw, name) for name in _TOLD_OF_RAW} | {
        "n_rows": len(raw),
        "kinds": dict(raw.kinds),
        "cells": list(raw.frame.columns),
        "arrays": list(raw.arrays),
    }
    return record | arrays_of(raw.frame) | {"told": told}


def unpacked(record: Mapping[str, Any]) -> RawTable:
    """Give the table that :func:`packed` wrote."""
    told = record["told"]
    return RawTable(
        frame=frame_of(record, told["cells"], told["n_rows"]),
        kinds=told["kinds"],
        arrays={name: record[f"array {place}"] for place, name in enumerate(told["arrays"])},
        images=record.get("images"),
        **{name: _as_was(told[name]) for name in _TOLD_OF_RAW},
    )


def _as_was(told: Any) -> Any:
    """Make a tuple of a list again, after a journey through JSON."""
    return tuple(told) if isinstance(told, list) else told


def packed_understood(table: Understood) -> dict[str, Any]:
    """Give a table whose columns are understood; arrays that are the raw table's stay with that."""
    assert table.raw is not None  # noqa: S101 - it is understood where it was read
    own = {name: getattr(table, name) for name in ("vectors", "images")}
    told = {name: getattr(table, name) for name in _TOLD_OF_UNDERSTOOD} | {
        "n_rows": len(table),
        "columns": [asdict(each) for each in table.columns],
        "found": [asdict(each) for each in table.found],
        "kinds": dict(table.kinds),
    }
    for place, array in enumerate(table.raw.arrays.values()):
        if array is table.vectors:
            told["vectors"], own["vectors"] = f"array {place}", None
    if table.images is table.raw.images:
        told["images"], own["images"] = "images", None
    arrays = {name: array for name, array in own.items() if array is not None}
    return arrays | arrays_of(table.frame) | {"told": told}


def unpacked_understood(record: Mapping[str, Any], raw: Mapping[str, Any]) -> Understood:
    """Give the table that :func:`packed_understood` wrote, of the raw one that :func:`packed` did.

    It can't be understood anew: its cells as they were read stay where they are.
    """
    told = record["told"]
    columns = tuple(Column(**each) for each in told["columns"])
    more: dict[str, Any] = {name: _as_was(told[name]) for name in _TOLD_OF_UNDERSTOOD}
    return Understood(
        frame=frame_of(record, [each.name for each in columns], told["n_rows"]),
        columns=columns,
        found=tuple(Found(**each | {"can_be": tuple(each["can_be"])}) for each in told["found"]),
        kinds=told["kinds"],
        vectors=record.get("vectors", raw.get(told.get("vectors"))),
        images=record.get("images", raw.get(told.get("images"))),
        **more,
    )
