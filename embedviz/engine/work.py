"""Work: tasks done one after the other, and what came of them, as an outcome and as an error."""

from __future__ import annotations

import itertools
import logging
import pickle
import time
import traceback
import uuid
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from pkgutil import resolve_name
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from embedviz.engine.progress import JobCancelled, listening
from embedviz.engine.record import Record, frozen, read_only, tidy
from embedviz.errors import EmbedvizError, JobFailed, JobStopped, UnreadableFile, WorkerLost

log = logging.getLogger("embedviz.engine")

_numbers = itertools.count(1)

REPORTS = 0.05  # seconds between two reports of progress that are sent

STOPPED = "This was cancelled before it was done."

Outcome = tuple[Any, ...]
"""("done", record) | ("refused", class, sentence) | ("cancelled",) | ("failed", class, where)."""


class Task(NamedTuple):
    """A function of a module, its key, and those of the records it builds on.

    Of a step by row ``made`` rows are wanted; where the next step needs all of them, ``order``
    tells where each row stands among the ``known`` and then the made ones.
    """

    run: Callable[..., Mapping[str, Any]]
    arguments: tuple[Any, ...] = ()
    inputs: Sequence[str] = ()
    key: str = ""
    made: int | None = None
    known: NDArray[Any] | None = None
    order: NDArray[np.intp] | None = None

    def whole(self, record: Record) -> Record:
        """Give the record as the next step gets it, read-only, with all rows that it needs."""
        if self.order is None:
            return record
        made = record["rows"]
        rows = made if self.known is None else np.concatenate([self.known, made])
        return {"rows": read_only(rows[self.order])}


@dataclass(eq=False)
class Call:
    """Work for one worker (see :func:`run`), and what is known of its run.

    ``future`` gives the outcome (:data:`Outcome`), or ``("lost",)`` where the process ended before
    the work did, and ``give(number, record)`` is called for each task before the last. ``reached``
    is how many tasks are done, and the last report (done, total) of the one that runs; ``started``
    is of the clock ``time.monotonic``. Short calls needn't wait for one that ``is_long``; one
    that ``is_private`` is counted nowhere.
    """

    work: bytes = b""
    is_long: bool = False
    give: Callable[[int, Record], None] = field(default=lambda *_: None)
    number: int = field(default_factory=lambda: next(_numbers))
    future: Future[Any] = field(default_factory=Future)
    reached: tuple[int, int, int] = (0, 0, 0)
    started: float | None = None
    cancelled: bool = False
    is_private: bool = False


def run(
    work: bytes,
    hear: Callable[[int, int], None],
    give: Callable[[int, Record], None],
    is_stopped: Callable[[], bool],
) -> Outcome:
    """Do tasks one after the other; give what came of it, whatever it is.

    ``work`` is pickled: records by key, and a list of :class:`Task`. The record of each task joins
    the others for those after it. ``hear(done, total)`` is called for reports of the task that
    runs, and ``give(number, record)`` as soon as a task is done, so that its record stays whatever
    becomes of the next one; that of the last is in the outcome. It ends where ``is_stopped()``.
    """
    heard_at = 0.0

    def listen(done: int, total: int) -> None:
        nonlocal heard_at
        if is_stopped():
            raise JobCancelled
        if time.monotonic() - heard_at >= REPORTS or done >= total:
            heard_at = time.monotonic()
            hear(int(done), int(total))

    try:
        if is_stopped():
            return ("cancelled",)
        with listening(listen):
            brought, tasks = pickle.loads(work)  # noqa: S301 - our own parent's
            records = {key: frozen(record) for key, record in brought.items()}
            *before, last = tasks
            for number, task in enumerate(before):
                record = do(task, records)
                give(number, record)
                records[task.key] = task.whole(record)
            return ("done", do(last, records))
    except Exception as error:  # noqa: BLE001 - told to whoever asked for the job
        return outcome_of(error)


def do(task: Task, records: Mapping[str, Record]) -> Record:
    """Do one task; of a step by row only the rows that are missing."""
    inputs = (records[key] for key in task.inputs)
    record = tidy(task.run(*task.arguments, *inputs))
    if task.made is not None:
        rows = record["rows"]
        if rows.ndim != 2 or len(rows) != task.made:
            raise ValueError("One row is wanted for each missing item.")
    return record


def outcome_of(error: Exception) -> Outcome:
    """Give what came of work that raised.

    Nothing that was passed to a job gets into an outcome except by its result or its sentence:
    of an error of ours only its class and the places in the code are told.
    """
    if isinstance(error, JobCancelled):
        return ("cancelled",)
    if isinstance(error, MemoryError):
        return ("lost",)
    kind = type(error)
    if isinstance(error, EmbedvizError):
        return ("refused", f"{kind.__module__}:{kind.__qualname__}", str(error))
    return ("failed", kind.__name__, "".join(traceback.format_tb(error.__traceback__)))


def error_of(name: str, outcome: Outcome, *, confined: bool = False) -> EmbedvizError:
    """Give what a visitor hears of the work called ``name``, and log what is our fault."""
    kind, *told = outcome
    if kind == "cancelled":
        return JobStopped(STOPPED)
    if kind == "lost" and confined:
        return UnreadableFile(
            "Reading this took more memory or time than this server allows, or the file is "
            "damaged so that the reader broke. Bring a part of it, or save it in another format."
        )
    if kind == "lost":
        return WorkerLost(
            "The process that worked on this was ended from outside, often for want of "
            "memory. Try again; if it happens again, try with fewer items."
        )
    if kind == "refused":
        with suppress(Exception):  # a class that wants more than a sentence
            kind = resolve_name(told[0])
            if issubclass(kind, EmbedvizError):  # a process that reads is not to be believed
                error: EmbedvizError = kind(told[1])
                return error
        return EmbedvizError(told[1])
    reference = uuid.uuid4().hex[:8]
    # Without the error's own words: they may quote a visitor's data.
    log.error("%s failed with %s, reference %s\n%s", name, told[0], reference, told[1])
    return JobFailed(
        "Something went wrong here that is our fault, not yours. Other choices should still "
        f"work. If you report it, name the reference {reference}."
    )
