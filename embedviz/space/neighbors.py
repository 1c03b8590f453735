"""The exact neighbour graph: for every item the k nearest others, under any metric."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embedviz.errors import InvalidParameter
from embedviz.space.metrics import Floats, Metric, Plain, plain_distances

Points = NDArray[np.float64]
Rows = NDArray[np.int64]
Search = Callable[[Points, Rows, int], tuple[NDArray[np.int64], float]]
"""(n, d) points, the rows asked for, how many candidates -> their indices (rows, candidates), and
by how much a squared distance may have been misjudged."""

TREE_DIMENSIONS = 6
"""Up to here a tree answers faster than comparing all pairs (20,000 random points, 2 cores:
0.1 s against 0.5 s at d = 4, 0.7 s against 0.2 s at d = 8)."""

FEW_DIFFERENCES = 1_000_000
"""Up to so many differences of two numbers all pairs are simply compared: faster than importing
what would search (600 places of two coordinates: 30 ms against 600 ms)."""

SPARE_CANDIDATES = 16
"""Looked at beyond the k nearest: they prove that none was missed, to rounding or to a tie."""

BLOCK_BYTES = 64 * 2**20


@dataclass(frozen=True)
class NeighborGraph:
    """The k nearest other items of each of n items, nearest first.

    Attributes
    ----------
    indices : (n, k) int32
    distances : (n, k) float32
        In the unit of the metric; never decreasing along a row.
    """

    indices: NDArray[np.int32]
    distances: NDArray[np.float32]

    def first(self, k: int) -> NeighborGraph:
        """Give the graph of the nearest ``k`` alone."""
        return NeighborGraph(self.indices[:, :k], self.distances[:, :k])


def with_itself(graph: NeighborGraph) -> NeighborGraph:
    """Put each item before its neighbours, at distance 0: (n, k + 1), as some libraries count."""
    itself = np.arange(len(graph.indices), dtype=np.int32)[:, None]
    return NeighborGraph(
        np.hstack([itself, graph.indices]),
        np.hstack([np.zeros(itself.shape, dtype=np.float32), graph.distances]),
    )


def check_k(k: int, n_items: int, left_out: int = 1) -> None:
    """Raise ``InvalidParameter`` unless ``k`` of ``n_items`` remain when some are left out.

    An item is left out of its own neighbours, a question's items out of its answers.
    """
    if isinstance(k, bool) or not isinstance(k, (int, np.integer)) or k < 1:
        raise InvalidParameter(f"The number of neighbours must be 1 or more, got {k!r}.")
    most = n_items - left_out
    if k > most:
        items = f"are only {n_items:,} items" if n_items > 1 else "is only one item"
        question = f", {left_out:,} of them in the question" if left_out > 1 else ""
        choose = f" Choose {most:,} or fewer." if most > 0 else ""
        asked = "1 neighbour was" if k == 1 else f"{k:,} neighbours were"
        raise InvalidParameter(f"{asked} asked for, but there {items}{question}.{choose}")


def exact_neighbor_graph(points: Floats, k: int, metric: Metric) -> NeighborGraph:
    """Find the k nearest other items of every item, exactly.

    Fast searches give a few candidates more than k. These are measured anew without
    cancellation, and where the spare ones can't prove that nothing was missed, the item goes on
    to the next search, at last to a comparison with all others.

    Parameters
    ----------
    points : (n, d) float
        Vectors as ``metric.prepare`` gives them.
    k : int
        Between 1 and n - 1.
    metric : Metric

    Returns
    -------
    NeighborGraph
        Distances equal in float32 are ordered by index.

    Raises
    ------
    InvalidParameter
        If k is out of its range.
    """
    check_k(k, len(points))
    exact = np.asarray(points, dtype=np.float64)
    n_items, n_dimensions = exact.shape
    graph = NeighborGraph(np.empty((n_items, k), np.int32), np.empty((n_items, k), np.float32))
    rows = np.arange(n_items)
    few = n_items * n_items * n_dimensions <= FEW_DIFFERENCES
    for search in () if few else _searches(metric.plain, n_dimensions):
        candidates, error = search(exact, rows, min(k + 1 + SPARE_CANDIDATES, n_items))
        proven = _measure(exact, rows, candidates, error, metric=metric, graph=graph)
        rows = rows[~proven]
        if not len(rows):
            return graph
    _compare_with_all(exact, rows, metric, graph)
    return graph


def _searches(plain: Plain, n_dimensions: int) -> tuple[Search, ...]:
    """Give the searches that suit a distance, the fastest first."""
    if plain == "haversine":
        return (_scikit_search(plain, "ball_tree"),)
    if n_dimensions <= TREE_DIMENSIONS:
        return (_scikit_search(plain, "kd_tree"),)
    if plain == "euclidean":
        return _faiss_search, _scikit_search(plain, "brute")
    return (_scikit_search(plain, "brute"),)


def _scikit_search(plain: Plain, algorithm: str) -> Search:
    def search(exact: Points, rows: Rows, wanted: int) -> tuple[NDArray[np.int64], float]:
        from sklearn.neighbors import NearestNeighbors

        # Only brute force on Euclidean distances multiplies; all others take differences.
        multiplies = plain == "euclidean" and algorithm == "brute"
        points = exact - exact.mean(axis=0) if multiplies else exact
        finder = NearestNeighbors(metric=plain, algorithm=algorithm, n_jobs=-1).fit(points)
        found = finder.kneighbors(points[rows], wanted, return_distance=False)
        return np.asarray(found), _rounding(points) if multiplies else 0.0

    return search


def _faiss_search(exact: Points, rows: Rows, wanted: int) -> tuple[NDArray[np.int64], float]:
    import faiss

    centred = np.ascontiguousarray(exact - exact.mean(axis=0), dtype=np.float32)
    index = faiss.IndexFlatL2(centred.shape[1])
    index.add(centred)
    _, found = index.search(centred[rows], wanted)
    return np.asarray(found), _rounding(centred)


def _rounding(points: Floats) -> float:
    """Bound the error of squared distances taken as |x|² + |y|² - 2xy, of two of them compared.

    That sum loses digits when lengths are large beside distances.
    """
    longest = float(np.einsum("nd,nd->n", points, points).max())
    return 8 * longest * float(np.finfo(points.dtype).eps) * float(np.log2(points.shape[1]))


def _measure(
    exact: Points,
    rows: Rows,
    candidates: NDArray[np.int64],
    error: float,
    *,
    metric: Metric,
    graph: NeighborGraph,
) -> NDArray[np.bool_]:
    """Write the nearest candidates of ``rows`` into ``graph``; say which rows are proven right.

    A row is proven if its farthest candidate, less the error of the search, is still farther
    than its k-th: then so is every item that is no candidate.
    """
    n_candidates = candidates.shape[1]
    everyone = n_candidates == len(exact)
    proven = np.full(len(rows), everyone)
    for block in _blocks(len(rows), n_candidates * exact.shape[1]):
        found = np.sort(candidates[block], axis=1)
        apart = plain_distances(exact[rows[block], None, :], exact[found], metric.plain)
        itself = found == rows[block, None]
        _write(found, np.where(itself, np.inf, metric.from_plain(apart)), rows[block], graph)
        if not everyone:
            farthest = np.where(itself, 0, apart).max(axis=1)
            at_least = metric.from_plain(np.sqrt(np.maximum(farthest**2 - error, 0)))
            proven[block] = at_least.astype(np.float32) > graph.distances[rows[block], -1]
    return proven


def _compare_with_all(exact: Points, rows: Rows, metric: Metric, graph: NeighborGraph) -> None:
    """Write the nearest of ``rows`` into ``graph``, from the distances to all others.

    Where this is needed, many distances are equal; often many vectors are, and are measured once.
    """
    k = graph.indices.shape[1]
    different, which = np.unique(exact, axis=0, return_inverse=True)
    cost = len(exact) + len(different) * (exact.shape[1] if metric.plain == "haversine" else 1)
    for block in _blocks(len(rows), cost):
        asked, position = np.unique(which[rows[block]], return_inverse=True)
        if metric.plain == "haversine" or len(exact) ** 2 * exact.shape[1] <= FEW_DIFFERENCES:
            plain = plain_distances(different[asked, None, :], different, metric.plain)
        else:
            from scipy.spatial.distance import cdist

            name = "cityblock" if metric.plain == "manhattan" else metric.plain
            plain = cdist(different[asked], different, name)
        apart = np.asarray(metric.from_plain(plain), dtype=np.float32)[position][:, which]
        apart[np.arange(len(apart)), rows[block]] = np.inf
        kth = np.partition(apart, k - 1, axis=1)[:, [k - 1]]
        tied = apart == kth
        missing = k - (apart < kth).sum(axis=1, keepdims=True)
        chosen = (apart < kth) | (tied & (tied.cumsum(axis=1) <= missing))
        found = np.nonzero(chosen)[1].reshape(-1, k)
        _write(found, np.take_along_axis(apart, found, axis=1), rows[block], graph)


def _write(found: NDArray[np.int64], apart: Floats, rows: Rows, graph: NeighborGraph) -> None:
    """Write the nearest of ``found``, which must ascend along each row, into ``graph``."""
    apart = apart.astype(np.float32)
    order = np.argsort(apart, axis=1, kind="stable")[:, : graph.indices.shape[1]]
    graph.indices[rows] = np.take_along_axis(found, order, axis=1)
    graph.distances[rows] = np.take_along_axis(apart, order, axis=1)


def _blocks(n_rows: int, floats_per_row: int) -> Iterator[slice]:
    rows_at_once = max(1, BLOCK_BYTES // (8 * floats_per_row))
    for start in range(0, n_rows, rows_at_once):
        yield slice(start, start + rows_at_once)
