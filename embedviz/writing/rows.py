"""Rows: each item with its facts, where it is drawn, its cluster and who is near."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, BinaryIO

import numpy as np
import pandas as pd

from embedviz.datasets.labels import free_name
from embedviz.errors import InvalidRequest
from embedviz.projections import Projection
from embedviz.space import VectorSpace
from embedviz.space.clusters import Clusters
from embedviz.writing.csv import write_csv


def rows_table(
    what: Projection | VectorSpace,
    *,
    clusters: Sequence[str] | None = None,
    k: int = 0,
    among: VectorSpace | None = None,
) -> pd.DataFrame:
    """Give a row an item: ``label``, its facts, coordinates, ``cluster``, neighbours.

    Clusters that have names give a column more, ``cluster name``.

    Parameters
    ----------
    what : Projection or VectorSpace
        A space has no coordinates.
    clusters : sequence of str, optional
        One for each item, as :func:`embedviz.find_clusters` gives them.
    k : int
        How many neighbours: ``neighbor 1`` is the nearest. They are those in the space.
    among : VectorSpace, optional
        A larger space, where neighbours are looked for instead.

    Returns
    -------
    pandas.DataFrame
        A name that a fact has already is given with a number: ``x (2)``.

    Raises
    ------
    InvalidRequest
        If there isn't a cluster for each item.
    """
    space = space_of(what)
    table = what.to_frame() if isinstance(what, Projection) else facts_table(space)
    if clusters is not None:
        if len(clusters) != len(space):
            raise InvalidRequest(
                f"{len(clusters):,} clusters were given for {len(space):,} {space.dataset.items}."
            )
        table[free_name(table, "cluster")] = list(clusters)
        if isinstance(clusters, Clusters):
            table[free_name(table, "cluster name")] = clusters.of_items
    if k:
        long = neighbors_table(space, k=k, among=among)
        near = long["neighbor"].to_numpy().reshape(len(space), -1)
        for rank in range(near.shape[1]):
            table[free_name(table, f"neighbor {rank + 1}")] = near[:, rank]
    return table


def facts_table(space: VectorSpace) -> pd.DataFrame:
    """Give ``label`` and what is known of each item."""
    return space.dataset.to_frame()


def neighbors_table(
    what: Projection | VectorSpace, *, k: int = 10, among: VectorSpace | None = None
) -> pd.DataFrame:
    """Give the k nearest of each item: ``label``, ``rank``, ``neighbor``, ``distance``.

    Nearest in the space, wherever they are drawn; in ``among``, where that is given.
    """
    space = space_of(what)
    whole = among or space
    graph = whole.neighbor_graph(k)
    rows = [whole.index_of(label) for label in space.labels]
    labels = np.array(whole.labels, dtype=object)
    near = graph.indices[rows]
    return pd.DataFrame(
        {
            "label": np.repeat(np.array(space.labels, dtype=object), near.shape[1]),
            "rank": np.tile(np.arange(1, near.shape[1] + 1), len(space)),
            "neighbor": labels[near].ravel(),
            "distance": graph.distances[rows].ravel(),
        }
    )


def space_of(what: Projection | VectorSpace) -> VectorSpace:
    """Give the space whose items are meant."""
    return what.space if isinstance(what, Projection) else what


Table = Callable[..., pd.DataFrame]
Writer = Callable[..., None]


def _as_csv(table: Table) -> Writer:
    @wraps(table)  # lends its signature: the choices that a file of it has
    def write(what: Projection | VectorSpace, file: BinaryIO, **choices: Any) -> None:
        write_csv(table(what, **choices), file)

    return write


def _as_parquet(table: Table) -> Writer:
    @wraps(table)
    def write(what: Projection | VectorSpace, file: BinaryIO, **choices: Any) -> None:
        table(what, **choices).to_parquet(file, index=False)

    return write


write_rows_csv = _as_csv(rows_table)
write_rows_parquet = _as_parquet(rows_table)
write_neighbors_csv = _as_csv(neighbors_table)
write_neighbors_parquet = _as_parquet(neighbors_table)
