"""Row: one line of RESULTS.md; and the data several benchmarks measure on."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embedviz.space import VectorSpace


@dataclass(frozen=True)
class Row:
    """What was measured, ours against a reference, and whether the target is met.

    ``met`` is None where no target is set.
    """

    name: str
    ours: str
    reference: str
    ratio: str
    target: str = "–"
    met: bool | None = None


def clustered_vectors(n_items: int = 20_000, n_dimensions: int = 384) -> NDArray[np.float32]:
    """Make (n_items, n_dimensions) float32 in 200 heaps of unequal width, always the same."""
    rng = np.random.default_rng(42)
    centres = rng.normal(size=(200, n_dimensions))
    widths = rng.uniform(0.4, 1.2, size=200)
    heap = rng.integers(0, 200, n_items)
    noise = rng.normal(size=(n_items, n_dimensions)) * widths[heap, None]
    return np.asarray(centres[heap] + noise, dtype=np.float32)


def space_of(vectors: NDArray[np.float32]) -> VectorSpace:
    """Give the Euclidean space of vectors without names."""
    return VectorSpace(vectors, [str(row) for row in range(len(vectors))])


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Do ``work`` once; give the seconds it took and its result."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def seconds(value: float) -> str:
    """Write a duration."""
    return f"{value * 1000:,.0f} ms" if value < 1 else f"{value:,.1f} s"
