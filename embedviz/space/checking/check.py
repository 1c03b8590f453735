"""check: which rows of a space are doubtful, why, and what they are to be compared with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from embedviz.datasets.labels import free_name
from embedviz.engine.progress import report, share
from embedviz.errors import InvalidRequest
from embedviz.glance import glance
from embedviz.parameters import check_range
from embedviz.registry import named
from embedviz.space.checking.duplicates import (
    NEAR_SHARE,
    Alike,
    keys_of,
    near_links,
    usual_distance,
)
from embedviz.space.checking.findings import (
    NOTHING,
    Finding,
    find_duplicates,
    find_hubs,
    find_labels,
    find_leaks,
    find_outliers,
)
from embedviz.space.checking.given import classes_of, texts_of
from embedviz.space.checking.hubs import HUB, in_degrees, skewness
from embedviz.space.checking.labels import SUSPICION
from embedviz.space.checking.outliers import OUTLYING
from embedviz.space.vector_space import VectorSpace

FINDINGS = {
    "duplicates": "Duplicates",
    "outliers": "Outliers",
    "labels": "Suspicious labels",
    "leaks": "Rows in two splits",
    "hubs": "Hubs and orphans",
}
"""What can be found, and what a person reads."""

NAMES = {"duplicates": "duplicate", "outliers": "outlier", "labels": "label", "leaks": "leak"}
"""What a row is called of which something was found."""

MOST_NEIGHBORS = 1_000
FARTHEST = 1_000.0


@dataclass(frozen=True, eq=False)
class Check:
    """The doubtful rows of a space, each with what it is to be compared with.

    Attributes
    ----------
    space : VectorSpace
        What was checked, n items.
    k : int
        How many neighbours were asked.
    label, split : str
        The columns that were checked; empty where there was none.
    near, outlying, suspicion, hub : float
        The limits: see :func:`check`.
    usual : float
        The median distance of an item to its nearest: a limit of ``near`` far below it is strict.
    skewness : float
        Of the k-occurrences: how much the space is ruled by hubs (Radovanović 2010).
    duplicates, outliers, labels, leaks, hubs : pandas.DataFrame
        The findings, ranked. All have ``index`` (the row in the space) and ``label``; what else
        is in them stands in :mod:`embedviz.space.checking.findings`. Empty where nothing was found,
        or nothing was asked.
    scores : pandas.DataFrame
        A row for each item, in their order: ``duplicate_group`` (0 for none), ``duplicate_of``
        (the nearest twin, -1 for none), ``outlier_score``, ``suggested_label``, ``label_score``
        and ``label_confident`` (where a label was given), ``leak_of`` (where a split was; -1 for
        none), ``in_degree``, and ``findings``: all that was found, with semicolons between.
    """

    space: VectorSpace
    k: int
    label: str
    split: str
    near: float
    outlying: float
    suspicion: float
    hub: float
    usual: float
    skewness: float
    duplicates: pd.DataFrame = field(repr=False)
    outliers: pd.DataFrame = field(repr=False)
    labels: pd.DataFrame = field(repr=False)
    leaks: pd.DataFrame = field(repr=False)
    hubs: pd.DataFrame = field(repr=False)
    scores: pd.DataFrame = field(repr=False)
    _reach: Mapping[str, NDArray[np.float64]] = field(repr=False)
    """Of each finding the limits at which one row more is found, ascending."""
    _asked: Mapping[str, Any] = field(repr=False)

    def __repr__(self) -> str:
        counts = ", ".join(f"{count:,} {name}" for name, count in self.counts.items())
        return f"Check({len(self.space):,} {self.space.dataset.items}: {counts})"

    def _repr_html_(self) -> str:
        """Give what a notebook shows: how many of what, and the first of each."""
        rows = [
            {"finding": FINDINGS[name], "rows": f"{count:,}", "first": self._first(name)}
            for name, count in self.counts.items()
        ]
        return glance(repr(self), "Ask .duplicates, .outliers, .labels ...", pd.DataFrame(rows))

    @property
    def counts(self) -> dict[str, int]:
        """How many rows were found, by finding; without those that weren't asked for.

        Of duplicates those that repeat another row, of hubs the orphans too.
        """
        asked = {"labels": self.label, "leaks": self.split}
        return {name: len(self.rows(name)) for name in FINDINGS if asked.get(name, name)}

    def count(self, finding: str, limits: ArrayLike) -> NDArray[np.int64]:
        """Count how many rows would be found at other limits; takes no time.

        Parameters
        ----------
        finding : str
            ``"duplicates"``, ``"leaks"`` (limits of ``near``, up to the larger of ``near`` and
            ``usual``), ``"outliers"`` (of ``outlying``), ``"labels"`` (of ``suspicion``) or
            ``"hubs"`` (of ``hub``; orphans, which have no limit, aren't counted).
        limits : number or (m,)

        Returns
        -------
        int or (m,) int64
        """
        reach = self._reach[named("finding", finding, FINDINGS)]
        limits = np.asarray(limits, np.float64)
        if finding in ("duplicates", "leaks"):
            return np.searchsorted(reach, limits, side="right")
        return len(reach) - np.searchsorted(reach, limits, side="left")

    def at(self, **limits: float) -> Check:
        """Check the same with other limits: ``near``, ``outlying``, ``suspicion`` or ``hub``."""
        return check(self.space, **{**self._asked, **limits})

    def rows(self, finding: str) -> NDArray[np.int64]:
        """Give the rows of a finding, ranked, (m,): of duplicates those that repeat another."""
        table: pd.DataFrame = getattr(self, named("finding", finding, FINDINGS))
        if finding == "duplicates":
            table = table[~table["first"]]
        return table["index"].to_numpy(np.int64)

    def to_frame(self) -> pd.DataFrame:
        """Give a row for each item: ``label``, its facts, and the columns of ``scores``.

        A name that a fact has already gets a number: ``findings (2)``.
        """
        table = self.space.dataset.to_frame()
        for name, values in self.scores.items():
            table[free_name(table, str(name))] = values.to_numpy()
        return table

    def kept(
        self, *findings: str, keep: Iterable[int] = (), drop: Iterable[int] = ()
    ) -> NDArray[np.int64]:
        """Give the rows that stay, ascending, where findings are left out.

        Parameters
        ----------
        *findings : str
            Such as ``"duplicates"``, of which one of each group stays, and ``"labels"``.
        keep : rows
            That stay nevertheless.
        drop : rows
            That are left out too.
        """
        stays = np.ones(len(self.space), bool)
        for finding in findings:
            stays[self.rows(finding)] = False
        stays[_rows(keep)] = True
        stays[_rows(drop)] = False
        return np.flatnonzero(stays)

    def without(
        self, *findings: str, keep: Iterable[int] = (), drop: Iterable[int] = ()
    ) -> VectorSpace:
        """Give the space without what was found; parameters are those of :meth:`kept`.

        Its ``dataset`` is the table without these rows.

        Raises
        ------
        InvalidRequest
            If no row would stay.

        Examples
        --------
        >>> space = VectorSpace([[0, 0], [0, 0], [3, 4], [3, 5]], list("abcd"))
        >>> check(space, k=2).without("duplicates").labels
        ('a', 'c', 'd')
        """
        rows = self.kept(*findings, keep=keep, drop=drop)
        if not len(rows):
            raise InvalidRequest("No row would stay. Keep some of them.")
        return self.space.take(rows)

    def _first(self, finding: str) -> str:
        rows = self.rows(finding)
        return self.space.labels[rows[0]] if len(rows) else ""


def check(
    space: VectorSpace,
    label: str | Sequence[Any] | None = None,
    split: str | Sequence[Any] | None = None,
    k: int = 10,
    *,
    text: str | None = None,
    near: float | None = None,
    outlying: float = OUTLYING,
    suspicion: float = SUSPICION,
    hub: float = HUB,
) -> Check:
    """Look through a space for rows that are worth a second look.

    All is read off the neighbour graph. A finding is a question, not a verdict: each row stands
    beside those it is to be compared with.

    Parameters
    ----------
    space : VectorSpace
        n items.
    label : str or sequence, optional
        The column of classes, or n values, whose doubtful ones are found. It should be no part of
        the vectors.
    split : str or sequence, optional
        The column, or n values, that says which split a row is in, such as train and test.
    k : int
        How many neighbours are asked; where there are fewer others, all of them.
    text : str, optional
        The column whose texts are compared; ``""`` for none. Where none is named: the texts that
        the vectors are of.
    near : float, optional
        Nearer than this, two items are near duplicates: a distance of the space's metric. Where
        none is given, 0.13 of the usual distance to the nearest, which is cleanlab's limit.
    outlying : float
        Robust deviations from which on an item is an outlier.
    suspicion : float
        The score from which on a class is doubted, 0 to 1; 0.5 is a tie of votes. The default is
        four times as many votes for another class.
    hub : float
        A hub is among the nearest of so many times k others.

    Returns
    -------
    Check

    Raises
    ------
    UnknownName
        If there is no such column.
    InvalidParameter
        If a limit is out of its range.
    InvalidRequest
        If there is only one item, or label or split make no classes.

    References
    ----------
    C. Northcutt, L. Jiang, I. Chuang: Confident Learning, JAIR 70 (2021),
    https://doi.org/10.1613/jair.1.12125, beside the neighbours' votes on labels.
    F. Angiulli, C. Pizzuti: Fast Outlier Detection in High Dimensional Spaces, PKDD 2002.
    M. Radovanović, A. Nanopoulos, M. Ivanović: Hubs in Space, JMLR 11 (2010).

    Examples
    --------
    >>> space = VectorSpace([[0, 0], [0, 0], [3, 4], [3, 5]], list("abcd"))
    >>> check(space, k=2).duplicates[["label", "kind", "twin_label"]].values.tolist()
    [['a', 'exact', 'b'], ['b', 'exact', 'a']]
    """
    asked = {
        "label": label, "split": split, "k": k, "text": text, "near": near, "outlying": outlying,
        "suspicion": suspicion, "hub": hub,
    }  # fmt: skip
    _check_asked(space, asked)
    classes = None if label is None else classes_of(space, label, "label")
    splits = None if split is None else classes_of(space, split, "split")
    with share(0.0, 0.9):
        graph = space.neighbor_graph(min(k, len(space) - 1))
    report(9, 10)
    usual = usual_distance(graph)
    near = NEAR_SHARE * usual if near is None else near
    alike = Alike(space, keys_of(space, texts_of(space, text)), near_links(graph, max(near, usual)))
    degrees = in_degrees(graph.indices)
    found = {
        "duplicates": find_duplicates(alike, near),
        "outliers": find_outliers(space, graph, outlying),
        "labels": NOTHING if classes is None else find_labels(space, graph, classes, suspicion),
        "leaks": NOTHING if splits is None else find_leaks(alike, splits, near),
        "hubs": find_hubs(space, graph, degrees, hub),
    }
    return Check(
        space, graph.n_neighbors, classes.title if classes else "", splits.title if splits else "",
        float(near), outlying, suspicion, hub, usual, skewness(degrees),
        **{name: finding.table for name, finding in found.items()},
        scores=_scores(len(space), found, degrees),
        _reach={name: finding.reach for name, finding in found.items()},
        _asked=asked,
    )  # fmt: skip


def _check_asked(space: VectorSpace, asked: Mapping[str, Any]) -> None:
    if len(space) < 2:
        raise InvalidRequest("A check compares items with one another, and there is only one.")
    check_range("k", asked["k"], 1, MOST_NEIGHBORS)
    for name, most in {"outlying": FARTHEST, "suspicion": 1.0, "hub": FARTHEST}.items():
        check_range(name, asked[name], 0.0, most)
    if asked["near"] is not None:
        check_range("near", asked["near"], 0.0, np.inf)


def _scores(n_items: int, found: Mapping[str, Finding], degrees: NDArray[np.int64]) -> pd.DataFrame:
    """Give a row for each item; see :class:`Check`."""
    twins, leaks, labels = (found[name].table for name in ("duplicates", "leaks", "labels"))
    columns: dict[str, Any] = {
        "duplicate_group": _at(twins, "group", np.zeros(n_items, np.int64)),
        "duplicate_of": _at(twins, "twin", np.full(n_items, -1)),
        **found["outliers"].scores,
    }
    if found["labels"] is not NOTHING:
        columns["suggested_label"] = _at(labels, "suggested", np.full(n_items, None))
        columns |= found["labels"].scores
    if found["leaks"] is not NOTHING:
        columns["leak_of"] = _at(leaks, "twin", np.full(n_items, -1))
    columns["in_degree"] = degrees
    words = np.full(n_items, "", dtype=object)
    for word, rows in _named(found):
        words[rows] = [f"{said}; {word}" if said else word for said in words[rows]]
    return pd.DataFrame(columns | {"findings": words})


def _named(found: Mapping[str, Finding]) -> Iterator[tuple[str, NDArray[np.int64]]]:
    """Give what a row is called of which something was found, with these rows."""
    for name, word in NAMES.items():
        yield word, found[name].table["index"].to_numpy(np.int64)
    hubs = found["hubs"].table
    for word in ("hub", "orphan"):
        yield word, hubs["index"][hubs["kind"] == word].to_numpy(np.int64)


def _at(table: pd.DataFrame, column: str, values: NDArray[Any]) -> NDArray[Any]:
    """Write a finding's column where its rows are."""
    values[table["index"].to_numpy(np.int64)] = table[column].to_numpy()
    return values


def _rows(given: Iterable[int]) -> NDArray[np.int64]:
    return np.fromiter(given, np.int64)
