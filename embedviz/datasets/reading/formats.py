"""Formats: one file, read by the reader for its ending, or for what its first bytes tell."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from embedviz.datasets.reading.asked import asking
from embedviz.datasets.reading.raw import RawTable
from embedviz.engine.progress import JobCancelled
from embedviz.errors import EmbedvizError, UnreadableFile, quoted
from embedviz.registry import Registry

READERS = Registry(
    "file format",
    __package__,
    {
        ".csv": "table:read_table",
        ".tsv": "table:read_table",
        ".txt": "text:read_text",
        ".xlsx": "excel:read_excel",
        ".xlsm": "excel:read_excel",
        ".json": "records:read_json",
        ".jsonl": "records:read_json_lines",
        ".ndjson": "records:read_json_lines",
        ".geojson": "records:read_json",
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
"""File ending to its reader, ``(file, name) -> RawTable``, which raises ``UnreadableFile`` with a
sentence that says what is wrong, where, and what would be right."""

COMPRESSED = (".gz", ".zip")
_PICKLED = "it could run code when opened. Save its numbers as .npy or its table as Parquet"
REFUSED = {
    **dict.fromkeys((".pkl", ".pickle", ".joblib", ".pt", ".pth", ".model"), _PICKLED),
    **dict.fromkeys((".xls", ".ods"), "save the table as .xlsx or .csv in the spreadsheet program"),
    **dict.fromkeys((".h5ad", ".h5", ".hdf5"), "save its matrix as .npy and its table as .csv"),
}
"""Endings that people try, and what to do instead."""

_LFS = b"version https://git-lfs.github.com/spec/"
_BEGINNINGS = {
    b"PAR1": (".parquet",),
    b"ARROW1": (".arrow", ".feather"),
    b"FEA1": (".feather", ".arrow"),
    b"\x93NUMPY": (".npy",),
    b"\x1f\x8b\x08": (".gz",),
}


def read_raw(file: BinaryIO, name: str, *, encoding: str = "", sheet: str | int = "") -> RawTable:
    """Read a binary file by the reader for its ending, without asking what the columns mean.

    Parameters
    ----------
    file, name
    encoding, sheet
        What is asked for; see :class:`~embedviz.datasets.reading.asked.Asked`.

    Raises
    ------
    UnreadableFile
        If there is no reader for the ending, or it can't be read.
    """
    ending = Path(name).suffix.lower()
    if _starts_with(file, _LFS):
        raise UnreadableFile(
            f"{name} is a pointer of Git LFS, which says where the file is kept and holds none of "
            "it. Fetch the file itself with: git lfs pull."
        )
    if ending in REFUSED:
        raise UnreadableFile(f"{quoted(name)} is not opened: {REFUSED[ending]}.")
    by_content = ending_of(file, ending)
    if by_content is None:
        what = f"{ending} is no kind of file known here" if ending else "its name has no ending"
        *others, last = READERS
        raise UnreadableFile(
            f"{quoted(name)} can't be read: {what}. It can be {', '.join(others)} or {last}."
        )
    try:
        with asking(encoding, sheet):
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


def _starts_with(file: BinaryIO, beginning: bytes) -> bool:
    if not file.seekable():
        return False
    here = file.tell()
    start = file.read(len(beginning))
    file.seek(here)
    return start == beginning


def ending_of(file: BinaryIO, ending: str) -> str | None:
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
