"""Rows: results kept item by item, so that ten more items cost ten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embedviz.engine.cache import DiskCache, NoDisk
from embedviz.engine.keys import row_keys
from embedviz.engine.memory import Memory
from embedviz.engine.record import Record, read_only
from embedviz.engine.work import Filling


class Rows:
    """Arrays of one dimension by item, in memory and on the disk, among whole results."""

    def __init__(self, memory: Memory, disk: DiskCache | NoDisk) -> None:
        self._memory = memory
        self._disk = disk

    def plan(self, kind: str, items: Sequence[Any]) -> RowPlan:
        """See which rows are known; ``kind`` is the key of what makes a row of an item."""
        keys = row_keys(kind, items)
        known = {key: row for key in set(keys) if (row := self._memory.get(key)) is not None}
        unknown = [key for key in dict.fromkeys(keys) if key not in known]
        on_disk = {key: _row(block) for key, block in self._disk.get_many(unknown).items()}
        self._remember(on_disk)
        known |= on_disk
        wanted = {key: item for key, item in zip(keys, items, strict=True) if key not in known}
        return RowPlan(keys, known, wanted)

    def keep(self, plan: RowPlan, record: Record, *, on_disk: bool) -> Record:
        """Keep the rows that were made, one for each missing item, and give the whole record."""
        # Copies: a view would hold the whole array in memory for one row of it.
        rows = {key: row.copy() for key, row in zip(plan.wanted, record["rows"], strict=True)}
        self._remember(rows)
        if on_disk:
            self._disk.put_many({key: _block(row) for key, row in rows.items()})
        plan.known |= rows
        return plan.record()

    def _remember(self, rows: dict[str, NDArray[Any]]) -> None:
        for key, row in rows.items():
            self._memory.put(key, row, row.nbytes + len(key))


@dataclass(eq=False)
class RowPlan:
    """Which rows of a list of items are known, and which have to be made: keys to items."""

    keys: list[str]
    known: dict[str, NDArray[Any]]
    wanted: dict[str, Any]

    @property
    def missing(self) -> list[Any]:
        """The items without a row, each once."""
        return list(self.wanted.values())

    def record(self) -> Record:
        """Give the rows in the order of the items, (n, d), once all are known."""
        if not self.keys:
            return {"rows": read_only(np.empty((0, 0), np.float32))}
        return {"rows": read_only(np.stack([self.known[key] for key in self.keys]))}

    def filling(self, *, is_needed: bool) -> Filling:
        """Give what turns the rows that are made into all rows, where the next step needs them."""
        if not is_needed:
            return Filling(len(self.wanted))
        places = {key: place for place, key in enumerate([*self.known, *self.wanted])}
        order = np.array([places[key] for key in self.keys], np.intp)
        known = np.stack(list(self.known.values())) if self.known else None
        return Filling(len(self.wanted), known, order)


def _block(row: NDArray[Any]) -> bytes:
    return row.dtype.newbyteorder("<").str.encode() + b"\0" + np.asarray(row, order="C").tobytes()


def _row(block: bytes) -> NDArray[Any]:
    kind, _, content = block.partition(b"\0")
    return np.frombuffer(content, np.dtype(kind.decode()))
