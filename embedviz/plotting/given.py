"""What a person hands to plot, show and write_html: a space as well, and colours of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from embedviz.datasets.dataset import Column, Dataset
from embedviz.datasets.labels import free_name
from embedviz.datasets.reading.kinds import read_column
from embedviz.errors import InvalidRequest
from embedviz.plotting.coloring import Color
from embedviz.projections import Projection
from embedviz.projections.pca import PCA
from embedviz.space import VectorSpace
from embedviz.space.clusters import Clusters

FEW_CLASSES = 25
"""Whole numbers of so few different values, from -1 or 0 up, are classes: what clusters are."""


def drawn(given: Any) -> Projection:
    """Give the projection that is meant: itself, or that of a space by PCA.

    Raises
    ------
    InvalidRequest
        If there are no vectors yet.
    """
    if isinstance(given, Projection):
        return given
    if isinstance(given, VectorSpace):
        return PCA()(given)
    if isinstance(given, Dataset | pd.DataFrame):
        raise InvalidRequest(
            "A table has no vectors yet: ev.show(ev.project(ev.vectorize(table))), or ev.encode "
            "for its texts."
        )
    raise InvalidRequest(
        f"A {type(given).__name__} can't be drawn. Give a projection: ev.project(space)."
    )


def colored(given: Any, color: Any) -> tuple[Projection, Color]:
    """Give a projection, and what to colour it by: a column of its data set, or clusters.

    Parameters
    ----------
    given : Projection or VectorSpace
    color : str, Clusters, sequence or None
        A column; what was found to stand together; or n values, in the order of the items, which
        become a column.

    Raises
    ------
    InvalidRequest
        If there isn't a value for each item.
    """
    view = drawn(given)
    if color is None or isinstance(color, str | Clusters):
        return view, color
    values = pd.Series(np.asarray(color) if hasattr(color, "dtype") else list(color))
    if len(values) != len(view.space):
        raise InvalidRequest(
            f"{len(values):,} colours were given for {len(view.space):,} "
            f"{view.space.dataset.items}. Give one for each, or the name of a column."
        )
    dataset = view.space.dataset
    name = free_name(dataset.frame.columns, str(getattr(color, "name", None) or "color"))
    column, cells = _column(name, values)
    frame = dataset.frame.assign(**{name: cells.to_numpy()})
    more = replace(dataset, frame=frame, columns=(*dataset.columns, column))
    return replace(view, space=view.space.with_dataset(more), measured=view.measured), name


def _column(name: str, values: pd.Series) -> tuple[Column, pd.Series]:
    if pd.api.types.is_integer_dtype(values) and not values.isna().any():
        different = np.unique(values)
        if len(different) <= FEW_CLASSES and different[0] >= -1 and different[-1] <= FEW_CLASSES:
            return Column(name, name, "category"), values.astype(str)
    read = read_column(name, values, coordinates=False)
    if read is None:
        raise InvalidRequest(f'All values of "{name}" are gaps: there is nothing to colour by.')
    kind = "category" if read.column.kind == "text" else read.column.kind
    return replace(read.column, kind=kind), read.cells
