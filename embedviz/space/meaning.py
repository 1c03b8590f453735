"""Axes of meaning: where every item stands between two poles of one or several items each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from embedviz.errors import InvalidRequest, UnknownLabel
from embedviz.space.checks import as_vector
from embedviz.space.metrics import unit_length
from embedviz.space.more import vector_of
from embedviz.space.origin import check_origin
from embedviz.space.vector_space import VectorSpace

Pole = Any
"""A label, a text, a (d,) vector, or several of them."""

NAMED = 2
"""So many items of a pole are named in a title."""

SAME = 1e-6
"""Poles this near, beside their distance from the origin, are one."""


@dataclass(frozen=True, eq=False)
class MeaningAxis:
    """Every item's place on the axis from one pole to the other.

    Attributes
    ----------
    space : VectorSpace
    low, high : tuple of str
        What the poles are made of: labels, texts, ``"a vector"``.
    start, end : (d,) float64
        The centroids of the low and the high pole.
    rows : (tuple of int, tuple of int)
        The items that the poles are made of.
    """

    space: VectorSpace = field(repr=False)
    low: tuple[str, ...]
    high: tuple[str, ...]
    start: NDArray[np.float64] = field(repr=False)
    end: NDArray[np.float64] = field(repr=False)
    rows: tuple[tuple[int, ...], tuple[int, ...]] = field(default=((), ()), repr=False)

    @property
    def title(self) -> str:
        """What a visitor reads, such as "small … large"."""
        return f"{_listed(self.low)} … {_listed(self.high)}"

    @cached_property
    def cosines(self) -> NDArray[np.float32]:
        """The cosine of each item with the direction from pole to pole, (n,), -1 to 1 (SemAxis)."""
        return self._cosines(directed(self.space))

    @cached_property
    def places(self) -> NDArray[np.float32]:
        """The orthogonal projection of each item on the line through the poles' centroids, (n,).

        0 at the low pole, 1 at the high one, less and more beyond them.
        """
        return self._places(directed(self.space))

    @property
    def values(self) -> NDArray[np.float32]:
        """What the axis is drawn and ranked by: cosines under cosine, else places.

        Where the origin means nothing, as among features, an angle seen from there doesn't either.
        """
        return self.cosines if self.space.metric == "cosine" else self.places

    def value_of(self, vector: ArrayLike) -> float:
        """Give any (d,) vector its value on the axis, as the items have theirs."""
        given = as_vector(vector, self.space.n_dimensions).astype(np.float64)[None]
        if self.space.metric == "cosine":
            return float(self._cosines(given)[0])
        return float(self._places(given)[0])

    def to_frame(self) -> pd.DataFrame:
        """List all items from the high pole to the low one.

        ``rank`` (from 1), ``label``, ``index`` (the row), ``cosine``, ``place`` and ``pole``:
        ``"low"`` or ``"high"`` for the items that the poles are made of, else empty.
        """
        order = np.argsort(-self.values, kind="stable")
        pole = np.full(len(self.space), "", dtype=object)
        for name, rows in zip(("low", "high"), self.rows, strict=True):
            pole[list(rows)] = name
        return pd.DataFrame(
            {
                "rank": np.arange(1, len(order) + 1),
                "label": [self.space.labels[row] for row in order],
                "index": order,
                "cosine": self.cosines[order],
                "place": self.places[order],
                "pole": pole[order],
            }
        )

    def _cosines(self, points: NDArray[np.float64]) -> NDArray[np.float32]:
        along = points @ unit_length(self.end - self.start)
        lengths = np.linalg.norm(points, axis=1)
        return _frozen(np.clip(along / np.where(lengths == 0, 1, lengths), -1, 1))

    def _places(self, points: NDArray[np.float64]) -> NDArray[np.float32]:
        way = self.end - self.start
        return _frozen((points @ way - self.start @ way) / (way @ way))


def meaning_axis(space: VectorSpace, low: Pole, high: Pole) -> MeaningAxis:
    """Place every item between two poles, each of one or several items.

    Parameters
    ----------
    space : VectorSpace
        (n, d). Under cosine all vectors are taken at unit length.
    low, high : str, (d,) array, or a sequence of them
        Labels; texts that aren't labels, where the space has an encoder of texts; vectors. A
        pole is the mean of what it is made of.

    Raises
    ------
    UnknownLabel, AmbiguousLabel
        If a label is not that of one item and texts can't be encoded here.
    InvalidRequest
        If a pole is empty, the two have the same centroid, or a vector is of another length.

    References
    ----------
    J. An, H. Kwak, Y.-Y. Ahn: SemAxis: A Lightweight Framework to Characterize Domain-Specific
    Word Semantics Beyond Sentiment, ACL 2018, https://aclanthology.org/P18-1228 (``cosines``).
    T. Bolukbasi and others: Man is to Computer Programmer as Woman is to Homemaker?, 2016,
    https://arxiv.org/abs/1607.06520 (the projection, ``places``).

    Examples
    --------
    >>> space = VectorSpace([[0, 0], [0, 2], [4, 1], [2, 5]], ["tiny", "small", "huge", "car"])
    >>> axis = meaning_axis(space, ["tiny", "small"], "huge")
    >>> axis.title, axis.places.tolist()
    ('tiny, small … huge', [0.0, 0.0, 1.0, 0.5])
    """
    (names_low, rows_low, start), (names_high, rows_high, end) = (
        _pole(space, each) for each in (low, high)
    )
    longest = max(np.linalg.norm(start), np.linalg.norm(end))
    if np.linalg.norm(end - start) <= SAME * longest:
        raise InvalidRequest(
            "An axis needs two poles that differ; these have the same vector. Choose other items."
        )
    return MeaningAxis(space, names_low, names_high, start, end, (rows_low, rows_high))


def directed(space: VectorSpace) -> NDArray[np.float64]:
    """Give the vectors as directions are taken from them, (n, d): under cosine at unit length."""
    points = space.points if space.metric == "cosine" else space.vectors
    return np.asarray(points, dtype=np.float64)


def rows_of(space: VectorSpace, labels: str | Sequence[str]) -> tuple[int, ...]:
    """Give the rows of one or several labels, each once; errors as of a label."""
    asked = [labels] if isinstance(labels, str) else list(labels)
    return tuple(dict.fromkeys(space.index_of(each) for each in asked))


def _pole(
    space: VectorSpace, given: Pole
) -> tuple[tuple[str, ...], tuple[int, ...], NDArray[np.float64]]:
    """Give what a pole is made of, which items these are, and its centroid (d,)."""
    names, rows, vectors = [], [], []
    for each in _members(given):
        if not isinstance(each, str):
            check_origin(each, space.encoder)
            names.append("a vector")
            vectors.append(as_vector(each, space.n_dimensions))
            continue
        names.append(each)
        row = _row_of(space, each)
        if row is None:
            vectors.append(vector_of(space, each))
        else:
            rows.append(row)
            vectors.append(space.vectors[row])
    if not vectors:
        raise InvalidRequest("A pole needs at least one item. Choose some for both ends.")
    stacked = np.stack(vectors).astype(np.float64)
    if space.metric == "cosine":
        stacked = np.asarray(unit_length(stacked), np.float64)
    return tuple(names), tuple(rows), stacked.mean(axis=0)


def _members(given: Pole) -> list[Any]:
    if isinstance(given, str):
        return [given]
    if isinstance(given, np.ndarray) and given.ndim == 1 and given.dtype.kind in "fiu":
        return [given]
    return list(given)


def _row_of(space: VectorSpace, label: str) -> int | None:
    """Give the row of an item; None for a text that the space's encoder can read."""
    try:
        return space.index_of(label)
    except UnknownLabel:
        if space.encoder is None or not space.encoder.reads_texts or not label.strip():
            raise
        return None


def _frozen(values: NDArray[np.floating]) -> NDArray[np.float32]:
    frozen = np.asarray(values, dtype=np.float32)
    frozen.setflags(write=False)
    return frozen


def _listed(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(name.split(",", 1)[0] for name in names[:NAMED]) + more
