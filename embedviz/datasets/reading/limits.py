"""Limits: how much of a file is opened at all, and the sentences for what is beyond."""

from __future__ import annotations

import os
import zipfile
from typing import BinaryIO

from embedviz.errors import UnreadableFile

MOST_BYTES = 4 * 2**30
"""Of a file, or of what a compressed one expands to."""
MOST_CELLS = 200_000_000
MOST_VALUES = 2**30
"""Numbers of ready vectors: 4 GiB in float32."""
MOST_COLUMNS = 5_000
MOST_EXPANSION = 200
ALWAYS_EXPANDED = 64 * 2**20
"""A compressed file may be as dense as it likes while it expands to no more than this."""
USUAL = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""How the members of a zip are compressed, mostly."""


def size_of(file: BinaryIO) -> int:
    """Count the bytes from here to the end of an open file."""
    here = file.tell()
    end = file.seek(0, os.SEEK_END)
    file.seek(here)
    return end - here


def content_of(file: BinaryIO, name: str) -> bytes:
    """Read a whole file into memory; refuse one too large for that."""
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise UnreadableFile(
            f"{name} is larger than {MOST_BYTES // 2**30} GB. Bring a part of it, or save it as "
            "Parquet, or as .npy, which is read where it lies."
        )
    return content


def check_table(n_rows: int, n_columns: int, name: str) -> None:
    """Refuse a table too large to open, before it is opened."""
    if n_columns > MOST_COLUMNS:
        raise UnreadableFile(
            f"{name} has {n_columns:,} columns; up to {MOST_COLUMNS:,} can be read. "
            "If its rows should be columns, turn the table round first."
        )
    if n_rows * n_columns > MOST_CELLS:
        raise UnreadableFile(
            f"{name} has {n_rows:,} rows of {n_columns:,} columns; up to {MOST_CELLS:,} cells can "
            f"be read. Bring a sample of {MOST_CELLS // n_columns:,} rows or fewer, or fewer "
            "columns."
        )


def check_vectors(n_rows: int, n_dimensions: int, name: str) -> None:
    """Refuse vectors too large for memory, before they are there."""
    if n_rows * n_dimensions > MOST_VALUES:
        raise UnreadableFile(
            f"{name} has {n_rows:,} vectors of {n_dimensions:,} numbers; up to {MOST_VALUES:,} "
            f"numbers fit. Take {MOST_VALUES // max(n_dimensions, 1):,} of its rows: "
            "ev.read(..., sample=100_000) chooses some at random."
        )


def check_zip(file: BinaryIO, name: str) -> None:
    """Refuse a zip (as spreadsheets and ``.npz`` are) that says it expands beyond all measure."""
    with zipfile.ZipFile(file) as opened:
        infos = opened.infolist()
    file.seek(0)
    if any(each.compress_type not in USUAL for each in infos):
        raise UnreadableFile(
            f"{name} is compressed in a way that such files never are, and was not opened. "
            "Save it anew."
        )
    check_expansion(
        sum(each.file_size for each in infos), sum(each.compress_size for each in infos), name
    )


def check_expansion(size: int, packed: int, name: str) -> None:
    """Refuse what expands beyond all measure."""
    if size > MOST_BYTES or (size > ALWAYS_EXPANDED and size > MOST_EXPANSION * packed):
        raise UnreadableFile(
            f"{name} expands to more than {size // 2**20:,} MB from {packed / 2**20:,.1f} MB, as "
            "files made to fill a memory do, and was not opened. Bring it uncompressed."
        )
