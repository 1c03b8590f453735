"""Compressed files: one in gzip, or one (or a projector's few) in zip, expanded within bounds."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zipfile
import zlib
from copy import copy
from pathlib import PurePosixPath
from typing import BinaryIO

from embedviz.datasets.reading import limits
from embedviz.datasets.reading.raw import RawTable, shown
from embedviz.datasets.reading.together import read_together
from embedviz.errors import UnreadableFile, quoted

MOST_FILES = 20
_CHUNK = 2**20


def read_gzip(file: BinaryIO, name: str) -> RawTable:
    """Read the one file in a ``.gz`` by its own ending."""
    packed = limits.size_of(file)
    try:
        with gzip.GzipFile(fileobj=file) as opened:
            content = expanded(opened, packed, name)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableFile(_damaged(name)) from error
    inner = name[: -len(".gz")] if name.lower().endswith(".gz") else name
    return read_together([(content, inner)], unpacked=True)


def read_zip(file: BinaryIO, name: str) -> RawTable:
    """Read the file in a ``.zip``, or its vectors and their metadata together."""
    try:
        with zipfile.ZipFile(file) as opened:
            files = [
                (_member(opened, info, name), PurePosixPath(info.filename).name)
                for info in members(opened, name)
            ]
            return read_together(files, unpacked=True)
    except (
        *(zipfile.BadZipFile, OSError, EOFError, zlib.error, lzma.LZMAError, NotImplementedError),
    ) as error:
        raise UnreadableFile(_damaged(name)) from error


def members(opened: zipfile.ZipFile, name: str) -> list[zipfile.ZipInfo]:
    """Give the files of a zip that are worth reading, once none is a trick."""
    infos = [each for each in opened.infolist() if not each.is_dir()]
    for info in infos:
        path = PurePosixPath(info.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
            raise UnreadableFile(
                f"{name} names the file {quoted(shown(info.filename))} outside itself and was not "
                "opened. Make the zip anew."
            )
        if info.flag_bits & 1:
            raise UnreadableFile(f"{name} is locked with a password. Bring it unlocked.")
    infos = [
        each
        for each in infos
        if not each.filename.startswith("__MACOSX/")
        and not PurePosixPath(each.filename).name.startswith(".")
    ]
    if not infos:
        raise UnreadableFile(f"{name} has no file in it.")
    if len(infos) > MOST_FILES:
        raise UnreadableFile(
            f"{name} has {len(infos):,} files in it. Bring one table, or vectors with their "
            "metadata."
        )
    return infos


def expanded(opened: BinaryIO | gzip.GzipFile, packed: int, name: str) -> io.BytesIO:
    """Expand a stream into memory piece by piece, stopping where it grows beyond all measure."""
    content = io.BytesIO()
    while chunk := opened.read(_CHUNK):
        content.write(chunk)
        limits.check_expansion(content.tell(), packed, name)
    content.seek(0)
    return content


def _member(opened: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> io.BytesIO:
    with _stream(opened, info) as member:
        return expanded(member, info.compress_size, name)


def _stream(opened: zipfile.ZipFile, info: zipfile.ZipInfo) -> BinaryIO:
    """Give what expands a member piece by piece: ``zipfile`` does so with deflate alone.

    Of bzip2 and LZMA it expands all it has read at once, which from a few bytes may be gigabytes.
    """
    if info.compress_type in limits.USUAL:
        return opened.open(info)  # type: ignore[return-value]
    if info.compress_type not in {zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA}:
        raise NotImplementedError
    plain = copy(info)
    plain.compress_type, plain.file_size = zipfile.ZIP_STORED, info.compress_size
    plain.CRC = None  # type: ignore[assignment]  # it is that of the expanded bytes
    packed = opened.open(plain).read()
    if info.compress_type == zipfile.ZIP_BZIP2:
        return bz2.BZ2File(io.BytesIO(packed))  # type: ignore[return-value]
    # Four bytes of version and length, five of properties; an .lzma file says its size there, too.
    alone = packed[4:9] + b"\xff" * 8 + packed[9:]
    return lzma.LZMAFile(io.BytesIO(alone), format=lzma.FORMAT_ALONE)  # type: ignore[return-value]


def _damaged(name: str) -> str:
    return f"{name} breaks off or is damaged. Compress or download it again."
