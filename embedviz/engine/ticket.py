"""Tickets: what a page holds while its job runs."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import wait as wait_for
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, Self

from embedviz.engine.executor import Call
from embedviz.engine.record import Record, copied
from embedviz.errors import EmbedvizError, JobStopped

STOPPED = "This was cancelled before it was done."

_numbers = itertools.count(1)


class Progress(NamedTuple):
    """How far a job is.

    ``done`` of ``total`` steps, both 0 while it hasn't said; ``seconds`` since it began to run;
    ``left`` are the seconds still to go, None where they can't be told; ``waiting`` is true while
    it waits for a worker.
    """

    done: int
    total: int
    seconds: float
    left: float | None
    waiting: bool


@dataclass(eq=False)
class Job:
    """One piece of work and who waits for it: ticket numbers to their sessions."""

    key: str
    name: str
    private: bool = False
    items: int | None = None
    is_long: bool = False
    finish: Callable[[Record], Record] | None = None
    call: Call | None = None
    future: Future[Record] = field(default_factory=Future)
    holders: dict[int, str | None] = field(default_factory=dict)

    @classmethod
    def done_already(cls, key: str, name: str, record: Record) -> Job:
        """Make the job of a result that is there."""
        job = cls(key, name)
        job.future.set_result(record)
        return job


class Desk(Protocol):
    """Who takes tickets back."""

    def give_back(self, job: Job, number: int) -> None:
        """Take a ticket back; its job may go on for the grace."""

    def give_up(self, job: Job, number: int) -> None:
        """Take a ticket back from who wants the job stopped."""


class Ticket:
    """One visitor's claim on a job; made by :meth:`Engine.submit`.

    The job goes on as long as somebody holds a ticket for it. A ticket is given back by
    :meth:`release`, at the end of a ``with`` block, or when it is forgotten.
    """

    def __init__(self, desk: Desk, job: Job) -> None:
        self._desk = desk
        self._job = job
        self._number = next(_numbers)
        self._stopped = False

    def claim(self, session: str | None) -> Ticket:
        """Enter the ticket with its job; called where no one else changes who holds what."""
        self._job.holders[self._number] = session
        return self

    @property
    def key(self) -> str:
        """The job's key: the same key, the same result."""
        return self._job.key

    @property
    def done(self) -> bool:
        """Whether :meth:`result` answers at once."""
        return self._stopped or self._job.future.done()

    @property
    def progress(self) -> Progress:
        """How far the job is, at this moment."""
        call = self._job.call
        if call is None or call.started is None:
            return Progress(0, 0, 0.0, None, waiting=not self.done)
        seconds = time.monotonic() - call.started
        done, total = call.done, call.total
        left = seconds / done * (total - done) if done and total else None
        return Progress(done, total, seconds, left, waiting=False)

    def wait(self, seconds: float) -> bool:
        """Wait for the job, at most this long; tell whether it is done."""
        if not self.done:
            wait_for([self._job.future], seconds)
        return self.done

    def result(self, timeout: float | None = None) -> Record:
        """Wait for the job and give what came of it.

        Returns
        -------
        Record
            Arrays, read-only, and JSON values by name.

        Raises
        ------
        EmbedvizError
            What the job raised, with its class and sentence; or :class:`JobStopped`,
            :class:`WorkerLost`, :class:`JobFailed`.
        TimeoutError
            If the job is not done within ``timeout`` seconds.
        """
        if self._stopped:
            raise JobStopped(STOPPED)
        try:
            return copied(self._job.future.result(timeout))
        except EmbedvizError as error:
            # An error of its own for each who waits: raising writes into it.
            raise type(error)(*error.args) from None

    def cancel(self) -> None:
        """Stop the job, unless others wait for it too; this ticket's result is that it stopped."""
        self._stopped = not self._job.future.done()
        self._desk.give_up(self._job, self._number)

    def release(self) -> None:
        """Give the ticket back. A job that nobody asks for again within the grace is stopped."""
        self._desk.give_back(self._job, self._number)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def __del__(self) -> None:
        if not self._job.future.done():
            self._desk.give_back(self._job, self._number)
