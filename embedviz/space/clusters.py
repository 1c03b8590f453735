"""Clusters of near items, for graphs of so many that not all pairs can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from embedviz.engine.progress import report, share
from embedviz.space.pairs import BLOCK, nearest_candidates, rounds_of

ROUNDS = 5
TAUGHT = 40
"""Items a centre is placed by: a guess; all would take k-means longer than the search itself."""


@dataclass(frozen=True)
class Clusters:
    """Items gathered in blocks of near ones.

    Attributes
    ----------
    points : (n, d) float32
        Centred, block after block.
    order : (n,) int64
        The item that each of the points is.
    starts : (b + 1,) int64
        Where each block begins, and n.
    """

    points: NDArray[np.float32]
    order: NDArray[np.int64]
    starts: NDArray[np.int64]

    @property
    def n_blocks(self) -> int:
        """How many blocks there are."""
        return len(self.starts) - 1


def cluster(exact: NDArray[np.float64]) -> Clusters:
    """Gather items in 2 √n clusters by k-means, the large ones cut to blocks of 512.

    The same points give the same clusters.
    """
    n_items = len(exact)
    points = np.ascontiguousarray(exact - exact.mean(axis=0), dtype=np.float32)
    n_centres = int(2 * np.sqrt(n_items))
    rng = np.random.default_rng(0)
    taught = points[np.sort(rng.permutation(n_items)[: TAUGHT * n_centres])]
    centres = taught[rng.permutation(len(taught))[:n_centres]]
    for turn in range(ROUNDS):
        with share(turn / (ROUNDS + 1), (turn + 1) / (ROUNDS + 1)):
            nearest = _nearest(centres, taught)
        members = csr_array(
            (np.ones(len(taught), np.float32), (nearest, np.arange(len(taught)))),
            shape=(n_centres, len(taught)),
        )
        sums = members @ taught
        counts = np.bincount(nearest, minlength=n_centres)[:, None]
        centres = np.where(counts, sums / np.maximum(counts, 1), centres).astype(np.float32)
    with share(ROUNDS / (ROUNDS + 1), 1.0):
        nearest = _nearest(centres, points)
    order = np.argsort(nearest, kind="stable")
    edges = np.append(0, np.cumsum(np.bincount(nearest, minlength=n_centres)))
    starts = [
        np.linspace(first, last, -(-(last - first) // BLOCK), endpoint=False).astype(np.int64)
        for first, last in pairwise(edges)
        if first < last
    ]
    return Clusters(points[order], order, np.append(np.concatenate(starts), n_items))


def near_candidates(clusters: Clusters, n_near: int, wanted: int) -> NDArray[np.int64]:
    """Find candidates for each item's nearest others among its ``n_near`` nearest blocks.

    Returns
    -------
    (n, wanted) int64
        In no order; the item itself in the place of any that is missing.
    """
    sizes = np.diff(clusters.starts)[:, None]
    middles = np.add.reduceat(clusters.points, clusters.starts[:-1], axis=0) / sizes
    with share(0.0, 0.01):
        near = _nearest(middles.astype(np.float32), middles.astype(np.float32), n_near)
    pairs = {
        (min(block, other), max(block, other))
        for block, others in enumerate(near.tolist())
        for other in (block, *others)
    }
    rounds = rounds_of(sorted(pairs))
    with share(0.01, 1.0):
        found = nearest_candidates(clusters.points, wanted, clusters.starts, rounds)
    candidates = np.empty(found.shape, np.int64)
    candidates[clusters.order] = np.where(
        found >= 0, clusters.order[found], clusters.order[:, None]
    )
    return candidates


def _nearest(
    centres: NDArray[np.float32], points: NDArray[np.float32], k: int = 0
) -> NDArray[np.int64]:
    """Give the nearest centre of each point, (n,), or the ``k`` nearest, (n, k)."""
    import faiss

    index = faiss.IndexFlatL2(centres.shape[1])
    index.add(centres)
    step = max(64, 10**10 // centres.size)  # some 0.1 s, so that a cancel is heard
    found = []
    for start in range(0, len(points), step):
        report(start, len(points))
        found.append(index.search(points[start : start + step], max(k, 1))[1])
    return np.concatenate(found) if k else np.concatenate(found)[:, 0]
