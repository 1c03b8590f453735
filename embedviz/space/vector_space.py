"""VectorSpace: vectors with labels and a metric; asks neighbours, analogies and axes of them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from mmap import mmap
from threading import RLock
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from embedviz.datasets.dataset import Dataset
from embedviz.errors import InvalidRequest, UnknownName
from embedviz.space.analogy import PARALLELOGRAM, SCORES
from embedviz.space.axes import along
from embedviz.space.contributions import contributions
from embedviz.space.metrics import Metric, metric_named
from embedviz.space.neighbors import (
    NeighborGraph,
    check_k,
    exact_neighbor_graph,
    neighbor_graph,
)

Vector = NDArray[np.float32]
Label = str
LARGEST_DEGREES = np.array([90, 180])


@dataclass(frozen=True, eq=False)
class VectorSpace:
    """n items as vectors of d dimensions, and what near means among them.

    Parameters
    ----------
    vectors : (n, d) array of numbers
        Kept as float32, read-only; copied, unless they lie in bytes or in a file mapped to be
        read.
    labels : sequence of str
        n unique display names.
    metric : str
        ``"euclidean"``, ``"cosine"``, ``"manhattan"`` or ``"haversine"`` (latitude and longitude
        in degrees, distances in km).
    feature_names : sequence of str
        A name for each dimension; ``dimension 1`` and so on where none are given.
    feature_columns : sequence of str
        The column of the data set that each dimension comes from; its own name where none is.
    dataset : Dataset
        The facts of the items, row by row; an empty table where there are none.
    made_by : str
        How the vectors were made, as a visitor reads it.

    Raises
    ------
    InvalidRequest
        If the shapes don't fit, a value is not finite, or haversine gets no coordinates.
    UnknownName
        If there is no such metric.

    Examples
    --------
    >>> space = VectorSpace([[0, 0], [3, 4], [9, 9]], ["a", "b", "c"])
    >>> space.neighbors("a", k=2)[["label", "distance"]].values.tolist()
    [['b', 5.0], ['c', 12.72792...]]
    """

    vectors: NDArray[np.float32]
    labels: tuple[str, ...]
    metric: str = "euclidean"
    feature_names: tuple[str, ...] = ()
    feature_columns: tuple[str, ...] = ()
    dataset: Dataset = field(default=None, repr=False)  # type: ignore[assignment]
    made_by: str = ""
    _graphs: list[NeighborGraph] = field(default_factory=list, init=False, repr=False)
    _lock: RLock = field(default_factory=RLock, init=False, repr=False)

    def __post_init__(self) -> None:
        copy = None if _stays(self.vectors) else True  # None: only where it has to be
        vectors = np.array(self.vectors, np.float32, order="C", copy=copy)
        if vectors.ndim != 2 or not vectors.shape[1]:
            raise InvalidRequest(
                "Vectors must be a table of numbers, one row an item and at least one column, "
                f"got the shape {vectors.shape}."
            )
        vectors.setflags(write=False)
        n_dimensions = vectors.shape[1]
        names = tuple(self.feature_names) or tuple(
            f"dimension {number}" for number in range(1, n_dimensions + 1)
        )
        labels = tuple(self.labels)
        if len(labels) != len(vectors):
            raise InvalidRequest(f"{len(labels):,} labels were given for {len(vectors):,} vectors.")
        if len(names) != n_dimensions:
            raise InvalidRequest(
                f"{len(names):,} names were given for {n_dimensions:,} dimensions."
            )
        if self.dataset is not None and self.dataset.labels != labels:
            raise InvalidRequest("The labels of the vectors are not those of their data set.")
        for name, value in {
            "vectors": vectors,
            "labels": labels,
            "feature_names": names,
            "feature_columns": tuple(self.feature_columns) or names,
            "dataset": self.dataset or Dataset("vectors", _no_facts(labels), labels),
        }.items():
            object.__setattr__(self, name, value)
        self._check()

    def _check(self) -> None:
        metric_named(self.metric)
        # Two numbers tell of all, without another array as large as the vectors.
        if not np.isfinite([self.vectors.min(), self.vectors.max()]).all():
            row, column = (int(where) for where in np.argwhere(~np.isfinite(self.vectors))[0])
            raise InvalidRequest(
                f'The vector of "{self.labels[row]}" has no finite number in '
                f'"{self.feature_names[column]}". Every value must be a finite number.'
            )
        nowhere = ~self.vectors.any(axis=1)
        if self.metric == "cosine" and nowhere.any():
            raise InvalidRequest(
                f'"{self.labels[int(nowhere.argmax())]}" has only zeros in its vector, so it '
                "points nowhere and has no angle to others. Leave it out, or choose another "
                "distance than cosine."
            )
        degrees = self.vectors.shape[1] == 2 and bool(
            (np.abs(self.vectors) <= LARGEST_DEGREES).all()
        )
        if self.metric == "haversine" and not degrees:
            raise InvalidRequest(
                "Haversine measures kilometres on the Earth: it needs exactly latitude and "
                "longitude, in degrees, not scaled. Choose those two features, or another metric."
            )

    def __len__(self) -> int:
        return len(self.labels)

    def __getstate__(self) -> dict[str, Any]:
        """Give what goes to another process: all but the lock and what is quickly made again."""
        made_again = {"_lock", "points"}
        return {name: value for name, value in self.__dict__.items() if name not in made_again}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state, _lock=RLock())
        self.vectors.setflags(write=False)

    def __repr__(self) -> str:
        items, dimensions = self.vectors.shape
        made = f" by {self.made_by}" if self.made_by else ""
        return f"VectorSpace({items:,} items × {dimensions:,} dimensions, {self.metric}{made})"

    def __getitem__(self, label: Label) -> Vector:
        """Give the (d,) vector of an item."""
        return np.asarray(self.vectors[self.index_of(label)])

    @property
    def n_dimensions(self) -> int:
        """The number of dimensions, d."""
        return int(self.vectors.shape[1])

    @property
    def measure(self) -> Metric:
        """The metric itself: its title, unit and distances."""
        return metric_named(self.metric)

    @cached_property
    def points(self) -> NDArray[np.floating]:
        """The vectors as the metric prepares them: (n, d), unit length for cosine."""
        points = self.measure.prepare(self.vectors)
        points.setflags(write=False)
        return points

    @cached_property
    def fingerprint(self) -> str:
        """A hash of vectors, labels and metric: equal for equal spaces."""
        digest = hashlib.sha256(repr((self.labels, self.metric, self.vectors.shape)).encode())
        digest.update(self.vectors.data)
        return digest.hexdigest()

    def with_metric(self, metric: str) -> VectorSpace:
        """Give the same vectors under another metric."""
        return self if metric == self.metric else replace(self, metric=metric)

    def take(self, rows: Sequence[int]) -> VectorSpace:
        """Give the space of these rows alone, in this order."""
        kept = list(rows)
        return replace(
            self,
            vectors=self.vectors[kept],
            labels=tuple(self.labels[row] for row in kept),
            dataset=self.dataset.take(kept),
        )

    def index_of(self, label: Label) -> int:
        """Give the row of an item.

        Raises
        ------
        UnknownLabel
            With the closest labels.
        AmbiguousLabel
            If a bare name fits several items, with those.
        """
        return self.dataset.label_index[label]

    def distances(self, vector: ArrayLike) -> NDArray[np.float64]:
        """Give the distance of every item to a (d,) vector, (n,) float64."""
        return self.measure.distances(self._as_vector(vector), self.points)

    def distance(self, first: Label, second: Label) -> float:
        """Give the distance between two items, in the metric's unit."""
        pair = self.points[[self.index_of(second)]]
        return float(self.measure.between(self.points[self.index_of(first)], pair)[0])

    def neighbors(self, label: Label, k: int = 10) -> pd.DataFrame:
        """List the k items nearest to an item, without itself.

        Returns
        -------
        pandas.DataFrame
            ``rank`` (from 1), ``label``, ``index``, ``distance`` and, for cosine, ``similarity``.
            Equal distances are ordered by index.

        Raises
        ------
        UnknownLabel, AmbiguousLabel
            If the label is not that of one item.
        InvalidParameter
            If there are fewer than k others.
        """
        item = self.index_of(label)
        check_k(k, len(self))
        apart = self.measure.between(self.points[item], self.points)
        return self._nearest(apart, k, without=[item])

    def nearest(
        self, vector: ArrayLike, k: int = 10, exclude: Sequence[Label] = ()
    ) -> pd.DataFrame:
        """List the k items nearest to any (d,) vector; columns as :meth:`neighbors`."""
        without = [self.index_of(label) for label in exclude]
        check_k(k, len(self), left_out=len(set(without)))
        return self._nearest(self.distances(vector), k, without=without)

    def analogy(
        self,
        positive: Sequence[Label],
        negative: Sequence[Label] = (),
        k: int = 5,
        method: str = "3cosadd",
    ) -> pd.DataFrame:
        """Answer "negative is to the first positive as the other positive is to what?".

        Parameters
        ----------
        positive, negative : sequences of str
            Items added and taken away: king and woman, without man.
        k : int
            How many answers.
        method : str
            ``"3cosadd"`` (Mikolov 2013), ``"3cosmul"`` (Levy and Goldberg 2014), both by cosine
            whatever the metric and equal to gensim's ``most_similar``; or ``"parallelogram"``,
            the items nearest to the target by the space's own metric.

        Returns
        -------
        pandas.DataFrame
            ``rank``, ``label``, ``index`` and ``similarity`` (or ``distance``, for the
            parallelogram), best first. The items of the question are left out.

        Raises
        ------
        InvalidRequest
            If nothing is added.
        UnknownLabel, AmbiguousLabel, InvalidParameter, UnknownName
            For an unknown item, too large a k, an unknown method.
        """
        if not len(positive):
            raise InvalidRequest("An analogy needs at least one item to start from.")
        if method == PARALLELOGRAM:
            target = self.target(positive, negative)
            return self.nearest(target, k, exclude=[*positive, *negative])
        if method not in SCORES:
            raise UnknownName.among("analogy method", method, [*SCORES, PARALLELOGRAM])
        plus, minus = ([self.index_of(label) for label in side] for side in (positive, negative))
        check_k(k, len(self), left_out=len({*plus, *minus}))
        scores = SCORES[method](self.vectors, plus, minus)
        table = self._nearest(-scores.astype(np.float64), k, without=[*plus, *minus])
        table["similarity"] = -table["distance"]
        return table[["rank", "label", "index", "similarity"]]

    def target(self, positive: Sequence[Label], negative: Sequence[Label] = ()) -> Vector:
        """Give the (d,) vector an analogy leads to: what is added less what is taken away."""
        points = self.points if self.metric == "cosine" else self.vectors
        target = np.zeros(self.n_dimensions, dtype=np.float32)
        for sign, side in ((1, positive), (-1, negative)):
            for label in side:
                target += sign * points[self.index_of(label)]
        return target

    def axis(self, first: Label, second: Label) -> NDArray[np.float32]:
        """Give each item's coordinate along the direction between two poles, (n,) float32.

        0 at ``first``, 1 at ``second``; less and more beyond them. Under cosine, all vectors are
        taken at unit length.

        Raises
        ------
        InvalidRequest
            If the poles have the same vector.
        """
        points = self.points if self.metric == "cosine" else self.vectors
        return along(points, points[self.index_of(first)], points[self.index_of(second)])

    def contributions(self, first: Label, second: Label) -> pd.DataFrame:
        """Tell which features make two items near or far.

        Returns
        -------
        pandas.DataFrame
            ``feature`` (the column; dimensions of one column are added up) and ``share`` of the
            distance, 0 to 1, largest first.
        """
        shares = contributions(self[first], self[second], self.metric)
        by_column = pd.Series(shares).groupby(pd.Series(self.feature_columns), sort=False).sum()
        table = by_column.sort_values(ascending=False, kind="stable").reset_index()
        return table.set_axis(["feature", "share"], axis=1)

    def neighbor_graph(self, k: int = 15, *, exact: bool = False) -> NeighborGraph:
        """Give the k nearest others of every item; computed once, shared by all.

        Exact up to 2 · 10¹² differences (n · n · d; 72,000 items of 384 dimensions), and for
        Manhattan, haversine and up to 6 dimensions always. Beyond, nearly so: ``recall`` of the
        graph says which share of the true neighbours is in it. The same space gives the same
        graph.

        Parameters
        ----------
        k : int
        exact : bool
            Compare all pairs, however many they are.

        Raises
        ------
        InvalidParameter
            If there are fewer than k others.
        """
        check_k(k, len(self))
        with self._lock:
            known = next(
                (
                    graph
                    for graph in self._graphs
                    if graph.indices.shape[1] >= k and (graph.is_exact or not exact)
                ),
                None,
            )
            if known is None:
                find = exact_neighbor_graph if exact else neighbor_graph
                known = find(self.points, k, self.measure)
                self._graphs[:] = [known]
        return known.first(k)

    def adopt_graph(self, graph: NeighborGraph) -> None:
        """Take this space's own neighbour graph from where it was found: by another process."""
        with self._lock:
            if not self.knows_graph(graph.indices.shape[1]):
                self._graphs[:] = [graph]

    def knows_graph(self, k: int) -> bool:
        """Say whether the graph of so many neighbours is there already."""
        return any(graph.indices.shape[1] >= k for graph in self._graphs)

    def _as_vector(self, vector: ArrayLike) -> Vector:
        array = np.asarray(vector, dtype=np.float32)
        if array.shape != (self.n_dimensions,):
            raise InvalidRequest(
                f"A vector of this space has {self.n_dimensions:,} numbers, "
                f"got the shape {array.shape}."
            )
        return array

    def _nearest(
        self, distances: NDArray[np.float64], k: int, without: Sequence[int]
    ) -> pd.DataFrame:
        distances = distances.copy()
        distances[list(without)] = np.inf
        # As the neighbour graph does it: what is equal in float32 is ordered by index.
        found = np.argsort(distances.astype(np.float32), kind="stable")[:k]
        table = pd.DataFrame(
            {
                "rank": np.arange(1, len(found) + 1),
                "label": [self.labels[index] for index in found],
                "index": found,
                "distance": distances[found],
            }
        )
        if self.metric == "cosine":
            table["similarity"] = 1 - table["distance"]
        return table


def _stays(vectors: ArrayLike) -> bool:
    """Say whether vectors are float32 in bytes or in a mapped file, where nobody writes to them."""
    under: Any = vectors
    while isinstance(under, np.ndarray):
        if under.flags.writeable or under.dtype.kind == "O":
            return False
        under = under.base
    return isinstance(vectors, np.ndarray) and (
        vectors.dtype == np.float32 and isinstance(under, bytes | mmap)
    )


def _no_facts(labels: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(index=range(len(labels)))
