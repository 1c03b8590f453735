"""Gaps: rows without a value, left out or filled only when somebody says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from embedviz.datasets.dataset import NUMERIC, Dataset
from embedviz.errors import InvalidRequest, MissingValues, UnknownName

MISSING = {
    "error": "Stop and say where",
    "drop": "Leave these rows out",
    "fill": "Fill: the median of numbers, “not known” for the rest",
}
NOT_KNOWN = "not known"


def gaps_in(dataset: Dataset, features: Sequence[str]) -> pd.Series:
    """Count the gaps of each feature that has any: feature name to number of rows."""
    counts = dataset.frame[list(features)].isna().sum()
    return counts[counts > 0]


def without_gaps(dataset: Dataset, features: Sequence[str], missing: str = "error") -> Dataset:
    """Give the data set with no gap in these features.

    Parameters
    ----------
    missing : str
        ``"error"``, ``"drop"`` (rows with a gap are left out) or ``"fill"`` (numbers get the
        median of the column, everything else the category "not known").

    Raises
    ------
    MissingValues
        If there is a gap and ``missing`` is ``"error"``; or a gap that can't be filled.
    InvalidRequest
        If no row is left.
    """
    if missing not in MISSING:
        raise UnknownName.among("way to handle gaps", missing, MISSING)
    counts = gaps_in(dataset, features)
    if counts.empty:
        return dataset
    if missing == "error":
        name = counts.index[0]
        row = int(dataset.frame[name].isna().to_numpy().argmax()) + 1
        raise MissingValues(
            f'"{dataset.column(name).title}" has no value in {counts.iloc[0]:,} of '
            f"{len(dataset):,} rows (first: row {row:,}). Leave these rows out, or fill them."
        )
    if missing == "drop":
        complete = dataset.frame[list(features)].notna().all(axis=1).to_numpy()
        if not complete.any():
            raise InvalidRequest(
                "No row has a value in every chosen feature. Choose fewer features, or fill gaps."
            )
        return dataset.take(np.flatnonzero(complete))
    return replace(dataset, frame=_filled(dataset, list(counts.index)))


def _filled(dataset: Dataset, names: Sequence[str]) -> pd.DataFrame:
    frame = dataset.frame.copy()
    for name in names:
        column = dataset.column(name)
        if column.kind == "range":
            raise MissingValues(
                f'"{column.title}" is a range and has no median to fill its gaps with. '
                "Leave these rows out."
            )
        numeric = column.kind in NUMERIC
        if numeric and frame[name].isna().all():
            raise MissingValues(
                f'"{column.title}" has no value in any row, so there is no median to fill its '
                "gaps with. Choose other features."
            )
        frame[name] = frame[name].fillna(frame[name].median() if numeric else NOT_KNOWN)
    return frame
