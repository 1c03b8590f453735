"""Threads: compiled work that lets go of Python's lock, spread over the processor's cores."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

Result = TypeVar("Result")
Spread = Callable[..., Iterator[Any]]


def n_cores() -> int:
    """Count the cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def spreading() -> Iterator[Callable[[Callable[..., Result], Iterable[Any]], Iterator[Result]]]:
    """Give a ``map`` that works on all cores and hands over results in order.

    Where the caller leaves early, as by a cancel, what has not begun is dropped. Such threads
    sleep while they have nothing to do; those of OpenMP spin, and take from one another and from
    every other program.
    """
    pool = ThreadPoolExecutor(n_cores())
    try:
        yield pool.map
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
