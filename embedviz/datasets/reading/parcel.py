"""Parcel: what was brought, as bytes, and a table read elsewhere as arrays and JSON values."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from embedviz.datasets.reading.encoding import decoded
from embedviz.datasets.reading.raw import RawTable
from embedviz.datasets.reading.table import table_of_text
from embedviz.datasets.reading.text import lines_of_text
from embedviz.datasets.reading.together import read_together

AS_TEXT = {"table": table_of_text, "lines": lines_of_text}
"""How pasted text may be read."""

LARGE = 500_000  # bytes
_IN_PLACE = {".npy", ".safetensors", ".bytes"}
"""Numbers of these are taken as they lie in memory: nothing is parsed."""


def takes_long(parts: Sequence[tuple[str, bytes]]) -> bool:
    """Say whether reading these files may be noticed."""
    parsed = [len(each) for name, each in parts if Path(name).suffix.lower() not in _IN_PLACE]
    return sum(parsed) > LARGE


def read_parts(parts: Sequence[tuple[str, bytes]], how: str = "file") -> RawTable:
    """Read files by name and content that belong together, or one pasted text.

    Parameters
    ----------
    parts : sequence of (str, bytes)
    how : str
        ``"file"``, or how a text is read: ``"table"`` or ``"lines"``.

    Raises
    ------
    UnreadableFile
        With a sentence that says where and why.
    """
    if how in AS_TEXT:
        name, content = parts[0]
        text, notes = decoded(content, name)
        return AS_TEXT[how](text, name, notes)
    with ExitStack() as opened:
        files = [(opened.enter_context(io.BytesIO(content)), name) for name, content in parts]
        return read_together(files)


def packed(raw: RawTable) -> dict[str, Any]:
    """Give a table as arrays and JSON values: its cells as one Arrow stream.

    Examples
    --------
    >>> table = RawTable("fruit.csv", pd.DataFrame({"fruit": ["fig", "kiwi"]}))
    >>> unpacked(packed(table)).frame["fruit"].tolist()
    ['fig', 'kiwi']
    """
    import pyarrow as pa

    cells = pa.Table.from_pandas(raw.frame.reset_index(drop=True), preserve_index=False)
    stream = pa.BufferOutputStream()
    with pa.ipc.new_stream(stream, cells.schema) as writer:
        writer.write_table(cells)
    record = {f"array {place}": each for place, each in enumerate(raw.arrays.values())}
    if raw.images is not None:
        record["images"] = raw.images
    told = {
        "name": raw.name,
        "n_rows": len(raw),
        "notes": raw.notes,
        "decimal": raw.decimal,
        "kinds": dict(raw.kinds),
        "arrays": list(raw.arrays),
        "sample_of": raw.sample_of,
    }
    return record | {"cells": np.frombuffer(stream.getvalue(), np.uint8), "told": told}


def unpacked(record: Mapping[str, Any]) -> RawTable:
    """Give the table that :func:`packed` wrote."""
    import pyarrow as pa

    told = record["told"]
    frame = pa.ipc.open_stream(pa.py_buffer(record["cells"])).read_all().to_pandas()
    return RawTable(
        told["name"],
        pd.DataFrame(frame, index=pd.RangeIndex(told["n_rows"])),
        tuple(told["notes"]),
        told["decimal"],
        told["kinds"],
        {name: record[f"array {place}"] for place, name in enumerate(told["arrays"])},
        record.get("images"),
        told["sample_of"],
    )
