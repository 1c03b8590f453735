"""The layout of UMAP: items pulled together along a graph's edges and pushed apart elsewhere.

umap-learn's own optimizer moves both ends of an edge at once, so with a seed it must run on one
thread. Here every item moves itself alone, seeing the others where they stood when the epoch
began: each item can be moved on any thread in any order, and the same seed gives the same picture
on one core or on sixteen.
"""

from __future__ import annotations

import numpy as np
from numba import get_num_threads, njit, prange, set_num_threads
from numpy.typing import NDArray
from scipy.sparse import csr_array

NEGATIVE_SAMPLES = 5
"""Strangers an item is pushed away from at each visit of an edge, as in umap-learn."""

FEW = 50_000
"""Up to here one thread lays out: an epoch takes it 14 ms at 20,000 items; threads that wait for
one another at the end of each take 20 to 35 ms on two busy cores."""

DROPPED_BITS = 16
"""Of a float32's 31 bits without its sign, how many don't choose the entry of a force table."""

LARGEST_STEP = np.float32(4)


def lay_out(
    graph: csr_array,
    start: NDArray[np.float32],
    *,
    a: float,
    b: float,
    n_epochs: int,
    seed: int,
) -> NDArray[np.float32]:
    """Lay out a weighted graph by UMAP's forces.

    Parameters
    ----------
    graph : (n, n) sparse array
        Symmetric membership strengths, 0 to 1 (the fuzzy simplicial set).
    start : (n, 2 | 3) float32
        Where the items begin.
    a, b : float
        Of the curve 1 / (1 + a d^2b) that near and far are judged by; see
        ``umap.umap_.find_ab_params``.
    n_epochs : int
        An edge of the largest strength is visited in every epoch, a weaker one in its share.
    seed : int
        For the strangers that items are pushed away from.

    Returns
    -------
    (n, 2 | 3) float32

    References
    ----------
    L. McInnes, J. Healy, J. Melville: UMAP, section 4. https://arxiv.org/abs/1802.03426
    """
    graph = csr_array(graph, copy=True)
    graph.data[graph.data < graph.data.max() / n_epochs] = 0
    graph.eliminate_zeros()
    rate = (graph.data / graph.data.max()).astype(np.float32)
    pull, push = _force_tables(a, b)
    here = np.ascontiguousarray(start, dtype=np.float32)
    threads = get_num_threads()
    set_num_threads(threads if len(here) > FEW else 1)
    for epoch in range(n_epochs):
        here = _moved(
            here,
            graph.indptr,
            graph.indices,
            rate,
            epoch,
            np.float32(1 - epoch / n_epochs),
            pull,
            push,
            np.uint64(seed),
        )
    set_num_threads(threads)
    return here


@njit(parallel=True, fastmath=True, cache=True)
def _moved(here, indptr, indices, rate, epoch, step, pull, push, seed):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    """Move every item once; all see the positions of the epoch's beginning."""
    n_items, n_dimensions = here.shape
    after = here.copy()
    for item in prange(n_items):
        random = _scrambled(seed, np.uint64(epoch), np.uint64(item))
        at = after[item]
        for edge in range(indptr[item], indptr[item + 1]):
            # Visited when the running total of its rate passes a whole number.
            if np.floor((epoch + 1) * rate[edge]) == np.floor(epoch * rate[edge]):
                continue
            other = here[indices[edge]]
            # Twice: an edge is visited from both its ends, and either end would move this item.
            for _ in range(2):
                _move(at, other, pull, step, n_dimensions)
            for _ in range(NEGATIVE_SAMPLES):
                random ^= random << np.uint64(13)
                random ^= random >> np.uint64(7)
                random ^= random << np.uint64(17)
                stranger = np.int64((random >> np.uint64(11)) % np.uint64(n_items))
                if stranger != item:
                    _move(at, here[stranger], push, step, n_dimensions)
    return after


@njit(fastmath=True)
def _move(at, other, forces, step, n_dimensions):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    """Move ``at`` from or to ``other`` by the force for their distance."""
    force = forces[_entry(_squared(at, other, n_dimensions))]
    for each in range(n_dimensions):
        wanted = force * (at[each] - other[each])
        at[each] += step * min(max(wanted, -LARGEST_STEP), LARGEST_STEP)


@njit(fastmath=True)
def _squared(at, other, n_dimensions):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    total = np.float32(0)
    for each in range(n_dimensions):
        total += (at[each] - other[each]) ** 2
    return total


@njit
def _entry(squared):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    return np.float32(squared).view(np.uint32) >> np.uint32(DROPPED_BITS)


def _force_tables(a: float, b: float) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Compute both forces once for every squared distance that a float32 can tell to 1 in 128.

    The forces need a power, which costs more than all the rest of a move. A table is looked up by
    the first bits of the squared distance: its exponent and 7 bits of its mantissa.
    """
    bits = np.arange(2 ** (31 - DROPPED_BITS), dtype=np.uint32) << np.uint32(DROPPED_BITS)
    with np.errstate(all="ignore"):  # the last entries are infinities, which no distance reaches
        middle = (bits + np.uint32(2 ** (DROPPED_BITS - 1))).view(np.float32).astype(np.float64)
        power = middle**b
        pull = -2 * a * b * power / (middle * (a * power + 1))
        push = 2 * b / ((0.001 + middle) * (a * power + 1))
    pull[0] = 0  # on the same spot there is no direction to be pulled in
    return tuple(
        np.nan_to_num(each, posinf=0, neginf=0).astype(np.float32) for each in (pull, push)
    )  # type: ignore[return-value]


@njit(fastmath=True)
def _scrambled(seed, epoch, item):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    """Make a random state of three numbers (the finalizer of splitmix64), never 0."""
    state = seed * np.uint64(0x9E3779B97F4A7C15) + epoch * np.uint64(0xD1B54A32D192ED03) + item
    state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return (state ^ (state >> np.uint64(31))) | np.uint64(1)
