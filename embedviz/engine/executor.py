"""Executors: where jobs run, on this machine or on an existing cluster."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, Protocol

from embedviz.engine.settings import Settings
from embedviz.engine.worker import Outcome

_numbers = itertools.count(1)


@dataclass(eq=False)
class Call:
    """A function of a module, its pickled arguments, and what is known of its run.

    ``future`` gives the outcome (:data:`embedviz.engine.worker.Outcome`), or ``("lost",)`` where
    the process ended before the job did. ``started`` is of the clock ``time.monotonic``.
    ``is_long`` says that it may take long: short ones needn't wait for it.
    """

    function: str
    arguments: bytes
    is_long: bool = False
    number: int = field(default_factory=lambda: next(_numbers))
    future: Future[Outcome] = field(default_factory=Future)
    done: int = 0
    total: int = 0
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


def executor_for(settings: Settings) -> Executor:
    """Give the executor that the settings ask for.

    Raises
    ------
    ClusterUnavailable
        If they name a cluster that doesn't answer.
    """
    if settings.scheduler:
        from embedviz.engine.cluster import DaskWorkers

        return DaskWorkers(settings.scheduler)
    from embedviz.engine.local import LocalWorkers

    return LocalWorkers(settings.workers)
