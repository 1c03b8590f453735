"""Tickets: what a page holds while its step is done."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import wait as wait_for
from copy import deepcopy
from dataclasses import dataclass, field
from typing import NamedTuple, Self

import numpy as np

from embedviz.engine.record import Record
from embedviz.engine.rows import Rows
from embedviz.engine.step import Step
from embedviz.engine.work import STOPPED, Call
from embedviz.errors import EmbedvizError, JobStopped

GRACE = 0.5  # seconds that a journey goes on with nobody waiting: a page drawn anew asks again
_WHOLE = 1_000  # what a step counts for in the bar of several


class Progress(NamedTuple):
    """How far a journey is on the way to a step.

    ``done`` of ``total``, both 0 while nothing is said; of several steps each takes an equal
    part. ``seconds`` since it began to run; ``left`` are the seconds still to go, None where they
    can't be told; ``waiting`` is true while it waits for a worker, or for what others have begun;
    ``title`` is that of the step that runs.
    """

    done: int
    total: int
    seconds: float
    left: float | None
    waiting: bool
    title: str = ""


@dataclass(eq=False)
class Journey(Call):
    """Steps that one worker does in one go, and who waits for any: tickets' ids to sessions.

    Of the steps ``to_do``, each after its inputs, ``titles`` and ``futures`` are by key; so are
    the ``known`` records they build on, the ``rows`` of steps by row, and the steps ``awaited``
    from others' journeys, for which it holds ``tickets``: it departs when they are there.
    ``private`` are the keys of what the disk may not see. Who leaves calls ``leave(journey,
    id, seconds of grace)``.
    """

    leave: Callable[[Journey, int, float], None] = field(default=lambda *_: None)
    to_do: list[Step] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    futures: dict[str, Future[Record]] = field(default_factory=dict)
    known: dict[str, Record] = field(default_factory=dict)
    rows: dict[str, Rows] = field(default_factory=dict)
    awaited: dict[str, Step] = field(default_factory=dict)
    tickets: list[Ticket] = field(default_factory=list)
    private: set[str] = field(default_factory=set)
    holders: dict[int, str | None] = field(default_factory=dict)
    items: int | None = None
    has_departed: bool = False


class Ticket:
    """One session's claim on a step; made by :meth:`Engine.submit`.

    The journey that does the step goes on as long as somebody holds a ticket for any step of it.
    A ticket is given back by :meth:`release`, at the end of a ``with`` block, or when it is
    forgotten.
    """

    def __init__(self, step: Step, journey: Journey, session: str | None) -> None:
        self.key = step.key
        self.future = journey.futures[step.key]
        self._journey = journey
        self._stopped = False
        # Kept on the disk only where nobody who asked forbids it.
        journey.private |= step.private_keys
        journey.holders[id(self)] = session

    @property
    def done(self) -> bool:
        """Whether :meth:`result` answers at once."""
        return self._stopped or self.future.done()

    @property
    def progress(self) -> Progress:
        """How far its step is, at this moment."""
        journey, titles = self._journey, self._journey.titles
        steps = list(titles).index(self.key) + 1
        step, done, total = journey.reached
        title = list(titles.values())[min(step, steps - 1)]
        if journey.started is None:
            return Progress(0, 0, 0.0, None, not self.done, title)
        seconds = time.monotonic() - journey.started
        if steps > 1 and (step or total):
            done = min(step, steps) * _WHOLE + (_WHOLE * done // total if total else 0)
            done, total = min(done, steps * _WHOLE), steps * _WHOLE
        left = seconds / done * (total - done) if done and total else None
        return Progress(done, total, seconds, left, waiting=False, title=title)

    def wait(self, seconds: float) -> bool:
        """Wait for the step, at most this long; tell whether it is done."""
        if not self.done:
            wait_for([self.future], seconds)
        return self.done

    def result(self, timeout: float | None = None) -> Record:
        """Wait for the step and give what came of it.

        Returns
        -------
        Record
            Arrays, read-only, and JSON values by name.

        Raises
        ------
        EmbedvizError
            What the step raised, or one before it, with its class and sentence; or
            :class:`JobStopped`, :class:`WorkerLost`, :class:`JobFailed`.
        TimeoutError
            If it is not done within ``timeout`` seconds.
        """
        if self._stopped:
            raise JobStopped(STOPPED)
        try:
            record = self.future.result(timeout)
        except EmbedvizError as error:
            # An error of its own for each who waits: raising writes into it.
            raise type(error)(*error.args) from None
        # JSON values may be changed by who gets them; the arrays are the same, read-only ones.
        return {n: v if isinstance(v, np.ndarray) else deepcopy(v) for n, v in record.items()}

    def cancel(self) -> None:
        """Stop the step, unless others wait too; this ticket's result is that it stopped."""
        self._stopped = not self.future.done()
        self._journey.leave(self._journey, id(self), 0.0)

    def release(self, *_: object) -> None:
        """Give the ticket back. What nobody asks for again within the grace is stopped."""
        if id(self) in self._journey.holders:
            self._journey.leave(self._journey, id(self), GRACE)

    def __enter__(self) -> Self:
        return self

    __exit__ = __del__ = release
