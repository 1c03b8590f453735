"""Rows: which rows of a step by row are known, and which have to be made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embedviz.engine.record import Record, read_only

Known = Callable[[list[str]], Mapping[str, NDArray[Any]]]
"""Gives the rows that are known, by their keys."""


class Rows:
    """The rows of a step: those that are ``known``, by key, and the items ``wanted``, each once."""

    def __init__(self, keys: list[str], items: Iterable[Any]) -> None:
        self.keys = keys
        self.known: dict[str, NDArray[Any]] = {}
        self.wanted: dict[str, Any] = dict(zip(keys, items, strict=True))

    def learn(self, known: Known) -> Mapping[str, NDArray[Any]]:
        """Ask for the rows that are wanted; gives those that were found."""
        found = known(list(self.wanted))
        self.take(found)
        return found

    def take(self, rows: Mapping[str, NDArray[Any]]) -> None:
        """Take rows that were made or found."""
        self.known |= rows
        self.wanted = {key: item for key, item in self.wanted.items() if key not in rows}

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
