"""Rows: results kept item by item, so that ten more items cost ten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embedviz.engine.cache import DiskCache, Memory, NoDisk
from embedviz.engine.keys import row_keys
from embedviz.engine.record import Record


class Rows:
    """Arrays of one dimension by item, in memory and on the disk.

    Parameters
    ----------
    disk : DiskCache or NoDisk
        Shared with whole results, and bounded with them.
    limit : int
        Bytes in memory.
    keep_private : bool
        Whether rows made from what a visitor brought may be written to the disk.
    """

    def __init__(self, disk: DiskCache | NoDisk, limit: int, *, keep_private: bool) -> None:
        self.keep_private = keep_private
        self._disk = disk
        self._memory = Memory(limit)

    def plan(self, kind: str, items: Sequence[Any]) -> Plan:
        """See which rows are known; ``kind`` is the key of what makes a row of an item."""
        keys = row_keys(kind, items)
        known = {key: row for key in set(keys) if (row := self._memory.get(key)) is not None}
        unknown = [key for key in dict.fromkeys(keys) if key not in known]
        on_disk = {key: _row(block) for key, block in self._disk.get_many(unknown).items()}
        self._remember(on_disk)
        known |= on_disk
        missing = {key: item for key, item in zip(keys, items, strict=True) if key not in known}
        return Plan(self, keys, known, missing)

    def put(self, rows: dict[str, NDArray[Any]], *, private: bool) -> None:
        """Keep rows by key."""
        self._remember(rows)
        if self.keep_private or not private:
            self._disk.put_many({key: _block(row) for key, row in rows.items()})

    def _remember(self, rows: dict[str, NDArray[Any]]) -> None:
        for key, row in rows.items():
            self._memory.put(key, row, row.nbytes + len(key))


@dataclass(eq=False)
class Plan:
    """Which rows of a list of items are known, and which have to be made."""

    store: Rows
    keys: list[str]
    known: dict[str, NDArray[Any]]
    wanted: dict[str, Any]

    @property
    def missing(self) -> list[Any]:
        """The items without a row, each once."""
        return list(self.wanted.values())

    def completed(self, record: Record, *, private: bool) -> NDArray[Any]:
        """Keep the rows that were made, one for each missing item, and give all of them."""
        made = np.asarray(record["rows"])
        if made.ndim != 2 or len(made) != len(self.wanted):
            raise ValueError("One row is wanted for each missing item.")
        # Copies: a view would hold the whole array in memory for one row of it.
        rows = {key: row.copy() for key, row in zip(self.wanted, made, strict=True)}
        self.store.put(rows, private=private)
        self.known |= rows
        return self.rows()

    def rows(self) -> NDArray[Any]:
        """Give the rows in the order of the items, (n, d)."""
        if not self.keys:
            return np.empty((0, 0), np.float32)
        return np.stack([self.known[key] for key in self.keys])


def _block(row: NDArray[Any]) -> bytes:
    return row.dtype.newbyteorder("<").str.encode() + b"\0" + np.asarray(row, order="C").tobytes()


def _row(block: bytes) -> NDArray[Any]:
    kind, _, content = block.partition(b"\0")
    return np.frombuffer(content, np.dtype(kind.decode()))
