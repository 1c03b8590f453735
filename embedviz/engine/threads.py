"""Threads: compiled work that lets go of Python's lock, spread over the processor's cores."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

from embedviz.extras import needs

Result = TypeVar("Result")


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


@contextmanager
def one_torch_thread() -> Iterator[None]:
    """Have torch and the BLAS compute on one thread, and on as many as before when it is over.

    A small network is no faster on more, and the order of its sums, and with it the last digits
    of its numbers, would depend on how many there are.
    """
    with needs("models"):
        import torch
    from threadpoolctl import threadpool_limits

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        with threadpool_limits(1, user_api="blas"):
            yield
    finally:
        torch.set_num_threads(before)


@contextmanager
def one_openmp_thread() -> Iterator[None]:
    """Have what is compiled with OpenMP, such as faiss, compute on this thread alone.

    Its matrix products still use all cores. For a second of work or less that is faster: threads
    of OpenMP spin while those of the BLAS work (1,000 asking 20,000 × 256: a third of the
    processor's time, and of the waiting where others work beside).
    """
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1, user_api="openmp"):
        yield
