"""Journal: how often what was asked for was run or found, in figures and in the log."""

from __future__ import annotations

import logging
import threading
from collections import Counter

log = logging.getLogger("embedviz.engine")


class Journal:
    """Counts of journeys ("run") and of what needed none: "joined", "quick", "memory" ..."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._lock = threading.Lock()

    def note(self, name: str, place: str) -> None:
        """Count and log one."""
        self.count(place)
        log.info("%s %s", name, place)

    def count(self, place: str) -> None:
        """Count one."""
        with self._lock:
            self.counts[place] += 1
