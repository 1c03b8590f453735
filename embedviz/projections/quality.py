"""Quality: how far a drawing can be believed, overall and for each item."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from embedviz.engine.progress import report, share
from embedviz.space import METRICS, NeighborGraph, VectorSpace
from embedviz.space.metrics import Floats, Plain
from embedviz.space.neighbors import exact_neighbor_graph
from embedviz.space.searches import TREE_DIMENSIONS

QUALITY_VERSION = 1
"""Counted up when the same drawing is measured to be of another quality."""

QUALITY_K = 10
LARGEST_SAMPLE = 2_000
"""Ranks compare an item with all others; beyond this many items, this many are drawn for it."""

MANY_RANKED = 50_000
"""Beyond so many items of few dimensions a tree counts who is nearer: 2,000 ranks among 1,000,000
places take 1 s in place of 40."""

SLACK = 1e-12
"""A tree's last digit may differ: who is nearer by less than this share is as near."""

BLOCK_ROWS = 256
MOST_DISTANCES = 5_000_000
"""Between two reports, so that a cancel is heard soon."""


@dataclass(frozen=True)
class Quality:
    """How much of each item's neighbourhood survives in a drawing.

    Attributes
    ----------
    k : int
        How many neighbours an item's neighbourhood is taken to be.
    overlap : (n,) float32
        Neighbourhood overlap: the share of an item's k true neighbours that are also among its k
        nearest in the drawing.
    trustworthiness : float
        1 less a penalty for false neighbours, near in the drawing but not in the space; 1 is
        perfect, about 0.5 is chance (Venna and Kaski 2001).
    continuity : float
        The same for missing neighbours, near in the space but not in the drawing.
    trustworthiness_of, continuity_of : (m,) float32
        The same for each item of ``sample``; their mean is the figure.
    seed : int
        Of the sample.
    """

    k: int
    overlap: NDArray[np.float32]
    trustworthiness: float
    continuity: float
    trustworthiness_of: NDArray[np.float32]
    continuity_of: NDArray[np.float32]
    seed: int = 0

    @cached_property
    def sample(self) -> NDArray[np.int64]:
        """The (m,) items whose ranks were counted, ascending: all up to 2,000, else some."""
        return sample_of(len(self.overlap), self.seed)

    @property
    def mean_overlap(self) -> float:
        """The share of all true neighbours that the drawing keeps."""
        return float(self.overlap.mean())


def measure_quality(
    space: VectorSpace, coordinates: Floats, k: int = QUALITY_K, *, seed: int = 0
) -> Quality:
    """Compare each item's neighbours in the space with those in a drawing of it.

    Parameters
    ----------
    space : VectorSpace
    coordinates : (n, 2 | 3) float
    k : int
        At most (n - 1) // 2 is used: beyond that the penalty has no fixed scale.
    seed : int
        For the sample that ranks are counted on, where there are more than 2,000 items.

    Notes
    -----
    The trustworthiness of an item is 1 - 2 / (k (2n - 3k - 1)) times the sum of (r - k) over its
    false neighbours, r being their rank in the space; that is the normalization of
    scikit-learn's ``trustworthiness``, whose value the mean equals.

    References
    ----------
    J. Venna, S. Kaski: Neighborhood preservation in nonlinear projection methods, ICANN 2001.
    https://doi.org/10.1007/3-540-44668-0_68
    """
    n_items = len(space)
    k = max(1, min(k, (n_items - 1) // 2))  # two items: each is the other's only neighbour
    with share(0.0, 0.4):
        true = space.neighbor_graph(k)
    with share(0.4, 0.5):
        drawn = exact_neighbor_graph(coordinates, k, METRICS["euclidean"])
    sample = sample_of(n_items, seed)
    plain = space.measure.plain
    with share(0.5, 0.9):
        trust = _kept(space.points, plain, drawn, true, sample)
    with share(0.9, 1.0):
        continuity = _kept(coordinates, "euclidean", true, drawn, sample)
    return Quality(
        k=k, overlap=neighborhood_overlap(true, drawn), trustworthiness=float(trust.mean()),
        continuity=float(continuity.mean()), trustworthiness_of=trust.astype(np.float32),
        continuity_of=continuity.astype(np.float32), seed=seed,
    )  # fmt: skip


def neighborhood_overlap(true: NeighborGraph, drawn: NeighborGraph) -> NDArray[np.float32]:
    """Give each item's share of true neighbours that are also neighbours in the drawing, (n,)."""
    shared = (true.indices[:, :, None] == drawn.indices[:, None, :]).any(axis=2)
    return np.asarray(shared.mean(axis=1), dtype=np.float32)


def sample_of(n_items: int, seed: int = 0) -> NDArray[np.int64]:
    """Give the rows whose ranks are counted, ascending."""
    if n_items <= LARGEST_SAMPLE:
        return np.arange(n_items)
    rng = np.random.default_rng(seed)
    return np.sort(rng.choice(n_items, LARGEST_SAMPLE, replace=False))


def _kept(
    points: Floats,
    plain: Plain,
    claimed: NeighborGraph,
    real: NeighborGraph,
    sample: NDArray[np.int64],
) -> NDArray[np.float64]:
    """1 less the penalty for neighbours that are claimed but not real, for each sampled item."""
    n_items, k = claimed.indices.shape
    penalty = np.zeros(len(sample))
    start = 0
    count = _ranks_by_tree if _suits_a_tree(points, plain) else _ranks
    for ranks in count(points, plain, claimed.indices, sample):
        rows = sample[start : start + len(ranks)]
        is_real = (claimed.indices[rows][:, :, None] == real.indices[rows][:, None, :]).any(axis=2)
        penalty[start : start + len(ranks)] = np.where(is_real, 0, np.maximum(ranks - k, 0)).sum(1)
        start += len(ranks)
    worst = k * (2 * n_items - 3 * k - 1) / 2
    return np.asarray(1 - penalty / max(worst, 1))


def _ranks(
    points: Floats, plain: Plain, others: NDArray[np.int32], sample: NDArray[np.int64]
) -> Iterator[NDArray[np.int64]]:
    """For blocks of sampled items, the rank of each of its ``others``; the nearest has rank 1."""
    from sklearn.metrics import pairwise_distances

    exact = points.astype(np.float64)
    block_rows = max(1, min(BLOCK_ROWS, MOST_DISTANCES // len(points)))
    for start in range(0, len(sample), block_rows):
        report(start, len(sample))
        rows = sample[start : start + block_rows]
        apart = pairwise_distances(exact[rows], exact, metric=plain)
        apart[np.arange(len(rows)), rows] = -1  # the item itself comes first, whoever equals it
        asked = np.take_along_axis(apart, others[rows].astype(np.int64), axis=1)
        apart.sort(axis=1)
        yield np.stack([np.searchsorted(*each) for each in zip(apart, asked, strict=True)])


def _suits_a_tree(points: Floats, plain: Plain) -> bool:
    few = points.shape[1] <= TREE_DIMENSIONS and plain != "haversine"
    return few and len(points) > MANY_RANKED


def _ranks_by_tree(
    points: Floats, plain: Plain, others: NDArray[np.int32], sample: NDArray[np.int64]
) -> Iterator[NDArray[np.int64]]:
    """Give what :func:`_ranks` gives; the nearer ones are counted, not sorted."""
    from scipy.spatial import KDTree

    exact = points.astype(np.float64)
    order = 1 if plain == "manhattan" else 2
    tree = KDTree(exact, compact_nodes=False, balanced_tree=False)
    for start in range(0, len(sample), BLOCK_ROWS):
        report(start, len(sample))
        rows = sample[start : start + BLOCK_ROWS]
        middles = np.repeat(exact[rows], others.shape[1], axis=0)
        apart = np.linalg.norm(middles - exact[others[rows].ravel()], ord=order, axis=1)
        nearer = np.nextafter(apart * (1 - SLACK), 0)
        counts = tree.query_ball_point(middles, nearer, p=order, workers=-1, return_length=True)
        # It counts itself, unless another equals it: then nobody is nearer than that one.
        yield np.maximum(counts, 1).reshape(len(rows), -1)
