"""Worker: a process that runs one job after another and stays alive when one is cancelled.

It is a plain ``python -c`` that speaks over its standard input and output. It is not made by
``multiprocessing``, because that runs the parent's main script again in every worker, and under
Streamlit this is the visitor's page. When the parent ends, in whatever way, the input ends, and
so does the worker.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from importlib import import_module
from types import FrameType
from typing import Any, BinaryIO, NamedTuple

import numpy as np
from numpy.typing import NDArray

from embedviz.engine.progress import JobCancelled, listening
from embedviz.engine.record import Record, frozen, read_only, tidy
from embedviz.errors import EmbedvizError

REPORTS = 0.05  # seconds between two reports of progress that are sent
_NUDGE = 0.05  # seconds between two looks at work that is to stop
UNWINDING = 0.5  # seconds that stopped work has to clean up before it is interrupted again
_NICENESS = 15  # pages go first

Outcome = tuple[Any, ...]
"""("done", record) | ("refused", class, sentence) | ("cancelled",) | ("failed", class, where)."""


class Filling(NamedTuple):
    """What turns the rows that a step by row makes into all rows.

    ``made`` rows are wanted; the others are ``known``, and ``order`` tells where each row stands
    among the known and then the made ones. Without an order nothing here needs them all.
    """

    made: int
    known: NDArray[Any] | None = None
    order: NDArray[np.intp] | None = None

    def filled(self, record: Record) -> Record:
        """Give the record of all rows, read-only, for the next step."""
        if self.order is None:
            return record
        made = record["rows"]
        rows = made if self.known is None else np.concatenate([self.known, made])
        return {"rows": read_only(rows[self.order])}


class Task(NamedTuple):
    """A function called ``"module:name"``, and where the records stand that it builds on."""

    function: str
    arguments: tuple[Any, ...]
    inputs: tuple[int, ...] = ()
    filling: Filling | None = None


def run(
    work: bytes, hear: Callable[[int, int], None], give: Callable[[int, Record], None]
) -> Outcome:
    """Do tasks one after the other; give what came of it, whatever it is.

    Parameters
    ----------
    work : bytes
        Pickled: a list of records, and a list of :class:`Task`. The record of each task joins
        the list for those after it.
    hear : callable
        ``hear(done, total)`` for every report of the task that runs.
    give : callable
        ``give(number, record)`` as soon as a task is done, so that its record stays whatever
        becomes of the next one. That of the last is in the outcome.
    """
    try:
        with listening(hear):
            records, tasks = pickle.loads(work)  # noqa: S301 - our own parent's
            records = [frozen(record) for record in records]
            *before, last = tasks
            for number, task in enumerate(before):
                record = do(task, records)
                give(number, record)
                records.append(task.filling.filled(record) if task.filling else record)
            return ("done", do(last, records))
    except Exception as error:  # noqa: BLE001 - told to whoever asked for the job
        return outcome_of(error)


def do(task: Task, records: Sequence[Record]) -> Record:
    """Do one task; of a step by row only the rows that are missing."""
    inputs = (records[place] for place in task.inputs)
    record = tidy(function_called(task.function)(*task.arguments, *inputs))
    if task.filling is not None:
        rows = record["rows"]
        if rows.ndim != 2 or len(rows) != task.filling.made:
            raise ValueError("One row is wanted for each missing item.")
    return record


def outcome_of(error: Exception) -> Outcome:
    """Give what came of work that raised.

    Nothing that was passed to a job gets into an outcome except by its result or its sentence:
    of an error of ours only its class and the places in the code are told.
    """
    if isinstance(error, JobCancelled):
        return ("cancelled",)
    kind = type(error)
    if isinstance(error, EmbedvizError):
        return ("refused", f"{kind.__module__}:{kind.__qualname__}", str(error))
    return ("failed", kind.__name__, "".join(traceback.format_tb(error.__traceback__)))


def function_called(name: str) -> Any:
    """Give the function or class called ``"module:name"``."""
    module, path = name.split(":")
    found: Any = import_module(module)
    for part in path.split("."):
        found = getattr(found, part)
    return found


def is_importing(frame: FrameType | None) -> bool:
    """Tell whether a thread at ``frame`` is within an import.

    An import that is broken off can leave a package unusable in its process for good.
    """
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


class Worker:
    """The loop of a worker process: commands come in, progress, records and outcomes go out.

    Commands are ``("run", number, work)`` and ``("cancel", number)``; what goes out is
    ``("began", number)``, ``("progress", number, done, total)``, ``("record", number, place,
    record)``, ``("stopping", number)``, ``("importing", number)`` and
    ``("outcome", number, outcome)``.
    """

    def __init__(self, commands: BinaryIO, replies: BinaryIO) -> None:
        self.commands = commands
        self.replies = replies
        self.jobs: queue.SimpleQueue[tuple[int, bytes]] = queue.SimpleQueue()
        self.current: int | None = None
        self.cancelled: int | None = None
        self.raised_at = 0.0
        self.sent_at = 0.0
        self.sending = threading.Lock()
        self.in_message = False

    def work(self) -> None:
        """Run jobs until the process ends."""
        signal.signal(signal.SIGINT, self._interrupted)
        threading.Thread(target=self._listen, daemon=True).start()
        while True:
            number, work = self.jobs.get()
            self.sent_at = self.raised_at = 0.0
            outcome: Outcome = ("cancelled",)
            self._send("began", number)
            try:
                self.current = number
                if self.cancelled != number:
                    outcome = run(work, self._hear, self._give)
            except JobCancelled:  # came after the work, or before it
                outcome = ("cancelled",)
            finally:
                self.current = None
            self._send("outcome", number, outcome)
            del outcome, work  # not held in memory until the next job comes

    def _listen(self) -> None:
        with contextlib.suppress(EOFError, OSError):
            while True:
                command, *rest = pickle.load(self.commands)  # noqa: S301 - our own parent's
                if command == "run":
                    self.jobs.put(tuple(rest))
                else:
                    self.cancelled = rest[0]
                    threading.Thread(target=self._insist, args=rest, daemon=True).start()
        os._exit(0)  # nobody is there any more

    def _insist(self, number: int) -> None:
        """Interrupt the main thread until the job is at its end."""
        self._send("stopping", number)
        main = threading.main_thread().ident or 0
        told = False
        while self.current == number:
            if not told and is_importing(sys._current_frames().get(main)):  # noqa: SLF001
                told = True
                self._send("importing", number)
            if hasattr(signal, "pthread_kill"):
                signal.pthread_kill(main, signal.SIGINT)  # also wakes it from a sleep or a read
            else:
                signal.raise_signal(signal.SIGINT)
            time.sleep(_NUDGE)

    def _interrupted(self, _signal: int, frame: FrameType | None) -> None:
        """Stop the job, if there is one that is to stop and it can be stopped at this moment.

        A terminal's Ctrl-C comes here too and means the parent, not this process.
        """
        if self.current is None or self.current != self.cancelled or self.in_message:
            return
        if is_importing(frame) or time.monotonic() - self.raised_at < UNWINDING:
            return
        self.raised_at = time.monotonic()
        raise JobCancelled

    def _hear(self, done: int, total: int) -> None:
        if self.current == self.cancelled:
            raise JobCancelled
        now = time.monotonic()
        if now - self.sent_at >= REPORTS or done >= total:
            self.sent_at = now
            self._send("progress", self.current, int(done), int(total))

    def _give(self, place: int, record: Record) -> None:
        self._send("record", self.current, place, record)

    def _send(self, *message: Any) -> None:
        is_main = threading.current_thread() is threading.main_thread()
        if is_main:
            self.in_message = True  # half a message would be the last that is understood
        try:
            with self.sending:
                pickle.dump(message, self.replies, protocol=5)
                self.replies.flush()
        except OSError:
            os._exit(0)  # nobody is there any more
        finally:
            if is_main:
                self.in_message = False


def main() -> None:
    """Be a worker. What libraries print goes to the parent's error stream."""
    with contextlib.suppress(AttributeError, OSError):
        os.nice(_NICENESS)
    commands, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "rb") as nothing:  # noqa: PTH123 - a device
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    Worker(commands, replies).work()
