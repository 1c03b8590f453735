"""Shipped results: computed beforehand, so that the first picture is there at once."""

from __future__ import annotations

import logging
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from embedviz.engine.record import Record, from_bytes

log = logging.getLogger("embedviz.engine")

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same content makes the same file, whenever it is made


class Shipped:
    """Results by key that visitors only read, in the zip files of a folder.

    No folder, or one that isn't there, ships nothing.
    """

    def __init__(self, folder: Path | str | None) -> None:
        self._places: dict[str, zipfile.ZipFile] = {}  # keys to the open file that has them
        for path in sorted(Path(folder).glob("*.zip")) if folder else ():
            try:
                archive = zipfile.ZipFile(path)
            except (OSError, zipfile.BadZipFile):
                log.warning("shipped results %s can't be read", path.name)
            else:
                self._places |= dict.fromkeys(archive.namelist(), archive)

    def get(self, key: str) -> Record | None:
        """Give the result under ``key``, or None."""
        archive = self._places.get(key)
        if archive is None:
            return None
        try:
            return from_bytes(archive.read(key))
        except (OSError, ValueError, zipfile.BadZipFile, zlib.error):
            log.warning("shipped result %s can't be read", key)
            return None

    def rows(self, keys: Iterable[str]) -> dict[str, NDArray[Any]]:
        """Give those rows of steps by row that ship, by their keys."""
        found = {key: self.get(key) for key in keys if key in self._places}
        return {key: record["row"] for key, record in found.items() if record}


def write_shipped(path: Path, blocks: Mapping[str, bytes]) -> None:
    """Write results, as :func:`embedviz.engine.record.to_bytes` gives them, to one zip file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for key in sorted(blocks):
            archive.writestr(zipfile.ZipInfo(key, _EPOCH), blocks[key], zipfile.ZIP_DEFLATED)
