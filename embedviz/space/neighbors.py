"""The neighbour graph: for every item the k nearest others, under any metric."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from embedviz.engine.progress import report, share
from embedviz.errors import InvalidParameter
from embedviz.space.metrics import Floats, Metric, Plain, plain_distances

Points = NDArray[np.float64]
Rows = NDArray[np.int64]
Search = Callable[[Points, Rows, int], tuple[NDArray[np.int64], float]]
"""(n, d) points, the rows asked for, how many candidates -> their indices (rows, candidates), and
by how much a squared distance may have been misjudged."""

GRAPH_VERSION = 1
"""Counted up when the same space gives other neighbours."""

TREE_DIMENSIONS = 6
"""Up to here a tree answers faster than comparing all pairs (20,000 random points, 2 cores:
0.1 s against 0.5 s at d = 4, 0.7 s against 0.2 s at d = 8)."""

FEW_DIFFERENCES = 1_000_000
"""Up to so many differences of two numbers all pairs are simply compared: faster than importing
what would search (600 places of two coordinates: 30 ms against 600 ms)."""

MANY_DIFFERENCES = 10**10
"""From here on compiled code halves the work of a flat index; below, both take less than the
0.3 s that loading the compiled code does."""

LARGEST_EXACT = 2 * 10**12
"""Differences (n · n · d) up to which all pairs are compared: 72,000 items of 384 dimensions,
some 32 s of processor time (measured: 20,000 in 2.5 s). Beyond, only items of near clusters are."""

LEAST_RECALL = 0.95
RECALL_SAMPLE = 500
"""Items whose exact neighbours are looked up to measure the recall: known to about 0.3 %."""

SPARE_CANDIDATES = 16
"""Looked at beyond the k nearest: they prove that none was missed, to rounding or to a tie."""

BLOCK_BYTES = 64 * 2**20

DIFFERENCES_AT_ONCE = 10**9
TREE_ROWS_AT_ONCE = 20_000
"""Searched without a word in between; a guess, small enough that a cancel is heard soon."""


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
    graph = NeighborGraph(np.empty((len(points), k), np.int32), np.empty((len(points), k), "f4"))
    _write_exact(np.asarray(points, np.float64), np.arange(len(points)), metric, graph)
    return graph


def neighbor_graph(points: Floats, k: int, metric: Metric) -> NeighborGraph:
    """Find the k nearest other items of every item: exactly, or among very many nearly so.

    Up to 2 · 10¹² differences (n · n · d) this is :func:`exact_neighbor_graph`. Beyond, items are
    gathered in clusters by k-means and compared with those of near clusters alone; what is found
    is measured exactly. The recall is measured on a sample in the same call, and where it is
    below 0.95, three times as many clusters are compared, at last all. The same points give the
    same graph; on another machine, rounding may put an item into another cluster.

    Parameters and errors are those of :func:`exact_neighbor_graph`; see ``recall`` of the result.
    """
    check_k(k, len(points))
    n_items, n_dimensions = points.shape
    by_clusters = metric.plain == "euclidean" and n_dimensions > TREE_DIMENSIONS
    if not by_clusters or n_items * n_items * n_dimensions <= LARGEST_EXACT:
        return exact_neighbor_graph(points, k, metric)
    return approximate_neighbor_graph(points, k, metric)


def approximate_neighbor_graph(points: Floats, k: int, metric: Metric) -> NeighborGraph:
    """Find nearly all of the k nearest others of every item, whatever their number.

    For metrics whose plain distance is Euclidean; see :func:`neighbor_graph`.
    """
    from embedviz.space.clusters import cluster, near_candidates

    check_k(k, len(points))
    exact = np.asarray(points, np.float64)
    sample = np.sort(np.random.default_rng(0).permutation(len(points))[:RECALL_SAMPLE])
    graph = NeighborGraph(np.empty((len(points), k), np.int32), np.empty((len(points), k), "f4"))
    with share(0.0, 0.1):
        clusters = cluster(exact)
        _write_exact(exact, sample, metric, graph)
    true = graph.indices[sample]
    from_, n_near = 0.1, 48
    while 3 * n_near < clusters.n_blocks:
        with share(from_, (from_ + 1) / 2):
            candidates = near_candidates(clusters, n_near, k + SPARE_CANDIDATES)
            _measure(exact, np.arange(len(exact)), candidates, np.inf, metric=metric, graph=graph)
        kept = (true[:, :, None] == graph.indices[sample][:, None, :]).any(axis=2)
        if kept.mean() >= LEAST_RECALL and np.isfinite(graph.distances).all():
            return replace(graph, recall=float(kept.mean()), is_exact=False)
        from_, n_near = (from_ + 1) / 2, 3 * n_near
    with share(from_, 1.0):
        return exact_neighbor_graph(points, k, metric)


def _write_exact(exact: Points, rows: Rows, metric: Metric, graph: NeighborGraph) -> None:
    """Write the exact nearest of ``rows`` into ``graph``."""
    n_items, n_dimensions = exact.shape
    wanted = min(graph.indices.shape[1] + 1 + SPARE_CANDIDATES, n_items)
    few = n_items * n_items * n_dimensions <= FEW_DIFFERENCES
    for search in () if few else _searches(metric.plain, len(rows), exact):
        candidates, error = search(exact, rows, wanted)
        proven = _measure(exact, rows, candidates, error, metric=metric, graph=graph)
        rows = rows[~proven]
        if not len(rows):
            return
    _compare_with_all(exact, rows, metric, graph)


def _searches(plain: Plain, n_rows: int, exact: Points) -> tuple[Search, ...]:
    """Give the searches that suit a distance, the fastest first."""
    n_items, n_dimensions = exact.shape
    if plain == "haversine":
        return (_scikit_search(plain, "ball_tree"),)
    if n_dimensions <= TREE_DIMENSIONS:
        return (_scikit_search(plain, "kd_tree"),)
    if plain == "euclidean":
        many = n_rows == n_items and n_items * n_items * n_dimensions > MANY_DIFFERENCES
        first = _all_pairs_search if many else _faiss_search
        return first, _scikit_search(plain, "brute")
    return (_scikit_search(plain, "brute"),)


def _scikit_search(plain: Plain, algorithm: str) -> Search:
    def search(exact: Points, rows: Rows, wanted: int) -> tuple[NDArray[np.int64], float]:
        from sklearn.neighbors import NearestNeighbors

        # Only brute force on Euclidean distances multiplies; all others take differences.
        multiplies = plain == "euclidean" and algorithm == "brute"
        points = exact - exact.mean(axis=0) if multiplies else exact
        finder = NearestNeighbors(metric=plain, algorithm=algorithm, n_jobs=-1).fit(points)
        at_once = DIFFERENCES_AT_ONCE // points.size if algorithm == "brute" else TREE_ROWS_AT_ONCE
        found = [
            finder.kneighbors(points[some], wanted, return_distance=False)
            for some in _announced(rows, len(points), at_once)
        ]
        return np.concatenate(found), _rounding(points) if multiplies else 0.0

    return search


def _faiss_search(exact: Points, rows: Rows, wanted: int) -> tuple[NDArray[np.int64], float]:
    import faiss

    centred = np.ascontiguousarray(exact - exact.mean(axis=0), dtype=np.float32)
    index = faiss.IndexFlatL2(centred.shape[1])
    index.add(centred)
    found = [
        index.search(centred[some], wanted)[1]
        for some in _announced(rows, len(exact), 10 * DIFFERENCES_AT_ONCE // centred.size)
    ]
    return np.concatenate(found), _rounding(centred)


def _all_pairs_search(exact: Points, _all: Rows, wanted: int) -> tuple[NDArray[np.int64], float]:
    from embedviz.space.pairs import nearest_candidates

    centred = np.ascontiguousarray(exact - exact.mean(axis=0), dtype=np.float32)
    return nearest_candidates(centred, wanted - 1).astype(np.int64), _rounding(centred)


def _announced(rows: Rows, n_items: int, at_once: int) -> Iterator[Rows]:
    """Give the rows in portions, and say after each how far the whole graph is."""
    at_once = max(at_once, 64)
    for start in range(0, len(rows), at_once):
        yield rows[start : start + at_once]
        done = n_items - len(rows) + min(start + at_once, len(rows))
        # A second search has only what the first could not prove: by then, all is nearly done.
        report(done if len(rows) == n_items else n_items, n_items)


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
        report(1, 1)  # what was searched is found; this only lets a cancel be heard
        found = np.sort(candidates[block], axis=1)
        apart = _candidate_distances(exact, rows[block], found, metric.plain)
        itself = found == rows[block, None]
        _write(found, np.where(itself, np.inf, metric.from_plain(apart)), rows[block], graph)
        if not everyone:
            farthest = np.where(itself, 0, apart).max(axis=1)
            at_least = metric.from_plain(np.sqrt(np.maximum(farthest**2 - error, 0)))
            proven[block] = at_least.astype(np.float32) > graph.distances[rows[block], -1]
    return proven


def _candidate_distances(exact: Points, rows: Rows, found: Rows, plain: Plain) -> Floats:
    if plain != "euclidean" or len(exact) ** 2 * exact.shape[1] <= MANY_DIFFERENCES:
        return plain_distances(exact[rows, None, :], exact[found], plain)
    from embedviz.space.pairs import distances_to

    return distances_to(exact, rows, found)


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


def _blocks(n_rows: int, floats_per_row: int) -> Iterator[slice]:
    rows_at_once = max(1, BLOCK_BYTES // (8 * floats_per_row))
    for start in range(0, n_rows, rows_at_once):
        yield slice(start, start + rows_at_once)
