"""Store: where records and single rows are found and kept: memory, what ships, the disk."""

from __future__ import annotations

import logging
import threading
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path

from embedviz.engine.cache import DiskCache
from embedviz.engine.keys import key_of, row_keys
from embedviz.engine.memory import Memory
from embedviz.engine.record import Record, from_bytes, read_only, size_of
from embedviz.engine.settings import Settings
from embedviz.engine.shipped import Shipped
from embedviz.engine.step import Step

log = logging.getLogger("embedviz.engine")

_MEGABYTE = 1_000_000


def cache_folder(settings: Settings) -> Path:
    """Give the folder that results are kept in: the operator's, else the user's own."""
    folder = settings.cache_folder or user_cache_path("embedviz", appauthor=False)
    return Path(folder).expanduser()


@dataclass(eq=False)
class Rows:
    """Which rows of a list of items are known, and which have to be made: keys to items."""

    keys: list[str]
    known: dict[str, NDArray[Any]]
    wanted: dict[str, Any]

    def record(self) -> Record:
        """Give the rows in the order of the items, (n, d), once all are known."""
        if not self.keys:
            return {"rows": read_only(np.empty((0, 0), np.float32))}
        return {"rows": read_only(np.stack([self.known[key] for key in self.keys]))}

    def order(self) -> tuple[NDArray[Any] | None, NDArray[np.intp]]:
        """Give the known rows, and where each row stands among these and then the made ones."""
        places = {key: place for place, key in enumerate([*self.known, *self.wanted])}
        order = np.array([places[key] for key in self.keys], np.intp)
        known = np.stack(list(self.known.values())) if self.known else None
        return known, order


class Store:
    """One cache in memory and one on the disk, for records and for the rows of steps by row.

    ``runs`` counts what was asked for: "run", "joined", "quick", or where it was found.
    """

    def __init__(self, settings: Settings) -> None:
        self.memory = Memory(settings.memory_megabytes * _MEGABYTE)
        self.disk = DiskCache(cache_folder(settings), settings.cache_megabytes * _MEGABYTE)
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
        rows.known |= made
        return rows.record()

    def _rows(self, step: Step) -> Rows:
        items = step.arguments[0]
        before = [each.key for each in step.inputs]
        made_by = key_of(step.run, step.version, "rows", step.arguments[1:], before)
        keys = row_keys(made_by, items)
        known = {key: row for key in set(keys) if (row := self.memory.get(key)) is not None}
        unknown = [key for key in dict.fromkeys(keys) if key not in known]
        on_disk = {key: _row(block) for key, block in self.disk.get_many(unknown).items()}
        self._remember_rows(on_disk)
        known |= on_disk
        wanted = {key: item for key, item in zip(keys, items, strict=True) if key not in known}
        return Rows(keys, known, wanted)

    def _remember_rows(self, rows: dict[str, NDArray[Any]]) -> None:
        for key, row in rows.items():
            self.memory.put(key, row, row.nbytes + len(key))


def _block(row: NDArray[Any]) -> bytes:
    return row.dtype.newbyteorder("<").str.encode() + b"\0" + np.asarray(row, order="C").tobytes()


def _row(block: bytes) -> NDArray[Any]:
    kind, _, content = block.partition(b"\0")
    return np.frombuffer(content, np.dtype(kind.decode()))
