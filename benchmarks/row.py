"""Row: one line of RESULTS.md; and the data several benchmarks measure on."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embedviz.api import load_words
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
    """Make (n_items, n_dimensions) float32 in 8 flat heaps, always the same.

    Each heap is large and lies in 6 directions of its own, so that there is something to keep
    inside it: with 200 round heaps, a picture that is random within each still had a
    trustworthiness of 0.991, and any method passed.
    """
    rng = np.random.default_rng(42)
    centres = rng.normal(size=(8, n_dimensions))
    directions = rng.normal(size=(8, 6, n_dimensions))
    heap = rng.integers(0, 8, n_items)
    inside = np.einsum("nr,nrd->nd", rng.normal(size=(n_items, 6)) * 0.5, directions[heap])
    noise = rng.normal(size=(n_items, n_dimensions)) * 0.05
    return np.asarray(centres[heap] + inside + noise, dtype=np.float32)


def word_vectors(n_items: int = 20_000) -> NDArray[np.float32]:
    """Give the first (n_items, 384) float32 of the bundled model's token table."""
    return load_words().vectors[:n_items]


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
