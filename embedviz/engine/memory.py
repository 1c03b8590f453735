"""Memory: the latest results, bounded; what several ask for at once is made once."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from concurrent.futures import Future, wait
from typing import Any, TypeVar, cast

T = TypeVar("T")


class Memory:
    """The latest results in memory, at most ``limit`` bytes; the longest unused goes first."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self._entries: OrderedDict[str, tuple[Any, int]] = OrderedDict()
        self._making: dict[str, Future[Any]] = {}
        self._lock = threading.RLock()

    def get(self, key: str) -> Any:
        """Give what is kept under ``key``, or None."""
        with self._lock:
            if key not in self._entries:
                return None
            self._entries.move_to_end(key)
            return self._entries[key][0]

    def get_many(self, keys: Iterable[str]) -> dict[str, Any]:
        """Give those that are kept of ``keys``."""
        return {key: value for key in keys if (value := self.get(key)) is not None}

    def put(self, key: str, value: Any, size: int) -> None:
        """Keep ``value``, unless it alone is larger than the limit."""
        with self._lock:
            self.size -= self._entries.pop(key, (None, 0))[1]
            if size > self.limit:
                return
            self._entries[key] = (value, size)
            self.size += size
            while self.size > self.limit:
                self.size -= self._entries.popitem(last=False)[1][1]

    def made(self, key: str, make: Callable[[], T], size_of: Callable[[T], int]) -> T:
        """Give what is kept under ``key``, or make and keep it.

        Who asks while another thread makes it waits for that. Where making fails, only who made
        it hears of it: an error may be one visitor's own, and the next one tries again.
        """
        mine: Future[T] = Future()
        while True:
            with self._lock:
                found: T | None = self.get(key)
                if found is not None:
                    return found
                making = self._making.setdefault(key, mine)
            if making is mine:
                break
            wait([making])
            if making.exception() is None:
                return cast("T", making.result())
        try:
            value = make()
            self.put(key, value, size_of(value))
            mine.set_result(value)
        except BaseException as error:
            mine.set_exception(error)
            raise
        finally:
            with self._lock:
                del self._making[key]
        return value
