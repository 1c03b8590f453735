"""Progress: long work says how far it is, to whoever listens; the listener may stop it.

Work calls :func:`report` as often as it likes. Alone in a notebook nobody listens and nothing
happens; in a job the engine listens, draws the bar, and raises :class:`JobCancelled` out of
``report`` where a visitor has cancelled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[int, int], None]

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


class JobCancelled(Exception):
    """Raised within a job that nobody waits for any more."""


def report(done: int, total: int) -> None:
    """Say that ``done`` of ``total`` steps (items, epochs) are done.

    Raises
    ------
    JobCancelled
        By the listener, where the work is to stop.
    """
    listener = _listener.get()
    if listener is not None:
        listener(done, total)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Have ``listener(done, total)`` called for every report from within, in this context."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


@contextmanager
def share(first: float, last: float) -> Iterator[None]:
    """Have reports from within count as the part from ``first`` to ``last`` of the whole, 0 to 1.

    So work that is made of parts, each with its own count, moves one bar once from left to right.
    """
    outer = _listener.get()
    if outer is None:
        yield
        return
    with listening(
        lambda done, total: outer(
            round(1000 * (first + (last - first) * min(done / max(total, 1), 1))), 1000
        )
    ):
        yield
