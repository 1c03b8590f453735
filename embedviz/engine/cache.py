"""Cache: what was computed once is kept on the disk, in one bounded file.

The file is an SQLite database. SQLite brings what is hard about it: a write is all or nothing
whatever happens to the process or the disk, and several processes may use the file at once. Each
entry carries a checksum over its key and content, so that a damaged one is never believed.
"""

from __future__ import annotations

import json
import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

from filelock import FileLock

log = logging.getLogger("embedviz.engine")

FILE = "results-2.sqlite"
"""The number is that of the form of what is in it; another form takes another name."""

_PAUSE = 60.0  # seconds without the disk after trouble with it
_PATIENCE = 10.0  # seconds to wait for another process that writes

_TABLE = """
CREATE TABLE IF NOT EXISTS entries (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT UNIQUE NOT NULL, checksum BLOB NOT NULL, content BLOB NOT NULL
)
"""
_FIND = """
SELECT key, checksum, content FROM entries WHERE key IN (SELECT value FROM json_each(?))
"""
_KEEP = "INSERT OR REPLACE INTO entries (key, checksum, content) VALUES (?, ?, ?)"
_DROP = "DELETE FROM entries WHERE key = ?"
_DROP_OLDEST = "DELETE FROM entries WHERE number = (SELECT MIN(number) FROM entries)"

_SETTINGS = (
    "auto_vacuum = INCREMENTAL",  # a lower limit makes the file smaller
    "journal_mode = WAL",  # readers don't wait for a writer
    "synchronous = NORMAL",  # with the power the last entries may be lost, none is broken
    "journal_size_limit = 4194304",
)

T = TypeVar("T")


class DiskCache:
    """Bytes by key in one file of at most ``limit`` bytes; the oldest entry goes first.

    Nothing here raises because of the disk: with trouble, such as a full disk, ``trouble`` holds
    a sentence, nothing is found or kept for a minute, and then the disk is tried again.
    ``folder`` is made where it isn't there; with a limit of 0 there is no file.
    """

    def __init__(self, folder: Path, limit: int) -> None:
        self.path = Path(folder) / FILE
        self.limit = limit
        self.trouble: str | None = None
        self._again = 0.0
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None

    def get_many(self, keys: Sequence[str]) -> dict[str, bytes]:
        """Give what is kept under these keys; damaged entries are dropped and not given."""
        named = json.dumps(list(keys))
        rows: list[Any] = self._ask(lambda disk: disk.execute(_FIND, (named,)).fetchall(), [])
        found = {
            key: content for key, checksum, content in rows if checksum == _checksum(key, content)
        }
        damaged = [key for key, *_ in rows if key not in found]
        if damaged:
            log.warning("cache: %d damaged entries dropped", len(damaged))
            self.remove(damaged)
        return found

    def put_many(self, entries: Mapping[str, bytes]) -> None:
        """Keep these entries, all or none of them; those too large for the file are left out."""

        def put(connection: sqlite3.Connection) -> None:
            with connection:  # all or nothing
                connection.execute("BEGIN IMMEDIATE")
                for key, content in entries.items():
                    if self._make_room(connection, len(key) + len(content)):
                        connection.execute(_KEEP, (key, _checksum(key, content), content))
            if _pragma(connection, "page_count") * _pragma(connection, "page_size") > self.limit:
                # As a script: a lone statement without rows is stepped once, which is one page.
                connection.executescript("PRAGMA incremental_vacuum")

        self._ask(put, None)

    def remove(self, keys: Iterable[str]) -> None:
        """Drop these entries."""
        self._ask(lambda disk: disk.executemany(_DROP, [(key,) for key in keys]), None)

    def size(self) -> int:
        """Give the bytes in use, 0 where the disk can't be asked."""
        return self._ask(_used, 0)

    def close(self) -> None:
        """Close the file; the next use opens it again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _make_room(self, connection: sqlite3.Connection, size: int) -> bool:
        page = _pragma(connection, "page_size")
        # What the content takes beside itself: the tail of its last page, its key in two trees.
        needed = size + size // 50 + 4 * page
        if needed + 8 * page > self.limit:
            return False
        while _used(connection) + needed > self.limit:
            if not connection.execute(_DROP_OLDEST).rowcount:
                return False
        return True

    def _ask(self, work: Callable[[sqlite3.Connection], Any], otherwise: T) -> T:
        """Give what ``work`` gives with the open file; ``otherwise`` where the disk fails."""
        with self._lock:
            if not self.limit or time.monotonic() < self._again:
                return otherwise
            try:
                result: T = work(self._opened())
            except (sqlite3.Error, OSError) as error:
                self._on_trouble(error)
                return otherwise
            self.trouble = None
            return result

    def _opened(self) -> sqlite3.Connection:
        if self._connection is not None:
            return self._connection
        # Results of all visitors are in there: the folder is its owner's alone.
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # SQLite doesn't wait for another process where both turn a new file into a WAL file.
        with FileLock(self.path.with_suffix(".lock"), timeout=_PATIENCE):
            connection = self._connection = sqlite3.connect(
                self.path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
            )
            for setting in _SETTINGS:
                connection.execute(f"PRAGMA {setting}")
            connection.execute(_TABLE)
        return connection

    def _on_trouble(self, error: Exception) -> None:
        self.close()
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
            with suppress(OSError):
                for suffix in ("", "-wal", "-shm"):
                    Path(f"{self.path}{suffix}").unlink(missing_ok=True)
                log.warning("cache: the file was damaged, a new one is begun")
                return
        self._again = time.monotonic() + _PAUSE
        if self.trouble is None:
            log.warning("cache: %s (%s), going on without it", error, self.path.parent)
        self.trouble = (
            "Results can't be kept on this server's disk at the moment, so some are computed again."
        )


def _used(connection: sqlite3.Connection) -> int:
    pages = _pragma(connection, "page_count") - _pragma(connection, "freelist_count")
    return pages * _pragma(connection, "page_size")


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _checksum(key: str, content: bytes) -> bytes:
    return blake2b(key.encode() + b"\0" + content, digest_size=16).digest()
