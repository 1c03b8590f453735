"""Executors: where jobs run, on this machine or on an existing cluster."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, Protocol

from embedviz.engine.record import Record
from embedviz.engine.work import Outcome

_numbers = itertools.count(1)


@dataclass(eq=False)
class Call:
    """Work for one worker (see :func:`embedviz.engine.work.run`), and what is known of its run.

    ``future`` gives the outcome (:data:`embedviz.engine.work.Outcome`), or ``("lost",)`` where
    the process ended before the work did. Before that ``give(number, record)`` is called for each
    task that is done but the last, whose record is in the outcome. ``reached`` is how many tasks
    are done, and the last report (done, total) of the one that runs. ``started`` is of the clock
    ``time.monotonic``. ``is_long`` says that it may take long: short ones needn't wait for it.
    """

    work: bytes = b""
    is_long: bool = False
    give: Callable[[int, Record], None] = field(default=lambda *_: None)
    number: int = field(default_factory=lambda: next(_numbers))
    future: Future[Outcome] = field(default_factory=Future)
    reached: tuple[int, int, int] = (0, 0, 0)
    started: float | None = None
    cancelled: bool = False


class Executor(Protocol):
    """What the engine asks of the place where jobs run."""

    kind: str

    def start(self, call: Call) -> None:
        """Run the call, now or when there is room; its future never raises."""

    def cancel(self, call: Call) -> None:
        """Stop the call, whether it waits or runs."""

    def warm(self, functions: Sequence[str]) -> None:
        """Have workers run functions, ``"module:name"``, that make them ready for what comes."""

    def state(self) -> dict[str, Any]:
        """Give the numbers of workers, of those alive and busy, and of calls that wait."""

    def close(self) -> None:
        """End the workers that are ours, and what runs in them."""
