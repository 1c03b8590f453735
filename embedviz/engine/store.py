"""Store: where records are found and kept: in memory, among what ships, on the disk."""

from __future__ import annotations

from embedviz.engine.cache import DiskCache, NoDisk
from embedviz.engine.memory import Memory
from embedviz.engine.record import Record, from_bytes, size_of, to_bytes
from embedviz.engine.rows import RowPlan, Rows
from embedviz.engine.settings import Settings
from embedviz.engine.shipped import Shipped

_MEGABYTE = 1_000_000


class Store:
    """One cache in memory and one on the disk, for records and for single rows."""

    def __init__(self, settings: Settings) -> None:
        self.memory = Memory(settings.memory_megabytes * _MEGABYTE)
        self.disk = _disk_for(settings)
        self.rows = Rows(self.memory, self.disk)
        self._shipped = Shipped(settings.shipped_folder)

    def find(self, key: str) -> tuple[str, Record] | None:
        """Look in memory, among what ships with the app, and on the disk, in this order.

        Returns
        -------
        tuple of str and Record, or None
            ``"memory"``, ``"shipped"`` or ``"disk"``, and what is there.
        """
        for place, get in (
            ("memory", self.memory.get),
            ("shipped", self._shipped.get),
            ("disk", self._from_disk),
        ):
            record: Record | None = get(key)
            if record is not None:
                if place != "memory":
                    self.remember(key, record)
                return place, record
        return None

    def completed(self, record: Record, rows: RowPlan | None, *, on_disk: bool) -> Record:
        """Give a record as it is, or where rows were made, keep them and give all rows."""
        return record if rows is None else self.rows.keep(rows, record, on_disk=on_disk)

    def remember(self, key: str, record: Record) -> None:
        """Keep a record in memory."""
        self.memory.put(key, record, size_of(record))

    def write(self, key: str, record: Record) -> None:
        """Keep a record on the disk."""
        self.disk.put_many({key: to_bytes(record)})

    def _from_disk(self, key: str) -> Record | None:
        block = self.disk.get_many([key]).get(key)
        if block is None:
            return None
        try:
            return from_bytes(block)
        except ValueError:
            self.disk.remove([key])
            return None


def _disk_for(settings: Settings) -> DiskCache | NoDisk:
    if settings.cache_megabytes == 0:
        return NoDisk()
    return DiskCache(settings.folder(), settings.cache_megabytes * _MEGABYTE)
