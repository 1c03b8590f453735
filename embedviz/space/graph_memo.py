"""GraphMemo: a space's neighbour graph, found once and kept."""

from __future__ import annotations

from threading import Lock
from typing import Any

from embedviz.space.metrics import Floats, Metric
from embedviz.space.neighbors import NeighborGraph, exact_neighbor_graph, neighbor_graph


class GraphMemo:
    """The widest neighbour graph of a space that was found so far.

    As ``cached_property`` does for what has no parameters: it spares work and changes no answer.
    Threads that ask at once wait for one search.

    Parameters
    ----------
    graph : NeighborGraph
        If it is found already, as by another process.
    """

    def __init__(self, graph: NeighborGraph | None = None) -> None:
        self._graph = graph
        self._lock = Lock()

    def __reduce__(self) -> tuple[Any, ...]:
        return GraphMemo, (self._graph,)  # a lock stays in its process

    def knows(self, k: int, *, exact: bool = False) -> bool:
        """Say whether a graph of at least ``k`` neighbours is there."""
        graph = self._graph
        return graph is not None and graph.n_neighbors >= k and (graph.is_exact or not exact)

    def graph(self, points: Floats, k: int, metric: Metric, *, exact: bool) -> NeighborGraph:
        """Give the ``k`` nearest others of each of the (n, d) points, searched for if need be."""
        with self._lock:
            if self._graph is None or not self.knows(k, exact=exact):
                find = exact_neighbor_graph if exact else neighbor_graph
                self._graph = find(points, k, metric)
            return self._graph.first(k)
