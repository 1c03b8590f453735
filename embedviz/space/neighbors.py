"""The neighbour graph: for every item the k nearest others, under any metric."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from embedviz.engine.progress import report, share
from embedviz.engine.threads import spreading
from embedviz.errors import InvalidParameter
from embedviz.space.indexes import recall_of
from embedviz.space.metrics import Floats, Metric, Plain, lengths, plain_distances
from embedviz.space.searches import TREE_DIMENSIONS, Candidates, Cells, Points, Rows, searches_for

GRAPH_VERSION = 1
"""Counted up when the same space gives other neighbours."""

FEW_DIFFERENCES = 1_000_000
"""Up to so many differences of two numbers all pairs are simply compared: faster than importing
what would search (600 places of two coordinates: 30 ms against 600 ms)."""

LARGEST_EXACT = 2 * 10**12
"""Differences (n · n · d) up to which all pairs are compared: 72,000 items of 384 dimensions,
some 50 s of processor time (measured: 20,000 in 3.7 s). Beyond, only items of near cells are."""

LEAST_RECALL = 0.95
RECALL_SAMPLE = 500
"""Items whose exact neighbours are looked up to measure the recall: known to about 0.3 %."""

FEWEST_PROBES = 8
"""Cells looked into: enough where items stand in heaps (recall 0.99 of 100,000 × 384)."""

LEAST_CELLS_A_PROBE = 5
"""Looking into one cell of so many takes as long as comparing all pairs, which multiplies whole
matrices (measured: 21,745 × 384)."""

BLOCK_BYTES = 64 * 2**20
NEAR_AT_HAND = 2**21
"""Bytes of differences that stay in a core's own memory: measured in a third of the time that
blocks of 64 MB take (1,000 × 18 candidates × 384: 6 ms against 16 ms)."""


@dataclass(frozen=True)
class NeighborGraph:
    """The k nearest other items of each of n items, nearest first.

    Attributes
    ----------
    indices : (n, k) int32
    distances : (n, k) float32
        In the unit of the metric; never decreasing along a row.
    recall : float
        The share of the true neighbours that are in the graph: 1 where it is exact, else
        measured on a sample of items.
    is_exact : bool
        Whether it is proven that no neighbour is missing.
    """

    indices: NDArray[np.int32]
    distances: NDArray[np.float32]
    recall: float = 1.0
    is_exact: bool = True

    @property
    def n_neighbors(self) -> int:
        """How many neighbours of each item are in it, k."""
        return int(self.indices.shape[1])

    def first(self, k: int) -> NeighborGraph:
        """Give the graph of the nearest ``k`` alone."""
        return replace(self, indices=self.indices[:, :k], distances=self.distances[:, :k])


def with_itself(graph: NeighborGraph) -> NeighborGraph:
    """Put each item before its neighbours, at distance 0: (n, k + 1), as some libraries count."""
    itself = np.arange(len(graph.indices), dtype=np.int32)[:, None]
    return NeighborGraph(
        np.hstack([itself, graph.indices]),
        np.hstack([np.zeros(itself.shape, dtype=np.float32), graph.distances]),
        graph.recall,
        graph.is_exact,
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
    graph = _empty_graph(len(points), k)
    _write_exact(np.asarray(points, np.float64), np.arange(len(points)), metric, graph)
    return graph


def neighbor_graph(points: Floats, k: int, metric: Metric) -> NeighborGraph:
    """Find the k nearest other items of every item: exactly, or among very many nearly so.

    Up to 2 · 10¹² differences (n · n · d) this is :func:`exact_neighbor_graph`. Beyond, items are
    gathered in cells by k-means and compared with those of the nearest cells only; what is found
    is measured exactly. How many cells is tried on a sample of 500 items until 0.95 of their true
    neighbours are found; where that takes a fifth of all cells, all pairs are compared. The same
    points give the same graph; on another machine, rounding may put an item into another cell.

    Parameters and errors are those of :func:`exact_neighbor_graph`; see ``recall`` of the result.
    """
    check_k(k, len(points))
    n_items, n_dimensions = points.shape
    by_cells = metric.plain == "euclidean" and n_dimensions > TREE_DIMENSIONS
    if not by_cells or n_items * n_items * n_dimensions <= LARGEST_EXACT:
        return exact_neighbor_graph(points, k, metric)
    return approximate_neighbor_graph(points, k, metric)


def approximate_neighbor_graph(points: Floats, k: int, metric: Metric) -> NeighborGraph:
    """Find nearly all of the k nearest others of every item, whatever their number.

    For metrics whose plain distance is Euclidean; see :func:`neighbor_graph`.
    """
    check_k(k, len(points))
    exact, everyone = np.asarray(points, np.float64), np.arange(len(points))
    sample = np.sort(np.random.default_rng(0).permutation(len(points))[:RECALL_SAMPLE])
    graph = _empty_graph(len(points), k)
    with share(0.0, 0.1):
        cells = Cells(exact)
        _write_exact(exact, sample, metric, graph)
        n_probes = _probes_needed(exact, sample, metric, graph, cells)
    with share(0.1, 1.0):
        if not n_probes:
            return exact_neighbor_graph(points, k, metric)
        true = graph.indices[sample]
        _measure(exact, everyone, cells.search(everyone, k, n_probes), metric, graph)
        recall = recall_of(graph.indices[sample], true)
        lacking = np.flatnonzero(np.isinf(graph.distances[:, -1]))
        if len(lacking):
            _write_exact(exact, lacking, metric, graph)
    return replace(graph, recall=recall, is_exact=False)


def _probes_needed(
    exact: Points, sample: Rows, metric: Metric, graph: NeighborGraph, cells: Cells
) -> int:
    """Say how many cells to look into for the least recall; 0 if that were too many.

    ``graph`` holds the true neighbours of the sample.
    """
    trial = _empty_graph(len(exact), graph.n_neighbors)
    n_probes = FEWEST_PROBES
    while n_probes * LEAST_CELLS_A_PROBE <= cells.n_cells:
        _measure(exact, sample, cells.search(sample, graph.n_neighbors, n_probes), metric, trial)
        if recall_of(trial.indices[sample], graph.indices[sample]) >= LEAST_RECALL:
            return n_probes
        n_probes *= 2
    return 0


def _empty_graph(n_items: int, k: int) -> NeighborGraph:
    return NeighborGraph(np.empty((n_items, k), np.int32), np.empty((n_items, k), np.float32))


def _write_exact(exact: Points, rows: Rows, metric: Metric, graph: NeighborGraph) -> None:
    """Write the exact nearest of ``rows`` into ``graph``."""
    n_items, n_dimensions = exact.shape
    few = n_items * n_items * n_dimensions <= FEW_DIFFERENCES
    for search in () if few else searches_for(metric.plain, n_dimensions):
        candidates = search(exact, rows, graph.n_neighbors)
        rows = rows[~_measure(exact, rows, candidates, metric, graph)]
        if not len(rows):
            return
    _compare_with_all(exact, rows, metric, graph)


def _measure(
    exact: Points, rows: Rows, candidates: Candidates, metric: Metric, graph: NeighborGraph
) -> NDArray[np.bool_]:
    """Write the nearest candidates of ``rows`` into ``graph``; say which rows are proven right.

    A row is proven if its farthest candidate, less the error of the search, is still farther
    than its k-th: then so is every item that is no candidate.
    """
    n_candidates = candidates.indices.shape[1]
    everyone = n_candidates == len(exact)
    proven = np.full(len(rows), everyone)
    for block in _blocks(len(rows), n_candidates * exact.shape[1]):
        report(1, 1)  # what was searched is found; this only lets a cancel be heard
        found = np.sort(candidates.indices[block], axis=1)
        apart = _distances(exact, rows[block], found, metric.plain)
        itself = found == rows[block, None]
        _write(found, np.where(itself, np.inf, metric.from_plain(apart)), rows[block], graph)
        if not everyone:
            farthest = np.where(itself, 0, apart).max(axis=1)
            at_least = metric.from_plain(np.sqrt(np.maximum(farthest**2 - candidates.error, 0)))
            proven[block] = at_least.astype(np.float32) > graph.distances[rows[block], -1]
    return proven


def _distances(exact: Points, rows: Rows, others: Rows, plain: Plain) -> Floats:
    """Measure how far each of ``rows`` is from its ``others``, (rows, m) of either."""
    apart = np.empty(others.shape)

    def measure(some: slice) -> None:
        points, found = exact[rows[some], None, :], exact[others[some]]
        if plain == "euclidean":
            found -= points  # in place, which is half of what plain_distances takes
            apart[some] = lengths(found)
        else:
            apart[some] = plain_distances(points, found, plain)

    with spreading() as spread:
        list(spread(measure, _blocks(len(rows), others.shape[1] * exact.shape[1], NEAR_AT_HAND)))
    return apart


def _compare_with_all(exact: Points, rows: Rows, metric: Metric, graph: NeighborGraph) -> None:
    """Write the nearest of ``rows`` into ``graph``, from the distances to all others.

    Where this is needed, many distances are equal; often many vectors are, and are measured once.
    """
    k = graph.indices.shape[1]
    different, which = np.unique(exact, axis=0, return_inverse=True)
    cost = len(exact) + len(different) * (exact.shape[1] if metric.plain == "haversine" else 1)
    for block in _blocks(len(rows), cost):
        report(len(exact), len(exact))
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


def _blocks(n_rows: int, floats_per_row: int, size: int = BLOCK_BYTES) -> Iterator[slice]:
    rows_at_once = max(1, size // (8 * floats_per_row))
    for start in range(0, n_rows, rows_at_once):
        yield slice(start, start + rows_at_once)
