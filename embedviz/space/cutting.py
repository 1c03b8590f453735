"""cut: how far vectors may be cut, in dimensions and in bits, before neighbours are lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from embedviz.engine.progress import report
from embedviz.errors import InvalidRequest
from embedviz.parameters import check_range
from embedviz.registry import named
from embedviz.space.metrics import plain_distances, unit_length
from embedviz.space.neighbors import check_k
from embedviz.space.precisions import PRECISIONS
from embedviz.space.vector_space import VectorSpace

CUTS_VERSION = 1  # counted up when the same space gives other figures
WAYS = {"first": "the first n dimensions", "pca": "n dimensions by PCA"}
MILLION = 1_000_000
MOST_FOR_PCA = 20_000
"""Items that PCA learns its directions from; more move them little and take longer."""

STANDARD = (8, 16, 32, 64, 128, 256, 384, 512, 768, 1024, 1536, 2048, 3072, 4096)


@dataclass(frozen=True)
class Cut:
    """What is left of a space that is cut in one way.

    Attributes
    ----------
    way : str
        ``"first"`` or ``"pca"``.
    dimensions : int
    precision : str
        A name in :data:`embedviz.space.precisions.PRECISIONS`.
    kept : float
        The share of the k true neighbours that are still among the k found, 0 to 1.
    accuracy : float
        The share of items whose class is told right by most of their k neighbours; NaN without
        classes.
    bytes : int
        Of one vector.
    """

    way: str
    dimensions: int
    precision: str
    kept: float
    accuracy: float
    bytes: int

    @property
    def megabytes(self) -> float:
        """What a million vectors take, in MB (10⁶ bytes): as many as one takes bytes."""
        return float(self.bytes)


@dataclass(frozen=True, eq=False)
class Cutter:
    """Cuts the vectors of a space and sees which neighbours are left: one step at a time.

    Parameters
    ----------
    space : VectorSpace
        Euclidean or cosine; its neighbour graph is made if it isn't there.
    k : int
        Neighbours looked for, 1 to 100.
    classes : (n,) array, optional
        The class of each item, None or NaN where there is none.
    n_asked : int
        Items that ask for their neighbours, among all; drawn at random where there are more.
    seed : int
        Which ones.

    Raises
    ------
    InvalidRequest, InvalidParameter
        If the metric is another, classes are of another length, or a number is out of its range.
    """

    space: VectorSpace
    k: int = 10
    classes: ArrayLike | None = field(default=None, repr=False)
    n_asked: int = 1_000
    seed: int = 42

    def __post_init__(self) -> None:
        check_range("k", self.k, 1, 100)
        check_range("n_asked", self.n_asked, 1, 100_000)
        check_k(self.k, len(self.space))
        if self.space.measure.plain != "euclidean":
            raise InvalidRequest(
                f"{self.space.measure.title} distances can't be cut: vectors are searched in fewer "
                "dimensions and bits by cosine or the straight line. Choose one of these."
            )
        if self.classes is not None and len(np.asarray(self.classes)) != len(self.space):
            raise InvalidRequest(
                f"{len(np.asarray(self.classes)):,} classes were given for "
                f"{len(self.space):,} items."
            )

    def cut(self, dimensions: int, precision: str = "float32", way: str = "first") -> Cut:
        """Cut to so many dimensions and bits; see :func:`cut`."""
        check_range("dimensions", dimensions, 1, self.space.n_dimensions)
        how = PRECISIONS[named("precision", precision, PRECISIONS)]
        way = named("way to cut", way, WAYS)
        found = how.search(self._cut_vectors(dimensions, way), self._asked, self.k)
        return Cut(
            way, dimensions, how.name, self._kept(found), self._accuracy(found),
            how.bytes_for(dimensions),
        )  # fmt: skip

    @cached_property
    def _asked(self) -> NDArray[np.int64]:
        n = len(self.space)
        if n <= self.n_asked:
            return np.arange(n)
        return np.sort(np.random.default_rng(self.seed).permutation(n)[: self.n_asked])

    def _cut_vectors(self, dimensions: int, way: str) -> NDArray[np.float32]:
        if way == "pca":
            return np.ascontiguousarray(self._turned[:, :dimensions])
        first = self.space.vectors[:, :dimensions]
        if self.space.metric == "cosine":
            first = unit_length(first)
        return np.ascontiguousarray(first, dtype=np.float32)

    @cached_property
    def _turned(self) -> NDArray[np.float32]:
        """The points from the side where they spread most, (n, d): distances are kept.

        Under cosine these are unit vectors, so that the straight line has the order of the angle;
        they aren't brought to unit length again, since nothing of the rest may come back.
        """
        points = np.asarray(self.space.points, dtype=np.float32)
        centred = points - points.mean(axis=0, dtype=np.float64).astype(np.float32)
        some = centred
        if len(points) > MOST_FOR_PCA:
            some = centred[np.random.default_rng(self.seed).permutation(len(points))[:MOST_FOR_PCA]]
        _, directions = np.linalg.eigh((some.T @ some).astype(np.float64))
        return np.asarray(centred @ directions[:, ::-1].astype(np.float32))

    @cached_property
    def _farthest(self) -> NDArray[np.float32]:
        """How far the k-th true neighbour of each asker is, (m,)."""
        graph = self.space.neighbor_graph(self.k)
        return np.asarray(graph.distances[self._asked, -1])

    def _kept(self, found: NDArray[np.int64]) -> float:
        """Count the found that are no farther than the k-th: of equally far ones any is right."""
        points, metric = self.space.points, self.space.measure
        apart = np.empty(found.shape)
        for column, rows in enumerate(found.T):
            asking = points[self._asked].astype(np.float64)
            apart[:, column] = plain_distances(asking, points[rows], metric.plain)
        true = np.asarray(metric.from_plain(apart), np.float32) <= self._farthest[:, None]
        return float(true.mean())

    @cached_property
    def _codes(self) -> NDArray[np.int64]:
        """The class of each item as a number, (n,); -1 for none."""
        codes, _ = pd.factorize(pd.Series(self.classes), sort=True)
        return np.asarray(codes, dtype=np.int64)

    def _accuracy(self, found: NDArray[np.int64]) -> float:
        """Tell each asker's class by most of its neighbours; of equally frequent, the smallest."""
        if self.classes is None:
            return float("nan")
        right = self._codes[self._asked]
        votes = np.zeros((len(found), int(self._codes.max()) + 2), np.int32)
        np.add.at(votes, (np.arange(len(found))[:, None], self._codes[found]), 1)
        votes[:, -1] = 0  # those without a class; -1 is the last column
        known = right >= 0
        return float((votes.argmax(axis=1) == right)[known].mean()) if known.any() else float("nan")


def cut(
    space: VectorSpace,
    dimensions: Sequence[int] | None = None,
    precisions: Sequence[str] = ("float32",),
    *,
    ways: Sequence[str] = ("first", "pca"),
    k: int = 10,
    classes: ArrayLike | None = None,
    n_asked: int = 1_000,
    seed: int = 42,
) -> pd.DataFrame:
    """Say what is left of a space whose vectors are cut: neighbours, classes, bytes.

    Parameters
    ----------
    space : VectorSpace
        (n, d), Euclidean or cosine.
    dimensions : sequence of int, optional
        How many are left, each 1 to d; where none are given, powers of two and d.
    precisions : sequence of str
        ``"float32"``, ``"float16"``, ``"int8"`` (256 steps from the smallest to the largest
        number of each dimension), ``"binary"`` (the sign), ``"rescored"`` (4 k found by signs,
        ordered by the product of the asker's own float32 numbers with these signs).
    ways : sequence of str
        ``"first"``: the first n dimensions, under cosine brought to unit length again; good where
        a model was trained for it (Matryoshka). ``"pca"``: the n directions in which the items
        spread most, as a control: it shows what n dimensions could hold.
    k, classes, n_asked, seed
        See :class:`Cutter`.

    Returns
    -------
    pandas.DataFrame
        ``way``, ``dimensions``, ``precision``, ``kept`` (share of the k true neighbours among
        the k found, 0 to 1), ``accuracy`` (k-NN, 0 to 1; NaN without classes), ``bytes`` (of one
        vector), ``megabytes`` (of a million vectors, 10⁶ bytes), in the order asked for. 8 bits
        need 8 bytes more for each dimension once, which aren't counted.

    Raises
    ------
    InvalidRequest, InvalidParameter, UnknownName
        With a sentence that says what can't be.
    JobCancelled
        By whoever listens to the progress, between two steps.

    References
    ----------
    A. Kusupati and others: Matryoshka Representation Learning, NeurIPS 2022,
    https://arxiv.org/abs/2205.13147. Codes of 8 bits and 1 bit are those of sentence-transformers'
    ``quantize_embeddings``; rescoring: I. Yamada and others: Efficient Passage Retrieval with
    Hashing, ACL 2021, https://aclanthology.org/2021.acl-short.123.

    Examples
    --------
    >>> from embedviz.space import VectorSpace
    >>> space = VectorSpace([[0, 9], [1, 0], [5, 9], [9, 0]], list("abcd"))
    >>> cut(space, [1, 2], ways=["first"], k=1)[["dimensions", "kept", "bytes"]].values.tolist()
    [[1.0, 0.0, 4.0], [2.0, 1.0, 8.0]]
    """
    cutter = Cutter(space, k, classes, n_asked, seed)
    steps = [
        (int(n), precision, way)
        for way in ways
        for n in (dimensions or standard_dimensions(space.n_dimensions))
        for precision in precisions
    ]
    rows: list[dict[str, Any]] = []
    for n, precision, way in steps:
        report(len(rows), len(steps))
        each = cutter.cut(n, precision, way)
        rows.append({**vars(each), "megabytes": each.megabytes})
    report(len(steps), len(steps))
    return pd.DataFrame(rows)


def standard_dimensions(n_dimensions: int) -> tuple[int, ...]:
    """Give how many dimensions are worth trying of so many: powers of two, and all.

    Examples
    --------
    >>> standard_dimensions(100)
    (8, 16, 32, 64, 100)
    """
    return (*(each for each in STANDARD if each < n_dimensions), n_dimensions)
