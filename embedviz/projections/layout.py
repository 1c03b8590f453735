"""The layout of UMAP: items pulled together along a graph's edges and pushed apart elsewhere.

umap-learn's own optimizer moves both ends of an edge at once, so with a seed it must run on one
thread. Here every item moves itself alone, seeing the others where they stood when the epoch
began: each item can be moved on any thread in any order, and the same seed gives the same picture
on one core or on sixteen.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy.sparse import csr_array

from embedviz.engine.progress import report
from embedviz.engine.threads import spreading

NEGATIVE_SAMPLES = 5
"""Strangers an item is pushed away from at each visit of an edge, as in umap-learn."""

FEWEST_ROWS, MOST_ROWS = 4_000, 20_000
"""Items a portion of an epoch: large enough to be worth handing to a thread, small enough
that a cancel is heard soon."""

RATE_BITS = 16
"""Edges are visited at multiples of 2^-16 of the largest rate, counted in whole numbers: then the
last digits of a strength, in which machines differ, don't choose the epoch of a visit."""

DROPPED_BITS = 16
"""Of a float32's 31 bits without its sign, how many don't choose the entry of a force table."""

LARGEST_STEP = np.float32(4)

# What a compiler may take for granted without changing a digit. Full fastmath would join a
# product and a sum where the processor can, and so give another picture on another machine.
SAME_ANYWHERE = {"nnan", "ninf", "nsz"}


@cache
def curve(min_dist: float, spread: float = 1.0) -> tuple[float, float]:
    """Fit a and b of 1 / (1 + a d^2b) to a curve that falls from ``min_dist`` on.

    As umap-learn's ``find_ab_params``, to 6 digits: a fit's last ones differ between machines.
    """
    from scipy.optimize import curve_fit

    apart = np.linspace(0, 3 * spread, 300)
    wanted = np.where(apart < min_dist, 1.0, np.exp(-(apart - min_dist) / spread))
    (a, b), _ = curve_fit(lambda d, a, b: 1 / (1 + a * d ** (2 * b)), apart, wanted)
    return round(float(a), 6), round(float(b), 6)


def lay_out(
    graph: csr_array, start: NDArray[np.float32], *, a: float, b: float, n_epochs: int, seed: int
) -> NDArray[np.float32]:
    """Lay out a weighted graph by UMAP's forces.

    Parameters
    ----------
    graph : (n, n) sparse array
        Symmetric membership strengths, 0 to 1 (the fuzzy simplicial set).
    start : (n, 2 | 3) float32
        Where the items begin.
    a, b : float
        Of the curve 1 / (1 + a d^2b) that near and far are judged by; see :func:`curve`.
    n_epochs : int
        An edge of the largest strength is visited in every epoch, a weaker one in its share.
    seed : int
        For the strangers that items are pushed away from.

    Returns
    -------
    (n, 2 | 3) float32

    Raises
    ------
    JobCancelled
        By whoever listens to the progress.

    References
    ----------
    L. McInnes, J. Healy, J. Melville: UMAP, section 4. https://arxiv.org/abs/1802.03426
    """
    n_items, n_dimensions = start.shape
    graph = csr_array(graph, copy=True)
    graph.data[graph.data < graph.data.max() / n_epochs] = 0
    graph.eliminate_zeros()
    rate = np.rint(graph.data / graph.data.max() * 2**RATE_BITS).astype(np.uint32)
    # Always three numbers: a third that stays 0 costs less than a loop over them.
    here = np.zeros((n_items, 3), np.float32)
    here[:, :n_dimensions] = start
    after = np.empty_like(here)
    pull, push = _forces(a, b)
    rows = min(max(n_items // 32, FEWEST_ROWS), MOST_ROWS)
    portions = [(first, min(first + rows, n_items)) for first in range(0, n_items, rows)]
    with spreading() as spread:
        for epoch in range(n_epochs):
            step = np.float32(1 - epoch / n_epochs)
            forces = (_twice(a, b, pull, float(step)), push, np.uint64(seed))
            state: Any = (here, after, graph.indptr, graph.indices, rate, epoch, step, *forces)
            for done in spread(lambda rows: _move(*rows, *state), portions):  # noqa: B023 run at once
                report(epoch * n_items + done, n_epochs * n_items)
            here, after = after, here
    return here[:, :n_dimensions].copy()


@njit(nogil=True, fastmath=SAME_ANYWHERE, cache=True)
def _move(first, last, here, after, indptr, indices, rate, epoch, step, pull, push, seed):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    """Move the items from first to last once; all see the positions of the epoch's beginning."""
    for item in range(first, last):
        random = _scrambled(seed, np.uint64(epoch), np.uint64(item))
        x, y, z = here[item, 0], here[item, 1], here[item, 2]
        for edge in range(indptr[item], indptr[item + 1]):
            # Visited when the running total of its rate passes a whole number.
            visits = rate[edge] * np.uint32(epoch + 1) >> np.uint32(RATE_BITS)
            if visits == rate[edge] * np.uint32(epoch) >> np.uint32(RATE_BITS):
                continue
            other = indices[edge]
            dx, dy, dz = x - here[other, 0], y - here[other, 1], z - here[other, 2]
            force = pull[_entry(dx * dx + dy * dy + dz * dz)]
            x, y, z = x + force * dx, y + force * dy, z + force * dz
            # Pushed by all strangers at once: one after the other, each would wait for the last.
            sx = sy = sz = np.float32(0)
            for _ in range(NEGATIVE_SAMPLES):
                random ^= random << np.uint64(13)
                random ^= random >> np.uint64(7)
                random ^= random << np.uint64(17)
                other = np.int64((random >> np.uint64(32)) * np.uint64(len(here)) >> np.uint64(32))
                dx, dy, dz = x - here[other, 0], y - here[other, 1], z - here[other, 2]
                force = push[_entry(dx * dx + dy * dy + dz * dz)]
                if other == item:
                    force = np.float32(0)
                sx += min(max(force * dx, -LARGEST_STEP), LARGEST_STEP)
                sy += min(max(force * dy, -LARGEST_STEP), LARGEST_STEP)
                sz += min(max(force * dz, -LARGEST_STEP), LARGEST_STEP)
            x, y, z = x + step * sx, y + step * sy, z + step * sz
        after[item, 0], after[item, 1], after[item, 2] = x, y, z
    return last


@njit
def _entry(squared):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    return np.float32(squared).view(np.uint32) >> np.uint32(DROPPED_BITS)


@njit
def _scrambled(seed, epoch, item):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    """Make a random state of three numbers (the finalizer of splitmix64), never 0."""
    state = seed * np.uint64(0x9E3779B97F4A7C15) + epoch * np.uint64(0xD1B54A32D192ED03) + item
    state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return (state ^ (state >> np.uint64(31))) | np.uint64(1)


def _forces(a: float, b: float) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
    """Compute both forces once for every squared distance that a float32 can tell to 1 in 128.

    The forces need a power, which costs more than all the rest of a move. A table is looked up by
    the first bits of the squared distance: its exponent and 7 bits of its mantissa.
    """
    squared = _squared()
    with np.errstate(all="ignore"):  # the last entries are infinities, which no distance reaches
        push = 2 * b / ((0.001 + squared) * (a * squared**b + 1))
    pull = _pull(a, b, squared)
    pull[0] = 0  # on the same spot there is no direction to be pulled in
    return pull, np.nan_to_num(push, posinf=0, neginf=0).astype(np.float32)


def _twice(a: float, b: float, pull: NDArray[np.float64], step: float) -> NDArray[np.float32]:
    """Give the effect of two pulls, one after the other, as one.

    An edge is visited from both its ends, and either end would move this item.
    """
    with np.errstate(all="ignore"):
        once = 1 + step * pull
        again = 1 + step * _pull(a, b, _squared() * once**2)
        return np.nan_to_num(once * again - 1).astype(np.float32)


def _pull(a: float, b: float, squared: NDArray[np.float64]) -> NDArray[np.float64]:
    with np.errstate(all="ignore"):
        power = squared**b
        pull = -2 * a * b * power / (squared * (a * power + 1))
    return np.nan_to_num(pull, posinf=0, neginf=0)


def _squared() -> NDArray[np.float64]:
    """Give the squared distance in the middle of each entry of a force table."""
    bits = np.arange(2 ** (31 - DROPPED_BITS), dtype=np.uint32) << np.uint32(DROPPED_BITS)
    with np.errstate(invalid="ignore"):  # the last are no numbers
        return (bits + np.uint32(2 ** (DROPPED_BITS - 1))).view(np.float32).astype(np.float64)
