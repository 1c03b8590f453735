"""Reading what a person brings: a file or pasted text becomes a data set.

A reader takes an open binary file and its name and gives a :class:`RawTable`;
:func:`~embedviz.datasets.reading.understanding.understood` finds out what its columns mean.
A new format is one function and one line here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from embedviz.datasets.dataset import Dataset
from embedviz.datasets.reading.raw import RawTable
from embedviz.datasets.reading.understanding import KINDS, Understood, understood
from embedviz.engine.progress import JobCancelled
from embedviz.errors import EmbedvizError, UnreadableFile, quoted
from embedviz.registry import Registry

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

READERS = Registry(
    "file format",
    __name__,
    {
        ".csv": "table:read_table",
        ".tsv": "table:read_table",
        ".txt": "text:read_text",
        ".xlsx": "excel:read_excel",
        ".xlsm": "excel:read_excel",
        ".json": "records:read_json",
        ".jsonl": "records:read_json_lines",
        ".ndjson": "records:read_json_lines",
        ".parquet": "arrow:read_parquet",
        ".feather": "arrow:read_arrow",
        ".arrow": "arrow:read_arrow",
        ".npy": "arrays:read_npy",
        ".npz": "arrays:read_npz",
        ".safetensors": "arrays:read_safetensors",
        ".vec": "word_vectors:read_word2vec_text",
        ".bin": "word_vectors:read_word2vec_binary",
        ".bytes": "projector:read_bytes",
        ".gz": "compressed:read_gzip",
        ".zip": "compressed:read_zip",
    },
)
"""File ending to its reader, ``(file, name) -> RawTable``."""

_PICKLED = "it could run code when opened. Save its numbers as .npy or its table as Parquet"
REFUSED = {
    **dict.fromkeys((".pkl", ".pickle", ".joblib", ".pt", ".pth", ".model"), _PICKLED),
    **dict.fromkeys((".xls", ".ods"), "save the table as .xlsx or .csv in the spreadsheet program"),
    **dict.fromkeys((".h5ad", ".h5", ".hdf5"), "save its matrix as .npy and its table as .csv"),
}
"""Endings that people try, and what to do instead."""

_BEGINNINGS = {
    b"PAR1": (".parquet",),
    b"ARROW1": (".arrow", ".feather"),
    b"\x93NUMPY": (".npy",),
    b"\x1f\x8b\x08": (".gz",),
}


def read(
    given: Any, *, name: str | None = None, sample: int | None = None, seed: int = 42
) -> Dataset:
    """Read a file or an object as a data set; see :func:`embedviz.read`."""
    with ExitStack() as opened:
        raw = _raw(given, name, opened)
        if sample is not None:
            raw = raw.sampled(sample, seed=seed)
        return understood(raw).dataset()


def _raw(given: Any, name: str | None, opened: ExitStack) -> RawTable:
    from embedviz.datasets.reading.objects import raw_of
    from embedviz.datasets.reading.projector import beside

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


def read_raw(file: BinaryIO, name: str) -> RawTable:
    """Read a binary file by the reader for its ending, without asking what the columns mean.

    Raises
    ------
    UnreadableFile
        If there is no reader for the ending, or it can't be read.
    """
    ending = Path(name).suffix.lower()
    if ending in REFUSED:
        raise UnreadableFile(f"{quoted(name)} is not opened: {REFUSED[ending]}.")
    by_content = _ending_of(file, ending)
    if by_content is None:
        what = f"{ending} is no kind of file known here" if ending else "its name has no ending"
        raise UnreadableFile(f"{quoted(name)} can't be read: {what}. It can be {_endings()}.")
    try:
        table: RawTable = READERS[by_content](file, name)
    except (EmbedvizError, JobCancelled):
        raise
    except MemoryError as error:
        raise UnreadableFile(f"{name} doesn't fit in memory. Bring a part of it.") from error
    except Exception as error:  # whatever a library says of damaged bytes
        raise UnreadableFile(
            f"{name} breaks off, or is no proper {by_content} file. Save or download it again."
        ) from error
    if by_content != ending:
        note = f"By its content {name} is a {by_content} file, and was read as one."
        table = replace(table, notes=(note, *table.notes))
    return table


def read_together(files: Sequence[tuple[BinaryIO, str]], *, unpacked: bool = False) -> RawTable:
    """Read one file, or vectors and what belongs to them.

    Parameters
    ----------
    files : sequence of (binary file, name)
        One of any kind; or vectors, their metadata, and a projector's config and sprite image.
    unpacked : bool
        Whether they come out of a compressed file: another within is refused.

    Raises
    ------
    UnreadableFile
        If one can't be read, or they don't belong together.
    """
    from embedviz.datasets.reading import projector
    from embedviz.datasets.reading.compressed import ENDINGS

    if not files:
        raise UnreadableFile("No file was given.")
    if unpacked and any(_ending_of(file, "") in ENDINGS for file, _ in files):
        raise UnreadableFile(
            f"{quoted(files[0][1])} is compressed within a compressed file. Unpack it first."
        )
    if len(files) == 1 and not files[0][1].lower().endswith(".bytes"):
        return read_raw(*files[0])
    try:
        return projector.join(files)
    except (EmbedvizError, JobCancelled):
        raise
    except Exception as error:  # a damaged picture, a config of nonsense
        names = ", ".join(name for _, name in files[:4])
        raise UnreadableFile(f"{names} are damaged or don't belong together.") from error


def _ending_of(file: BinaryIO, ending: str) -> str | None:
    """Give the ending that the first bytes tell, else the one it has; None if unknown."""
    if not file.seekable():
        return ending if ending in READERS else None
    here = file.tell()
    start = file.read(8)
    file.seek(here)
    for beginning, endings in _BEGINNINGS.items():
        if start.startswith(beginning):
            return ending if ending in endings else endings[0]
    if start.startswith(b"PK\x03\x04"):
        zipped = (".xlsx", ".xlsm", ".npz", ".zip")
        return ending if ending in zipped else _zipped(file)
    return ending if ending in READERS else None


def _zipped(file: BinaryIO) -> str:
    import zipfile

    here = file.tell()
    try:
        with zipfile.ZipFile(file) as opened:
            names = opened.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        names = []
    file.seek(here)
    if any(each.startswith("xl/") for each in names):
        return ".xlsx"
    return ".npz" if names and all(each.endswith(".npy") for each in names) else ".zip"


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
