"""Indexes: what a search that doesn't look at everything gains in time and loses in answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embedviz.engine.progress import report

CELLS = 128
"""Of the inverted file: about the square root of the number of vectors, as is usual."""

LINKS = 16
BUILD_EFFORT = 60
"""Of the graph: links of a vector, and candidates looked at when it is put in."""

ADDED_AT_ONCE = 1_000

PROBES = (1, 2, 4, 8, 16, 32, 64, CELLS)
CANDIDATES = (10, 20, 40, 80, 160, 320)


@dataclass(frozen=True)
class Trial:
    """How one way to search did.

    Attributes
    ----------
    index : str
        ``"exact"``, ``"cells"`` or ``"graph"``.
    effort : int
        How many vectors, cells or candidates a search looks at.
    seconds : float
        For one question: the median over all, on one thread.
    recall : float
        The share of the true k nearest that it finds, 0 to 1.
    """

    index: str
    effort: int
    seconds: float
    recall: float


def measure_indexes(
    points: NDArray[np.float32], questions: NDArray[np.float32], k: int = 10
) -> list[Trial]:
    """Search among unit vectors exactly, by cells and by a graph, at several efforts each.

    The cells are an inverted file (k-means; a search looks into the nearest few cells), the graph
    is HNSW (a search walks from neighbour to neighbour). Both compare whole vectors, as faiss has
    them. The recall is the same each time; the time is this machine's.

    Parameters
    ----------
    points : (n, d) float32
        At length 1; n at least as large as the 128 cells.
    questions : (m, d) float32
        At length 1.
    k : int
        How many nearest are asked for, by the largest dot product.

    References
    ----------
    J. Sivic, A. Zisserman: Video Google, ICCV 2003, https://doi.org/10.1109/ICCV.2003.1238663.
    Y. Malkov, D. Yashunin: Efficient and Robust Approximate Nearest Neighbor Search Using
    Hierarchical Navigable Small World Graphs, IEEE TPAMI 42 (2020),
    https://arxiv.org/abs/1603.09320.
    """
    import faiss

    n_points, d = points.shape
    steps = _counted(2 + len(PROBES) + len(CANDIDATES) + -(-n_points // ADDED_AT_ONCE))
    with _one_thread(faiss):
        exact = faiss.IndexFlatIP(d)
        exact.add(points)
        true, seconds = _answers(exact, questions, k)
        trials = [Trial("exact", n_points, seconds, 1.0)]
        next(steps)
        cells = faiss.IndexIVFFlat(faiss.IndexFlatIP(d), d, CELLS, faiss.METRIC_INNER_PRODUCT)
        cells.train(points)
        cells.add(points)
        next(steps)
        for effort in PROBES:
            cells.nprobe = effort
            found, seconds = _answers(cells, questions, k)
            trials.append(Trial("cells", effort, seconds, recall_of(found, true)))
            next(steps)
        graph = faiss.IndexHNSWFlat(d, LINKS, faiss.METRIC_INNER_PRODUCT)
        graph.hnsw.efConstruction = BUILD_EFFORT
        for start in range(0, n_points, ADDED_AT_ONCE):
            graph.add(points[start : start + ADDED_AT_ONCE])
            next(steps)
        for effort in CANDIDATES:
            graph.hnsw.efSearch = effort
            found, seconds = _answers(graph, questions, k)
            trials.append(Trial("graph", effort, seconds, recall_of(found, true)))
            next(steps)
    return trials


def recall_of(found: NDArray[np.integer], true: NDArray[np.integer]) -> float:
    """Give the share of the (m, k) true nearest that are among the (m, k) found."""
    return float((true[:, :, None] == found[:, None, :]).any(axis=2).mean())


def _answers(
    index: Any, questions: Sequence[Any] | NDArray[np.float32], k: int
) -> tuple[NDArray[np.int64], float]:
    """Ask one question after the other, as visitors do: (m, k) rows and the median time of one."""
    found, times = [], []
    for question in questions:
        start = perf_counter()
        _, rows = index.search(question[None], k)
        times.append(perf_counter() - start)
        found.append(rows[0])
    return np.stack(found), float(np.median(times))


def _counted(total: int) -> Iterator[None]:
    """Report one more step of ``total`` each time it is asked."""
    for done in range(1, total + 1):
        report(done, total)
        yield


@contextmanager
def _one_thread(faiss: Any) -> Iterator[None]:
    before = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(before)
