"""VectorSpace: vectors with labels and a metric; asks neighbours, analogies and axes of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from threading import Lock
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, DTypeLike, NDArray

from embedviz.datasets.dataset import Dataset
from embedviz.errors import InvalidRequest
from embedviz.glance import COLUMNS, dots, flat, glance
from embedviz.registry import named
from embedviz.space.analogy import PARALLELOGRAM, SCORES
from embedviz.space.arrays import read_only
from embedviz.space.checks import as_vector, check_finite, check_metric, check_table
from embedviz.space.contributions import contributions
from embedviz.space.metrics import Metric, metric_named
from embedviz.space.more import known_encoder, larger, vector_of
from embedviz.space.nearness import RandomPairs, random_pairs
from embedviz.space.neighbors import NeighborGraph, check_k, exact_neighbor_graph, neighbor_graph
from embedviz.space.origin import check_origin, remember

Vector = NDArray[np.float32]
Label = str
COMPUTED = ("points", "fingerprint", "random_pairs")
"""What a space computes of its vectors, labels and metric when it is first asked."""


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
    encoder : object, optional
        What makes vectors of further rows: that which made these, fitted.

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
    encoder: Any = field(default=None, repr=False)
    _graph: NeighborGraph | None = field(default=None, init=False, repr=False)
    """The widest neighbour graph that was found so far; it spares work and changes no answer."""
    _searching: Lock = field(default_factory=Lock, init=False, repr=False)

    def __post_init__(self) -> None:
        vectors = read_only(self.vectors)
        labels, names = tuple(self.labels), tuple(self.feature_names)
        check_table(vectors, labels, names)
        names = names or tuple(f"dimension {number + 1}" for number in range(vectors.shape[1]))
        if self.dataset is not None and self.dataset.labels != labels:
            raise InvalidRequest("The labels of the vectors are not those of their data set.")
        for name, value in {
            "metric": metric_named(self.metric).name,
            "vectors": vectors,
            "labels": labels,
            "feature_names": names,
            "feature_columns": tuple(self.feature_columns) or names,
            "dataset": self.dataset or Dataset("vectors", _no_facts(labels), labels, private=True),
        }.items():
            object.__setattr__(self, name, value)
        check_finite(vectors, labels, names)
        check_metric(self.metric, vectors, labels)
        if self.encoder is not None:
            remember(self.vectors, self.encoder)

    def __len__(self) -> int:
        return len(self.labels)

    def __getstate__(self) -> dict[str, Any]:
        """Give what goes to another process: all but what is quickly made again."""
        made_again = {"points", "random_pairs", "_searching"}
        return {name: value for name, value in self.__dict__.items() if name not in made_again}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state, _searching=Lock())
        self.vectors.setflags(write=False)

    def __repr__(self) -> str:
        items, dimensions = self.vectors.shape
        made = f" by {self.made_by}" if self.made_by else ""
        return f"VectorSpace({items:,} items × {dimensions:,} dimensions, {self.metric}{made})"

    def _repr_html_(self) -> str:
        """Give what a notebook shows: the first vectors, and all of them seen by PCA, small."""
        n_shown = COLUMNS - 1  # beside the label
        names = list(self.feature_names[:n_shown])
        few = pd.DataFrame(self.vectors[:, :n_shown], columns=names)
        few.insert(0, "label", list(self.labels), allow_duplicates=True)
        return glance(repr(self), "Its items as PCA draws them", few, dots(flat(self.points)))

    def __getitem__(self, label: Label) -> Vector:
        """Give the (d,) vector of an item."""
        return np.asarray(self.vectors[self.index_of(label)])

    def __contains__(self, label: object) -> bool:
        """Say whether ``space[label]`` gives a vector."""
        return isinstance(label, str) and len(self.dataset.label_index.fits(label)) == 1

    def __iter__(self) -> Iterator[Label]:
        """Give the labels, as a dictionary its keys."""
        return iter(self.labels)

    def __array__(  # NumPy calls it so
        self,
        dtype: DTypeLike | None = None,
        copy: bool | None = None,  # noqa: FBT001
    ) -> NDArray[Any]:
        """Give the (n, d) vectors to NumPy."""
        return np.array(self.vectors, dtype=dtype, copy=copy)

    def to_frame(self) -> pd.DataFrame:
        """Give a table with ``label`` and a column for each dimension.

        Examples
        --------
        >>> VectorSpace([[0, 0], [3, 4]], ["a", "b"]).to_frame().values.tolist()
        [['a', 0.0, 0.0], ['b', 3.0, 4.0]]
        """
        table = pd.DataFrame(self.vectors, columns=list(self.feature_names))
        table.insert(0, "label", list(self.labels), allow_duplicates=True)
        return table

    def with_dataset(self, dataset: Dataset) -> VectorSpace:
        """Give the same vectors with other facts of the same items; nothing is copied.

        Raises ``InvalidRequest`` if its labels are others.
        """
        if dataset.labels != self.labels:
            raise InvalidRequest("The labels of the vectors are not those of their data set.")
        computed = {name: self.__dict__[name] for name in COMPUTED if name in self.__dict__}
        return self._sibling(**computed, dataset=dataset)

    @property
    def shape(self) -> tuple[int, int]:
        """The shape of the vectors, (n, d): so scikit-learn takes a space for an array."""
        return len(self), self.n_dimensions

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

    @cached_property
    def random_pairs(self) -> RandomPairs:
        """The distances of random pairs of items: what is far here, and what near."""
        return random_pairs(self.points, self.measure)

    def with_metric(self, metric: str) -> VectorSpace:
        """Give the same vectors under another metric; nothing is copied.

        Raises ``UnknownName`` if there is no such metric, ``InvalidRequest`` if the vectors don't
        suit it.

        Examples
        --------
        >>> space = VectorSpace([[0, 0], [3, 4]], ["a", "b"])
        >>> space.with_metric("manhattan").distance("a", "b")
        7.0
        """
        metric = metric_named(metric).name
        if metric == self.metric:
            return self
        check_metric(metric, self.vectors, self.labels)
        return self._sibling(metric=metric, _graph=None)

    def with_graph(self, graph: NeighborGraph) -> VectorSpace:
        """Give the same space, its neighbour graph known: as another process found it.

        Nothing is copied, and nothing that was computed of this space is computed again. Raises
        ``InvalidRequest`` if the graph is not one of n items.

        Examples
        --------
        >>> space = VectorSpace([[0, 0], [3, 4], [9, 9]], ["a", "b", "c"])
        >>> informed = space.with_graph(space.take([0, 1, 2]).neighbor_graph(2))
        >>> informed.neighbor_graph(2).indices.tolist()
        [[1, 2], [0, 2], [1, 0]]
        """
        if len(graph.indices) != len(self):
            raise InvalidRequest(
                f"A neighbour graph of {len(graph.indices):,} items was given for {len(self):,}."
            )
        computed = {name: self.__dict__[name] for name in COMPUTED if name in self.__dict__}
        return self._sibling(**computed, _graph=graph)

    def take(self, rows: Iterable[int]) -> VectorSpace:
        """Give the space of these rows only, in this order.

        Raises ``IndexError`` if there is no such row, ``InvalidRequest`` if no row is asked for,
        or one twice.

        Examples
        --------
        >>> VectorSpace([[0, 0], [3, 4], [9, 9]], ["a", "b", "c"]).take([2, 0]).labels
        ('c', 'a')
        """
        kept = np.fromiter(rows, np.int64)
        vectors = self.vectors[kept]
        vectors.setflags(write=False)
        dataset = self.dataset.take(kept)
        return self._sibling(vectors=vectors, labels=dataset.labels, dataset=dataset, _graph=None)

    def _sibling(self, **changed: Any) -> VectorSpace:
        """Give a space of the same values but these; the caller answers for what is changed."""
        sibling = object.__new__(type(self))
        same = {each.name: getattr(self, each.name) for each in fields(self)}
        sibling.__dict__.update(same | changed | {"_searching": Lock()})
        if sibling.encoder is not None:
            remember(sibling.vectors, sibling.encoder)
        return sibling

    def index_of(self, label: Label) -> int:
        """Give the row of an item.

        Raises ``UnknownLabel`` with the closest labels, or ``AmbiguousLabel`` with the items that
        a bare name fits. So does every method that is asked for an item by its label.

        Examples
        --------
        >>> VectorSpace([[0, 0], [3, 4]], ["Quito, Ecuador", "Lima, Peru"]).index_of("Lima")
        1
        """
        return self.dataset.label_index[label]

    def distances(self, vector: ArrayLike) -> NDArray[np.float64]:
        """Give the distance of every item to a (d,) vector, (n,) float64 in the metric's unit.

        Raises ``InvalidRequest`` if the vector is of another length.

        Examples
        --------
        >>> VectorSpace([[0, 0], [3, 4]], ["a", "b"]).distances([0, 4]).tolist()
        [4.0, 3.0]
        """
        return self.measure.distances(as_vector(vector, self.n_dimensions), self.points)

    def distance(self, first: Label, second: Label) -> float:
        """Give the distance between two items, in the metric's unit.

        Examples
        --------
        >>> places = VectorSpace([[0, 0], [0, 90]], ["a", "b"], metric="haversine")
        >>> round(places.distance("a", "b"))
        10008
        """
        pair = self.points[[self.index_of(second)]]
        return float(self.measure.between(self.points[self.index_of(first)], pair)[0])

    def percentile_of(self, distance: float) -> float:
        """Give the share of random pairs of this space that are farther apart, 0 to 1.

        See :class:`.nearness.RandomPairs`, and :func:`.nearness.how_near` for a histogram.

        Examples
        --------
        >>> VectorSpace([[0], [1], [5], [9]], list("abcd")).percentile_of(4.0)
        0.5
        """
        return self.random_pairs.percentile_of(distance)

    def neighbors(self, label: Label, k: int = 10) -> pd.DataFrame:
        """List the k items nearest to an item, without itself.

        Returns
        -------
        pandas.DataFrame
            ``rank`` (from 1), ``label``, ``index``, ``distance`` and, for cosine, ``similarity``.
            Equal distances are ordered by index.

        Raises
        ------
        UnknownLabel, AmbiguousLabel, InvalidParameter
            If the label is not that of one item, or there are fewer than k others.

        Examples
        --------
        >>> space = VectorSpace([[0, 1], [1, 0], [1, 1]], ["a", "b", "c"], metric="cosine")
        >>> space.neighbors("a", k=2)["label"].tolist()
        ['c', 'b']
        """
        item = self.index_of(label)
        check_k(k, len(self))
        apart = self.measure.between(self.points[item], self.points)
        return self._nearest(apart, k, without=[item])

    def nearest(
        self, vector: ArrayLike, k: int = 10, exclude: Sequence[Label] = ()
    ) -> pd.DataFrame:
        """List the k items nearest to any (d,) vector; columns as :meth:`neighbors`.

        Raises ``InvalidRequest`` if the vector is of another length, or of a space that something
        else has made (its numbers mean something else); ``InvalidParameter`` if there are fewer
        than k items to list.

        Examples
        --------
        >>> space = VectorSpace([[0, 0], [3, 4], [9, 9]], ["a", "b", "c"])
        >>> space.nearest([3, 3], k=2, exclude=["b"])["label"].tolist()
        ['a', 'c']
        """
        check_origin(vector, self.encoder)
        without = self._rows(exclude)
        check_k(k, len(self), left_out=len(set(without)))
        return self._nearest(self.distances(vector), k, without=without)

    def search(self, text: str, k: int = 10) -> pd.DataFrame:
        """List the k items nearest to a text in meaning; columns as :meth:`neighbors`.

        The text is encoded by what encoded the items, fitted as it was: nothing is learned anew.

        Raises
        ------
        InvalidRequest
            If the vectors weren't made from texts here (see :meth:`with_encoder`), or no word of
            the text is known.
        InvalidParameter
            If there are fewer than k items.

        Examples
        --------
        >>> import embedviz as ev
        >>> space = ev.encode(["a cat sat", "the dog ran", "stocks fell"], "tfidf")
        >>> space.search("the dog", k=1)["label"].tolist()
        ['the dog ran']
        """
        return self.nearest(vector_of(self, text), k)

    def with_encoder(self, encoder: str | Any) -> VectorSpace:
        """Give the same space, its encoder known: then ready vectors are searched by meaning.

        Parameters
        ----------
        encoder : str or object
            The language model that made the vectors, by name, or an object with scikit-learn's
            ``transform`` of texts. Its vectors of the first three texts are held against those
            here, where there are texts.

        Raises
        ------
        InvalidRequest
            If it makes other vectors.
        ModelUnavailable
            If there is no such model.
        """
        return self._sibling(encoder=known_encoder(self, encoder))

    def add(self, rows: Any, labels: Sequence[Label] | None = None) -> VectorSpace:
        """Give the space with more rows in it, made into vectors as the first ones were.

        Nothing is fitted anew, so no vector moves. To see them on a map that is drawn already:
        :meth:`embedviz.Projection.add`.

        Parameters
        ----------
        rows : list of str, DataFrame, list of dicts, (m, d) array or VectorSpace
            Texts, where the space is made of texts; rows of the same table; or vectors.
        labels : sequence of str, optional
            m labels. One that is there already gets a number.

        Raises
        ------
        InvalidRequest
            If they can't become vectors of this space.

        Examples
        --------
        >>> space = VectorSpace([[0, 0], [3, 4]], ["a", "b"])
        >>> space.add(np.array([[1, 1]]), labels=["c"]).labels
        ('a', 'b', 'c')
        """
        vectors, dataset = larger(self, rows, labels)
        return VectorSpace(
            vectors, dataset.labels, metric=self.metric, feature_names=self.feature_names,
            feature_columns=self.feature_columns, dataset=dataset, made_by=self.made_by,
            encoder=self.encoder,
        )  # fmt: skip

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
            ``"3cosadd"`` (Mikolov, Yih and Zweig 2013, https://aclanthology.org/N13-1090) or
            ``"3cosmul"`` (Levy and Goldberg 2014, https://aclanthology.org/W14-1618), both by
            cosine whatever the metric and equal to gensim's ``most_similar``; or
            ``"parallelogram"``, the items nearest to the target by the space's own metric.

        Returns
        -------
        pandas.DataFrame
            ``rank``, ``label``, ``index`` and ``similarity`` (or ``distance``, for the
            parallelogram), best first. The items of the question are left out.

        Raises
        ------
        InvalidRequest, UnknownLabel, AmbiguousLabel, InvalidParameter, UnknownName
            If nothing is added; for an unknown item, too large a k, an unknown method.

        Examples
        --------
        >>> space = VectorSpace(
        ...     [[1, 1], [4, 1], [1, 5], [4, 5], [9, 0]],
        ...     ["man", "woman", "king", "queen", "apple"],
        ... )
        >>> space.analogy(["king", "woman"], ["man"], k=1, method="parallelogram")["label"][0]
        'queen'
        """
        if not len(positive):
            raise InvalidRequest("An analogy needs at least one item to start from.")
        method = named("analogy method", method, [*SCORES, PARALLELOGRAM])
        if method == PARALLELOGRAM:
            target = self.target(positive, negative)
            return self.nearest(target, k, exclude=[*positive, *negative])
        plus, minus = self._rows(positive), self._rows(negative)
        check_k(k, len(self), left_out=len({*plus, *minus}))
        scores = SCORES[method](self.vectors, plus, minus)
        table = self._nearest(-scores.astype(np.float64), k, without=[*plus, *minus])
        table["similarity"] = -table["distance"]
        return table[["rank", "label", "index", "similarity"]]

    def target(self, positive: Sequence[Label], negative: Sequence[Label] = ()) -> Vector:
        """Give the (d,) vector an analogy leads to: what is added less what is taken away.

        Under cosine, all vectors are taken at unit length.

        Examples
        --------
        >>> space = VectorSpace([[1, 1], [4, 1], [1, 5]], ["man", "woman", "king"])
        >>> space.target(["king", "woman"], ["man"]).tolist()
        [4.0, 5.0]
        """
        target = np.zeros(self.n_dimensions, dtype=np.float32)
        for sign, labels in ((1, positive), (-1, negative)):
            for row in self._rows(labels):
                target += sign * self._directed[row]
        return target

    def axis(self, first: Label, second: Label) -> NDArray[np.float32]:
        """Give each item's coordinate along the direction between two poles, (n,) float32.

        The orthogonal projection on their line: 0 at ``first``, 1 at ``second``; less and more
        beyond them. Under cosine, all vectors are taken at unit length. So Bolukbasi and others
        read the gender of words (2016, https://arxiv.org/abs/1607.06520). Raises
        ``InvalidRequest`` if the poles have the same vector.

        Examples
        --------
        >>> VectorSpace([[0, 0], [2, 0], [3, 7]], ["a", "b", "c"]).axis("a", "b").tolist()
        [0.0, 1.0, 1.5]
        """
        start, end = self._directed[[self.index_of(first), self.index_of(second)]]
        direction = np.asarray(end - start, dtype=np.float64)
        length = float(direction @ direction)
        if length == 0:
            raise InvalidRequest("An axis needs two poles that differ; these have the same vector.")
        return np.asarray((self._directed - start) @ direction / length, dtype=np.float32)

    def contributions(self, first: Label, second: Label) -> pd.DataFrame:
        """Tell which features make two items near or far.

        Returns
        -------
        pandas.DataFrame
            ``feature`` (the column; dimensions of one column are added up) and ``share`` of the
            distance, 0 to 1, largest first; see :func:`.contributions.contributions`.

        Examples
        --------
        >>> space = VectorSpace([[0, 0], [1, 3]], ["a", "b"], feature_names=("x", "y"))
        >>> space.contributions("a", "b").values.tolist()
        [['y', 0.9], ['x', 0.1]]
        """
        shares = pd.Series(contributions(self[first], self[second], self.metric))
        by_column = shares.groupby(pd.Series(self.feature_columns), sort=False).sum()
        table = by_column.sort_values(ascending=False, kind="stable").reset_index()
        return table.set_axis(["feature", "share"], axis=1)

    def neighbor_graph(self, k: int = 15, *, exact: bool = False) -> NeighborGraph:
        """Give the k nearest others of every item; computed once, shared by all.

        Exact up to 2 · 10¹² differences (n · n · d; 72,000 items of 384 dimensions), and for
        Manhattan, haversine and up to 6 dimensions always. Beyond, an inverted file (Sivic and
        Zisserman 2003, https://doi.org/10.1109/ICCV.2003.1238663) finds nearly all: ``recall`` of
        the graph says which share of the true neighbours is in it. The same space gives the same
        graph.

        Parameters
        ----------
        k : int
        exact : bool
            Compare all pairs, however many they are.

        Returns
        -------
        NeighborGraph
            ``indices`` (n, k) int32 and ``distances`` (n, k) float32, nearest first; distances
            equal in float32 are ordered by index.

        Raises ``InvalidParameter`` if there are fewer than k others.

        Examples
        --------
        >>> graph = VectorSpace([[0, 0], [3, 4], [9, 9]], ["a", "b", "c"]).neighbor_graph(1)
        >>> graph.indices.tolist(), graph.distances[:2].tolist()
        ([[1], [0], [1]], [[5.0], [5.0]])
        """
        check_k(k, len(self))
        with self._searching:  # threads that ask at once wait for one search
            graph = self._graph
            if graph is None or graph.n_neighbors < k or (exact and not graph.is_exact):
                find = exact_neighbor_graph if exact else neighbor_graph
                graph = find(self.points, k, self.measure)
                object.__setattr__(self, "_graph", graph)
        return graph.first(k)

    @property
    def _directed(self) -> NDArray[np.floating]:
        """The vectors as directions are taken from them: under cosine at unit length."""
        return self.points if self.metric == "cosine" else self.vectors

    def _rows(self, labels: Sequence[Label]) -> list[int]:
        return [self.index_of(label) for label in labels]

    def _nearest(
        self, distances: NDArray[np.float64], k: int, without: Sequence[int]
    ) -> pd.DataFrame:
        """List the ``k`` items at the smallest of (n,) distances.

        As in the neighbour graph, what is equal in float32 is ordered by index.
        """
        shown = distances.astype(np.float32)
        shown[list(without)] = np.inf
        found = np.argsort(shown, kind="stable")[:k]
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


def _no_facts(labels: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(index=range(len(labels)))
