"""Reading what a person brings: a file or pasted text becomes a data set.

A reader takes an open binary file and its name and gives a :class:`RawTable`;
:func:`~embedviz.datasets.reading.understanding.understood` finds out what its columns mean.
A new format is one function and one line in :mod:`~embedviz.datasets.reading.formats`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from embedviz.datasets.dataset import Dataset
from embedviz.datasets.reading.asked import asking
from embedviz.datasets.reading.formats import READERS, read_raw
from embedviz.datasets.reading.objects import raw_of
from embedviz.datasets.reading.projector import beside
from embedviz.datasets.reading.raw import RawTable
from embedviz.datasets.reading.together import read_together
from embedviz.datasets.reading.understanding import KINDS, Understood, understood
from embedviz.errors import UnreadableFile, quoted

__all__ = [
    "KINDS",
    "READERS",
    "RawTable",
    "Understood",
    "read",
    "read_raw",
    "read_together",
    "understood",
]


def read(
    given: Any, *, name: str | None = None, sample: int | None = None, seed: int = 42,
    encoding: str | None = None, sheet: str | int | None = None,
) -> Dataset:  # fmt: skip
    """Read a file or an object as a data set; see :func:`embedviz.read`."""
    with ExitStack() as opened:
        opened.enter_context(asking(encoding or "", "" if sheet is None else sheet))
        raw = _raw(given, name, opened)
        if sample is not None:
            raw = raw.sampled(sample, seed=seed)
        return understood(raw).dataset()


def _raw(given: Any, name: str | None, opened: ExitStack) -> RawTable:
    if isinstance(given, list | tuple):
        return read_together([opened.enter_context(_opened(each, None)) for each in given])
    if not isinstance(given, str | Path):
        table = raw_of(given, name)
        if table is not None:
            return table
        if not hasattr(given, "read"):
            raise UnreadableFile(
                f"A {type(given).__name__} can't be read. Give a file, a DataFrame, an array, "
                "KeyedVectors, or a Hugging Face data set."
            )
    first = opened.enter_context(_opened(given, name))
    others = beside(Path(given).expanduser()) if isinstance(given, str | Path) else []
    return read_together([first, *(opened.enter_context(_opened(each, None)) for each in others)])


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
        file = path.open("rb")
    except (OSError, ValueError) as error:
        raise UnreadableFile(_why_not_opened(path)) from error
    with file:
        yield file, name or path.name


def _why_not_opened(path: Path) -> str:
    if "\0" in str(path):
        return "The name of the file has a zero character in it. Name a file without."
    if path.is_dir():
        return f"{quoted(path)} is a folder. Name a file in it."
    if path.exists():
        return f"The file {quoted(path)} may not be read by this user."
    return f"There is no file {quoted(path)}."
