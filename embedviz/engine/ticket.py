"""Tickets: what a page holds while its step is done."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import wait as wait_for
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, Self

from embedviz.engine.executor import Call
from embedviz.engine.failures import STOPPED
from embedviz.engine.plan import Plan
from embedviz.engine.record import Record, copied
from embedviz.engine.step import Step
from embedviz.errors import EmbedvizError, JobStopped

_WHOLE = 1_000  # what a step counts for in the bar of several
_numbers = itertools.count(1)


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
class Journey:
    """Steps that one worker does in one go, and who waits for any: ticket numbers to sessions.

    ``titles`` are those of its steps by key, in their order, ``futures`` give their records, and
    ``private`` are the keys of those that the disk may not see. It departs when what others do
    for it, ``awaited``, is there.
    """

    titles: dict[str, str]
    futures: dict[str, Future[Record]]
    private: set[str] = field(default_factory=set)
    call: Call = field(default_factory=Call)
    holders: dict[int, str | None] = field(default_factory=dict)
    awaited: list[Ticket] = field(default_factory=list)
    has_departed: bool = False

    @classmethod
    def of(cls, plan: Plan) -> Journey:
        """Make the journey that does what a plan has to do."""
        return cls(
            {each.key: each.title for each in plan.to_do},
            {each.key: Future() for each in plan.to_do},
            {key for each in plan.to_do for key in each.private_keys},
            Call(is_long=plan.is_long),
        )

    @classmethod
    def done_already(cls, step: Step, record: Record) -> Journey:
        """Make the journey of a step whose record is there."""
        made = cls({step.key: step.title}, {step.key: Future()})
        made.futures[step.key].set_result(record)
        made.call.future.set_result(("done", record))
        return made

    @property
    def has_ended(self) -> bool:
        """Whether nothing of it runs or will run."""
        return self.call.future.done()


class Desk(Protocol):
    """Who takes tickets back."""

    def give_back(self, journey: Journey, number: int) -> None:
        """Take a ticket back; its journey may go on for the grace."""

    def give_up(self, journey: Journey, number: int) -> None:
        """Take a ticket back from who wants the journey stopped."""


class Ticket:
    """One visitor's claim on a step; made by :meth:`Engine.submit`.

    The journey that does the step goes on as long as somebody holds a ticket for any step of it.
    A ticket is given back by :meth:`release`, at the end of a ``with`` block, or when it is
    forgotten.
    """

    def __init__(self, key: str, desk: Desk, journey: Journey) -> None:
        self.key = key
        self.number = next(_numbers)
        self._desk = desk
        self._journey = journey
        self._future = journey.futures[key]
        self._stopped = False

    @property
    def done(self) -> bool:
        """Whether :meth:`result` answers at once."""
        return self._stopped or self._future.done()

    @property
    def progress(self) -> Progress:
        """How far its step is, at this moment."""
        call, titles = self._journey.call, self._journey.titles
        steps = list(titles).index(self.key) + 1
        step, done, total = call.reached
        title = list(titles.values())[min(step, steps - 1)]
        if call.started is None:
            return Progress(0, 0, 0.0, None, not self.done, title)
        seconds = time.monotonic() - call.started
        if steps > 1 and (step or total):
            done = min(step, steps) * _WHOLE + (_WHOLE * done // total if total else 0)
            done, total = min(done, steps * _WHOLE), steps * _WHOLE
        left = seconds / done * (total - done) if done and total else None
        return Progress(done, total, seconds, left, waiting=False, title=title)

    def wait(self, seconds: float) -> bool:
        """Wait for the step, at most this long; tell whether it is done."""
        if not self.done:
            wait_for([self._future], seconds)
        return self.done

    def when_done(self, then: Callable[[], None]) -> None:
        """Have ``then`` called when the step is done or can't be, in whatever thread that is."""
        self._future.add_done_callback(lambda _: then())

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
            return copied(self._future.result(timeout))
        except EmbedvizError as error:
            # An error of its own for each who waits: raising writes into it.
            raise type(error)(*error.args) from None

    def cancel(self) -> None:
        """Stop the step, unless others wait too; this ticket's result is that it stopped."""
        self._stopped = not self._future.done()
        self._desk.give_up(self._journey, self.number)

    def release(self) -> None:
        """Give the ticket back. What nobody asks for again within the grace is stopped."""
        if not self._journey.has_ended:
            self._desk.give_back(self._journey, self.number)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def __del__(self) -> None:
        self.release()
