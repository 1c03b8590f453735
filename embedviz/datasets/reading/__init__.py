"""Reading what a person brings: a file or pasted text becomes a data set.

A reader takes an open binary file and its name and gives a :class:`RawTable`;
:func:`~embedviz.datasets.reading.understanding.understood` finds out what its columns mean.
A new format is one function and one line here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from embedviz.datasets.dataset import Dataset
from embedviz.datasets.reading.raw import RawTable
from embedviz.datasets.reading.understanding import Understood, understood
from embedviz.errors import UnreadableFile, quoted
from embedviz.registry import Registry

__all__ = ["READERS", "RawTable", "Understood", "read", "read_raw", "understood"]

READERS = Registry(
    "file format",
    __name__,
    {
        ".csv": "table:read_table",
        ".tsv": "table:read_table",
        ".txt": "text:read_text",
    },
)
"""File ending to its reader, ``(file, name) -> RawTable``."""


def read(path_or_file: str | Path | BinaryIO, *, name: str | None = None) -> Dataset:
    """Read a file as a data set; see :func:`embedviz.read`."""
    with _opened(path_or_file, name) as (file, named):
        return understood(read_raw(file, named)).dataset()


def read_raw(file: BinaryIO, name: str) -> RawTable:
    """Read a binary file by the reader for its ending, without asking what the columns mean.

    Raises
    ------
    UnreadableFile
        If there is no reader for the ending, or it can't be read.
    """
    ending = Path(name).suffix.lower()
    if ending not in READERS:
        what = f"{ending} is no kind of file known here" if ending else "its name has no ending"
        raise UnreadableFile(f"{quoted(name)} can't be read: {what}. It can be {_endings()}.")
    table: RawTable = READERS[ending](file, name)
    return table


def _endings() -> str:
    *others, last = READERS
    return f"{', '.join(others)} or {last}"


@contextmanager
def _opened(
    path_or_file: str | Path | BinaryIO, name: str | None
) -> Iterator[tuple[BinaryIO, str]]:
    if not isinstance(path_or_file, str | Path):
        named = name or getattr(path_or_file, "name", None)
        if not isinstance(named, str):
            raise UnreadableFile('The file has no name. Give one, such as name="table.csv".')
        yield path_or_file, Path(named).name
        return
    path = Path(path_or_file).expanduser()
    try:
        with path.open("rb") as file:
            yield file, name or path.name
    except OSError as error:
        raise UnreadableFile(_why_not_opened(path)) from error


def _why_not_opened(path: Path) -> str:
    if path.is_dir():
        return f"{quoted(path)} is a folder. Name a file in it."
    if path.exists():
        return f"The file {quoted(path)} may not be read by this user."
    return f"There is no file {quoted(path)}."
