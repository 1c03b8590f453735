"""Store: where records and single rows are found and kept: memory, what ships, the disk."""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path

from embedviz.engine.cache import DiskCache
from embedviz.engine.memory import Memory
from embedviz.engine.record import Record, from_bytes, size_of
from embedviz.engine.rows import Rows
from embedviz.engine.settings import Settings
from embedviz.engine.shipped import Shipped
from embedviz.engine.step import Step

log = logging.getLogger("embedviz.engine")

_MEGABYTE = 1_000_000


class Store:
    """One cache in memory and one on the disk, for records and for the rows of steps by row.

    ``runs`` counts what was asked for: "run", "joined", "quick", or where it was found.
    """

    def __init__(self, settings: Settings) -> None:
        self.memory = Memory(settings.memory_megabytes * _MEGABYTE)
        folder = settings.cache_folder or user_cache_path("embedviz", appauthor=False)
        self.disk = DiskCache(Path(folder).expanduser(), settings.cache_megabytes * _MEGABYTE)
        self.runs: Counter[str] = Counter()
        self._shipped = Shipped(settings.shipped_folder)
        self._lock = threading.Lock()

    def note(self, place: str, step: Step | None = None) -> None:
        """Count what was asked for, and log the step that is given."""
        with self._lock:
            self.runs[place] += 1
        if step is not None:
            log.info("%s %s", step.run.__qualname__, place)

    def look(self, step: Step, rows: dict[str, Rows]) -> tuple[str, Record | None]:
        """Look for a record; of a step by row ``rows`` learns which are missing.

        Gives ``"memory"``, ``"shipped"``, ``"disk"`` or ``"rows"``, and the record; else ``""``.
        """
        record: Record | None = self.memory.get(step.key)
        if record is not None:
            return "memory", record
        place, record = "shipped", self._shipped.get(step.key)
        if record is None and (block := self.disk.get_many([step.key]).get(step.key)) is not None:
            place = "disk"
            try:
                record = from_bytes(block)
            except ValueError:
                self.disk.remove([step.key])
        if record is None and step.by_row:
            found = rows[step.key] = self._rows(step)
            place, record = "rows", None if found.wanted else found.record()
        if record is None:
            return "", None
        self.memory.put(step.key, record, size_of(record))
        return place, record

    def whole(self, rows: Rows, record: Record, *, on_disk: bool) -> Record:
        """Keep the rows that were made, and give all of them."""
        # Copies: a view would hold the whole array in memory for one row of it.
        made = {key: row.copy() for key, row in zip(rows.wanted, record["rows"], strict=True)}
        self._remember_rows(made)
        if on_disk:
            self.disk.put_many({key: _block(row) for key, row in made.items()})
        rows.take(made)
        return rows.record()

    def _rows(self, step: Step) -> Rows:
        rows = step.rows()
        rows.learn(self.memory.get_many)
        self._remember_rows(rows.learn(self._shipped.rows))
        self._remember_rows(rows.learn(self._rows_on_disk))
        return rows

    def _rows_on_disk(self, keys: list[str]) -> dict[str, NDArray[Any]]:
        return {key: _row(block) for key, block in self.disk.get_many(keys).items()}

    def _remember_rows(self, rows: Mapping[str, NDArray[Any]]) -> None:
        for key, row in rows.items():
            self.memory.put(key, row, row.nbytes + len(key))


def _block(row: NDArray[Any]) -> bytes:
    return row.dtype.newbyteorder("<").str.encode() + b"\0" + np.asarray(row, order="C").tobytes()


def _row(block: bytes) -> NDArray[Any]:
    kind, _, content = block.partition(b"\0")
    return np.frombuffer(content, np.dtype(kind.decode()))
