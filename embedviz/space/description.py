"""describe_group: what sets some items of a space apart from the rest, in tables."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from embedviz.datasets.first_look import texts_to_read
from embedviz.engine.progress import report
from embedviz.errors import InvalidRequest, quoted
from embedviz.glance import glance
from embedviz.rounding import percent
from embedviz.space.central import from_centroid, medoid
from embedviz.space.differences import COUNTS, category_table, feature_table, word_table
from embedviz.space.vector_space import VectorSpace
from embedviz.space.wording import wording_of

VERSION = 1  # counted up when the same group gets another description

Rows = NDArray[np.int64]

NO_WORDS = ["word", "weight", *COUNTS]
TOLD = 3
"""Words, features and categories in a sentence."""

LARGE = 0.5
"""The standardized difference that a sentence tells: a medium one by Cohen (1988)."""


@dataclass(frozen=True, eq=False)
class GroupDescription:
    """What sets some items apart from others.

    Attributes
    ----------
    words : pandas.DataFrame
        Where there are texts: ``word``, ``weight`` (class-based TF-IDF), ``inside`` and
        ``outside`` (how many texts have it), ``share_inside``, ``share_outside``.
    features : pandas.DataFrame
        Numbers: ``feature``, ``title``, ``difference`` (of the means, in standard deviations),
        ``low`` and ``high`` (its 95 % interval), ``mean_inside``, ``mean_outside``, ``inside``,
        ``outside`` (how many have a value).
    categories : pandas.DataFrame
        ``column``, ``title``, ``category``, ``lift`` (its share inside, divided by its share of
        all that are compared), ``inside``, ``outside``, ``share_inside``, ``share_outside``.
    typical, untypical : pandas.DataFrame
        The items of the group nearest to its centroid and farthest from it, in the space's metric:
        ``label``, ``index``, ``distance``.
    medoid : str
        The label of the item with the least mean distance to the rest of the group.
    n_inside, n_outside : int
        How many items are compared with how many.
    items : str
        What several items are called.
    """

    words: pd.DataFrame = field(repr=False)
    features: pd.DataFrame = field(repr=False)
    categories: pd.DataFrame = field(repr=False)
    typical: pd.DataFrame = field(repr=False)
    untypical: pd.DataFrame = field(repr=False)
    medoid: str
    n_inside: int
    n_outside: int
    items: str = "items"

    def sentence(self) -> str:
        """Say the most telling of it in one sentence."""
        told = [*self._told_words(), *self._told_categories(), *self._told_features()]
        what = "; ".join(told) or "nothing that is known of them sets them apart"
        return (
            f"These {self.n_inside:,} of {self.n_inside + self.n_outside:,} {self.items}: "
            f"{what}. Most typical is {quoted(self.medoid)}."
        )

    def _repr_html_(self) -> str:
        """Give what a notebook shows: the sentence and the first of what is told."""
        tables = (self.words, self.categories, self.features, self.typical)
        shown = next(table for table in tables if len(table) or table is self.typical)
        return glance("What sets these apart", self.sentence(), shown)

    def _told_words(self) -> list[str]:
        return [
            f"{quoted(row['word'])} is in {percent(row['share_inside'])}, "
            f"of the others in {percent(row['share_outside'])}"
            for row in _first(self.words[self.words["inside"] > 1])
        ]

    def _told_categories(self) -> list[str]:
        return [
            f"{percent(row['share_inside'])} have {row['title']} {quoted(row['category'])}, "
            f"{percent(row['share_outside'])} of the others"
            for row in _first(self.categories[self.categories["lift"] > 1])
        ]

    def _told_features(self) -> list[str]:
        clear = (self.features["low"] > 0) | (self.features["high"] < 0)
        large = self.features["difference"].abs() >= LARGE
        return [
            f"{row['title']} is {'higher' if row['difference'] > 0 else 'lower'} by "
            f"{abs(row['difference']):.1f} standard deviations "
            f"({row['low']:.1f} to {row['high']:.1f})"
            for row in _first(self.features[clear & large])
        ]


def _first(table: pd.DataFrame) -> list[dict[Any, Any]]:
    return table.head(TOLD).to_dict("records")


def describe_group(
    space: VectorSpace,
    rows: Sequence[str] | Sequence[int] | NDArray[Any],
    against: Sequence[str] | Sequence[int] | NDArray[Any] | None = None,
    *,
    without: Collection[str] = (),
    k: int = 10,
) -> GroupDescription:
    """Say what sets some items of a space apart from the rest.

    Parameters
    ----------
    space : VectorSpace
        Its ``dataset`` holds what is known of the items.
    rows : sequence of str or int, or array
        The group: labels, rows, or (n,) booleans.
    against : the same, optional
        Those it is compared with; all others where none are given. Who is in both counts inside.
    without : collection of str
        Columns to leave out, such as the one by which the group was chosen.
    k : int
        How many typical and untypical items are listed, at most.

    Returns
    -------
    GroupDescription
        Its tables are sorted, the most telling first; a table without anything to tell is empty.
        Intervals are those of one difference each: of twenty columns that don't differ, one is
        expected to lie outside of its own.

    Raises
    ------
    UnknownLabel, AmbiguousLabel
        If a label is not that of one item.
    InvalidRequest
        If there is no item on one of the sides, or a row that isn't there.

    References
    ----------
    Words: M. Grootendorst: BERTopic (2022), https://arxiv.org/abs/2203.05794. Numbers: Hedges' g,
    see :func:`embedviz.space.differences.standardized_difference`. Lift: S. Brin and others:
    Dynamic Itemset Counting and Implication Rules for Market Basket Data, SIGMOD 1997.

    Examples
    --------
    >>> import embedviz as ev
    >>> wine = ev.load_dataset("wine")
    >>> told = describe_group(ev.vectorize(wine), wine.frame["wine"] == "Barolo")
    >>> told.features.head(3)["feature"].tolist()
    ['proline', 'flavanoids', 'alcohol']
    """
    inside = rows_of(space, rows)
    rest = np.arange(len(space)) if against is None else rows_of(space, against)
    outside = np.setdiff1d(rest, inside)
    for side, said in ((inside, "the group"), (outside, "those it is compared with")):
        if not len(side):
            raise InvalidRequest(f"There is no item in {said}. Choose at least one.")
    words = _words(space, inside, outside)
    report(1, 3)
    features = feature_table(space.dataset, inside, outside, without)
    categories = category_table(space.dataset, inside, outside, without)
    report(2, 3)
    apart = from_centroid(space, inside)
    order = np.argsort(apart, kind="stable")
    middle = medoid(space, inside)
    report(3, 3)
    return GroupDescription(
        words, features, categories,
        _listed(space, inside, apart, order[:k]), _listed(space, inside, apart, order[::-1][:k]),
        space.labels[middle], len(inside), len(outside), space.dataset.items,
    )  # fmt: skip


def rows_of(space: VectorSpace, given: Sequence[str] | Sequence[int] | NDArray[Any]) -> Rows:
    """Give the rows that are meant by labels, rows or booleans, each once and in order."""
    some = np.asarray(list(given))
    if not len(some):
        return np.array([], np.int64)
    if some.dtype.kind in "UO":
        return np.unique([space.index_of(label) for label in some.tolist()])
    if some.dtype.kind == "b":
        if len(some) != len(space):
            raise InvalidRequest(f"{len(some):,} booleans were given for {len(space):,} items.")
        return np.flatnonzero(some)
    if some.dtype.kind not in "iu" or some.min() < 0 or some.max() >= len(space):
        raise InvalidRequest(
            f"A group is labels, booleans or rows from 0 to {len(space) - 1:,}, got {given!r:.60}."
        )
    return np.unique(some).astype(np.int64)


def _words(space: VectorSpace, inside: Rows, outside: Rows) -> pd.DataFrame:
    texts = texts_to_read(space.dataset)
    if texts is None or not any(text.strip() for text in texts):
        return pd.DataFrame(columns=NO_WORDS)
    both = np.concatenate([inside, outside])
    wording = wording_of([texts[row] for row in both.tolist()])
    return word_table(wording, np.arange(len(inside)), np.arange(len(inside), len(both)))


def _listed(
    space: VectorSpace, rows: Rows, apart: NDArray[np.float64], places: Rows
) -> pd.DataFrame:
    some = rows[places]
    return pd.DataFrame(
        {
            "label": [space.labels[row] for row in some.tolist()],
            "index": some,
            "distance": apart[places],
        }
    )
