"""Findings: each as a DataFrame, ranked, with what the eye compares beside each row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from embedviz.space.checking.duplicates import (
    KINDS,
    Alike,
    forest_of,
    groups_of,
    nearest_twins,
    usual_distance,
)
from embedviz.space.checking.given import Classes
from embedviz.space.checking.labels import by_nearness, doubts_of, votes_of
from embedviz.space.checking.leaks import leaks_of, ranks_of
from embedviz.space.checking.outliers import outlier_scores
from embedviz.space.neighbors import NeighborGraph
from embedviz.space.vector_space import VectorSpace

SHOWN = 5
"""So many neighbours stand beside a row."""


@dataclass(frozen=True, eq=False)
class Finding:
    """The rows that were found, as a table; the limits at which one more is, ascending.

    ``scores`` are columns of (n,) values of all items.
    """

    table: pd.DataFrame
    reach: NDArray[np.float64]
    scores: Mapping[str, NDArray[Any]] = field(default_factory=dict)


NOTHING = Finding(pd.DataFrame({"index": np.empty(0, np.int64), "label": []}), np.empty(0))
"""What wasn't looked for."""


def find_duplicates(alike: Alike, near: float) -> Finding:
    """Give a row for each item that has a twin: groups, the most alike first.

    ``group`` (from 1), ``index``, ``label``, ``kind`` (``"exact"``, ``"spelling"``, ``"near"``),
    ``twin``, ``twin_label``, ``distance`` (to the nearest twin) and ``first`` (True for one item
    of each group, which stays where duplicates are left out).
    """
    space = alike.space
    whole = forest_of(alike.links(), len(space))
    forest = whole.within(near)
    rows, twins, links = nearest_twins(forest)
    groups = groups_of(forest, len(space))[rows]
    order = np.argsort(groups, kind="stable")
    rows, groups = rows[order], groups[order]
    table = pd.DataFrame(
        {
            "group": groups, **_items(space, rows),
            "kind": np.array(KINDS, dtype=object)[links.kind[order]],
            **_items(space, twins[order], "twin", "twin_label"),
            "distance": links.apart[order], "first": np.diff(groups, prepend=0) > 0,
        }
    )  # fmt: skip
    return Finding(table, whole.reach)


def find_outliers(space: VectorSpace, graph: NeighborGraph, limit: float) -> Finding:
    """Give a row for each outlier, the farthest first.

    ``index``, ``label``, ``score``, ``distance`` (mean of the k nearest), ``nearest``,
    ``nearest_label`` and ``neighbors`` (rows of the nearest, a tuple).
    """
    scores = outlier_scores(graph.distances)
    rows = np.flatnonzero(scores >= limit)
    rows = rows[np.argsort(-scores[rows], kind="stable")]
    table = pd.DataFrame(
        {
            **_items(space, rows), "score": scores[rows],
            "distance": graph.distances[rows].mean(axis=1, dtype=np.float64),
            **_nearest(space, graph, rows),
        }
    )  # fmt: skip
    return Finding(table, np.sort(scores), {"outlier_score": scores})


def find_labels(
    space: VectorSpace, graph: NeighborGraph, classes: Classes, limit: float
) -> Finding:
    """Give a row for each item whose class is doubted, the most doubtful first.

    ``index``, ``label``, ``given``, ``suggested``, ``score`` (0 to 1), ``given_share`` and
    ``suggested_share`` (of the neighbours' votes), ``confident`` (whether confident learning says
    so too), ``neighbors`` (their rows, a tuple) and ``neighbor_classes`` (their classes, a tuple;
    None for a gap).
    """
    weights = by_nearness(graph.distances, usual_distance(graph))
    doubts = doubts_of(classes.codes, votes_of(classes.codes, graph.indices, weights))
    rows = np.flatnonzero(doubts.believable & (doubts.score >= limit))
    rows = rows[np.lexsort((rows, -doubts.score[rows]))]
    near = graph.indices[rows]
    table = pd.DataFrame(
        {
            **_items(space, rows),
            "given": classes.names_of(classes.codes[rows]),
            "suggested": classes.names_of(doubts.suggested[rows]),
            "score": doubts.score[rows],
            "given_share": doubts.own[rows],
            "suggested_share": doubts.share[rows],
            "confident": doubts.confident[rows],
            "neighbors": _tuples(near),
            "neighbor_classes": _tuples(classes.names_of(classes.codes[near])),
        }
    )
    more = {"label_score": doubts.score, "label_confident": doubts.confident}
    return Finding(table, np.sort(doubts.score[doubts.believable]), more)


def find_leaks(alike: Alike, splits: Classes, near: float) -> Finding:
    """Give a row for each item that stands in a larger split as well, the most alike first.

    ``index``, ``label``, ``split``, ``kind``, ``twin``, ``twin_label``, ``twin_split`` and
    ``distance``.
    """
    rank = ranks_of(splits.codes)
    rows, twins, links = leaks_of(alike.links(rank), rank)
    reach, held = links.reach, links.reach <= near
    rows, twins, links = rows[held], twins[held], links.take(held)
    table = pd.DataFrame(
        {
            **_items(alike.space, rows), "split": splits.names_of(splits.codes[rows]),
            "kind": np.array(KINDS, dtype=object)[links.kind],
            **_items(alike.space, twins, "twin", "twin_label"),
            "twin_split": splits.names_of(splits.codes[twins]), "distance": links.apart,
        }
    )  # fmt: skip
    return Finding(table, reach)


def find_hubs(
    space: VectorSpace, graph: NeighborGraph, degrees: NDArray[np.int64], limit: float
) -> Finding:
    """Give a row for each hub, the greatest first, then for each orphan, the farthest first.

    ``index``, ``label``, ``kind`` (``"hub"``, ``"orphan"``), ``in_degree`` (among whose k nearest
    it is), ``nearest``, ``nearest_label`` and ``neighbors`` (rows of the nearest, a tuple).
    """
    times = degrees / graph.n_neighbors
    hubs, orphans = np.flatnonzero((times >= limit) & (degrees > 0)), np.flatnonzero(degrees == 0)
    hubs = hubs[np.argsort(-degrees[hubs], kind="stable")]
    apart = graph.distances[orphans].mean(axis=1, dtype=np.float64)
    rows = np.concatenate([hubs, orphans[np.argsort(-apart, kind="stable")]])
    table = pd.DataFrame(
        {
            **_items(space, rows), "kind": np.repeat(["hub", "orphan"], [len(hubs), len(orphans)]),
            "in_degree": degrees[rows], **_nearest(space, graph, rows),
        }
    )  # fmt: skip
    return Finding(table, np.sort(times))


def _nearest(space: VectorSpace, graph: NeighborGraph, rows: NDArray[np.int64]) -> dict[str, Any]:
    return {
        **_items(space, graph.indices[rows, 0], "nearest", "nearest_label"),
        "neighbors": _tuples(graph.indices[rows, :SHOWN]),
    }


def _items(
    space: VectorSpace, rows: NDArray[np.integer], index: str = "index", label: str = "label"
) -> dict[str, Any]:
    labels = pd.Series([space.labels[row] for row in rows.tolist()], dtype=object)
    return {index: rows.astype(np.int64), label: labels}


def _tuples(table: NDArray[np.generic]) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in table.tolist()]
