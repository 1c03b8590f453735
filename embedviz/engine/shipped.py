"""Shipped results: computed once by us, so that the first picture is there at once."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path

from embedviz.engine.record import Record, from_bytes, tidy, to_bytes

log = logging.getLogger("embedviz.engine")


class Shipped:
    """A folder of results by key that visitors only read.

    Parameters
    ----------
    folder : Path, optional
        None, or one that isn't there, ships nothing.
    """

    def __init__(self, folder: Path | str | None) -> None:
        self.folder = Path(folder) if folder else None

    def get(self, key: str) -> Record | None:
        """Give the result under ``key``, or None."""
        if self.folder is None:
            return None
        try:
            return from_bytes(self._path(self.folder, key).read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            log.warning("shipped result %s can't be read", key)
            return None

    def write(self, key: str, record: Record, compact: Iterable[str] = ()) -> Path:
        """Write a result to the folder, for the command that makes what ships.

        Parameters
        ----------
        key, record
            As :meth:`embedviz.engine.jobs.Engine.submit` has them.
        compact : iterable of str
            Arrays to store in 16 bits; see :func:`embedviz.engine.record.to_bytes`.
        """
        if self.folder is None:
            raise ValueError("There is no folder to write shipped results to.")
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self._path(self.folder, key)
        path.write_bytes(to_bytes(tidy(record), compact))
        return path

    @staticmethod
    def _path(folder: Path, key: str) -> Path:
        return folder / f"{key}.safetensors"
