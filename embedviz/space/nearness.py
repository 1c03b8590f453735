"""Nearness: what a distance means in this space, beside those of random pairs and of neighbours."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from embedviz.errors import InvalidParameter, InvalidRequest
from embedviz.parameters import check_range
from embedviz.rounding import percent
from embedviz.space.metrics import NEAR_AT_HAND, Floats, Metric, plain_distances

if TYPE_CHECKING:
    from embedviz.space.vector_space import VectorSpace

MOST_PAIRS = 50_000
"""Pairs that are measured: all of up to 316 items, else so many drawn at random. A percentile is
known to 0.4 points at worst (two standard errors, in the middle), and to 0.1 around 99."""

SEED = 0
BINS = 40


@dataclass(frozen=True, eq=False)
class RandomPairs:
    """How far two items of a space are apart, drawn at random.

    Attributes
    ----------
    distances : (m,) float32
        In the metric's unit, ascending; read-only.
    is_exact : bool
        Whether these are all pairs there are.
    """

    distances: NDArray[np.float32] = field(repr=False)
    is_exact: bool

    def __len__(self) -> int:
        return len(self.distances)

    def percentile_of(self, distance: float) -> float:
        """Give the share of pairs that are farther apart, 0 to 1.

        That is 1 less ``scipy.stats.percentileofscore(..., kind="weak") / 100``: a pair that is
        just as far counts as not farther. Compared in float32, as neighbours are.

        Raises
        ------
        InvalidParameter
            If the distance is no finite number.
        """
        if not np.isfinite(distance):
            raise InvalidParameter(f"A distance must be a finite number, got {distance!r}.")
        nearer = np.searchsorted(self.distances, np.float32(distance), side="right")
        return float(len(self) - nearer) / len(self)


@dataclass(frozen=True, eq=False)
class Nearness:
    """A distance among those of random pairs and of true neighbours.

    Attributes
    ----------
    distance : float
        What was asked about, in the metric's unit; under cosine, 1 less the similarity.
    percentile : float
        The share of random pairs that are farther apart, 0 to 1.
    edges : (b + 1,) float64
        Of the bins, ascending; all as wide.
    random_pairs, neighbors : (b,) int64
        Pairs of either kind in each bin, which holds its left edge; the last one both.
    k : int
        Neighbours of each item that were counted.
    n_pairs : int
        How many random pairs there are.
    is_exact : bool
        Whether these are all pairs of the space.
    """

    distance: float
    percentile: float
    edges: NDArray[np.float64] = field(repr=False)
    random_pairs: NDArray[np.int64] = field(repr=False)
    neighbors: NDArray[np.int64] = field(repr=False)
    k: int = 0
    n_pairs: int = 0
    is_exact: bool = False

    @property
    def bin(self) -> int:
        """The bin in which the distance lies."""
        place = int(np.searchsorted(self.edges, self.distance, side="right")) - 1
        return min(max(place, 0), len(self.random_pairs) - 1)

    @property
    def sentence(self) -> str:
        """What a visitor reads, such as "Nearer than 99.2 % of random pairs."."""
        kind = "all pairs" if self.is_exact else "random pairs"
        if self.percentile == 1:
            return f"Nearer than each of {self.n_pairs:,} {kind}."
        if self.percentile == 0:
            return f"Nearer than none of {self.n_pairs:,} {kind}."
        return f"Nearer than {_share(self.percentile)} of {kind}."

    def to_frame(self) -> pd.DataFrame:
        """Give a table of the bins.

        ``from`` and ``to`` (the edges), ``random_pairs`` and ``neighbors`` (counts),
        ``random_share`` and ``neighbor_share`` (of all of their kind, so that the two can be
        drawn above each other), ``is_here``: whether the distance lies in it.
        """
        return pd.DataFrame(
            {
                "from": self.edges[:-1],
                "to": self.edges[1:],
                "random_pairs": self.random_pairs,
                "neighbors": self.neighbors,
                "random_share": self.random_pairs / max(self.random_pairs.sum(), 1),
                "neighbor_share": self.neighbors / max(self.neighbors.sum(), 1),
                "is_here": np.arange(len(self.random_pairs)) == self.bin,
            }
        )


def how_near(space: VectorSpace, distance: float, *, k: int = 10, bins: int = BINS) -> Nearness:
    """Say what a distance means in a space.

    Parameters
    ----------
    space : VectorSpace
        n items, whose neighbour graph is made if it isn't there.
    distance : float
        In the metric's unit: ``space.distance(a, b)``, or ``1 - similarity`` under cosine.
    k : int
        The true neighbours shown beside: those of each item, or all others where there are fewer.
    bins : int
        Of the histogram, 5 to 200.

    Raises
    ------
    InvalidRequest, InvalidParameter
        If there is a single item only; for a number out of its range.

    Examples
    --------
    >>> from embedviz.space import VectorSpace
    >>> space = VectorSpace([[0], [1], [5], [9]], list("abcd"))
    >>> near = how_near(space, space.distance("a", "b"), k=1, bins=9)
    >>> near.sentence, near.random_pairs.tolist(), near.neighbors.tolist()
    ('Nearer than 83 % of all pairs.', [0, 1, 0, 0, 2, 1, 0, 0, 2], [0, 2, 0, 0, 2, 0, 0, 0, 0])
    """
    check_range("bins", bins, 5, 200)
    pairs = space.random_pairs
    percentile = pairs.percentile_of(distance)
    near = space.neighbor_graph(min(k, len(space) - 1)).distances
    farthest = max(float(pairs.distances[-1]), float(near.max()), float(distance)) or 1.0
    edges = np.linspace(0.0, farthest, bins + 1)
    return Nearness(
        float(distance), percentile, edges,
        np.histogram(pairs.distances, edges)[0], np.histogram(near, edges)[0],
        int(near.shape[1]), len(pairs), pairs.is_exact,
    )  # fmt: skip


def random_pairs(points: Floats, metric: Metric) -> RandomPairs:
    """Measure random pairs of (n, d) *prepared* points; the same points give the same.

    Raises
    ------
    InvalidRequest
        If there is a single one.
    """
    n = len(points)
    if n < 2:
        raise InvalidRequest("A single item has no distance to others. Bring at least two.")
    is_exact = n * (n - 1) // 2 <= MOST_PAIRS
    first, second = np.triu_indices(n, 1) if is_exact else _drawn(n)
    apart = np.empty(len(first))
    for start in range(0, len(first), NEAR_AT_HAND):
        some = slice(start, start + NEAR_AT_HAND)
        exact = points[first[some]].astype(np.float64)
        apart[some] = plain_distances(exact, points[second[some]], metric.plain)
    distances = np.sort(np.asarray(metric.from_plain(apart), dtype=np.float32))
    distances.setflags(write=False)
    return RandomPairs(distances, is_exact)


def _drawn(n: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Draw pairs of two different items, each pair as likely as any other."""
    random = np.random.default_rng(SEED)
    first = random.integers(0, n, MOST_PAIRS)
    second = (first + random.integers(1, n, MOST_PAIRS)) % n
    return first, second


def _share(share: float) -> str:
    """Write a share with a decimal where it is near 0 or 1, and never as all or none."""
    if 0.01 < share < 0.99:
        return percent(share, 0)
    return percent(min(max(share, 0.001), 0.999), 1)
