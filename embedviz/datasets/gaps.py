"""Gaps: rows without a value, left out, filled or marked only when somebody says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from embedviz.datasets.dataset import GROUPED, NUMERIC, Column, Dataset
from embedviz.errors import InvalidRequest, MissingValues, UnknownName

MISSING = {
    "error": "Stop with an error",
    "drop": "Leave these rows out",
    "fill": "Fill: median, “not known”",
    "category": "As a category: “missing”",
}
_FLAG = ", and a dimension of its own is 1 there, else 0"
_NUMBER = "A missing number becomes the median of the others"
_TEXT = "A blank text gets the average vector"
_EXPLAINED = {
    "fill": {
        "number": f"{_NUMBER}.",
        "group": "A missing category becomes “not known”.",
        "text": f"{_TEXT}.",
    },
    "category": {
        "number": f"{_NUMBER}{_FLAG}.",
        "group": "A missing category becomes the category “missing”.",
        "text": f"{_TEXT}{_FLAG}.",
    },
}
NOT_KNOWN = "not known"
MISSING_CATEGORY = "missing"


def flag_name(column: Column) -> str:
    """Name the dimension that is 1 where a column has a gap: ``"price: missing"``."""
    return f"{column.title}: {MISSING_CATEGORY}"


def is_gap(values: pd.Series, column: Column) -> pd.Series:
    """Say of each cell of a column whether it is a gap; a blank text is one."""
    gaps = values.isna()
    if column.kind == "text":
        gaps |= values.astype(str).str.strip() == ""
    return gaps


def gaps_in(dataset: Dataset, features: Iterable[str]) -> dict[str, int]:
    """Count the gaps of each column that has any: its name to the number of rows."""
    counted = {name: _n_gaps(dataset, name) for name in features}
    return {name: count for name, count in counted.items() if count}


def what_becomes(dataset: Dataset, names: Iterable[str], missing: str) -> str:
    """Say in whole sentences what becomes of gaps in columns such as these."""
    if missing not in _EXPLAINED:
        return "Rows with a gap are left out."
    kinds = {dataset.column(str(name)).kind for name in names}
    groups = {
        "number": bool(kinds & {*NUMERIC, "range"}),
        "group": bool(kinds & GROUPED),
        "text": "text" in kinds,
    }
    return " ".join(_EXPLAINED[missing][name] for name, there in groups.items() if there)


def without_gaps(dataset: Dataset, features: Sequence[str], missing: str = "error") -> Dataset:
    """Give the data set with no gap in these columns, or with gaps that can be marked.

    Parameters
    ----------
    missing : str
        ``"error"``, ``"drop"`` (rows with a gap are left out), ``"fill"`` (numbers get the
        median of the column, everything else the category "not known") or ``"category"`` (the
        data set stays as it is: vectorizers mark the gaps). Blank texts are filled or marked
        where they become vectors.

    Raises
    ------
    MissingValues
        If there is a gap and ``missing`` is ``"error"``; or one that can't be filled or marked.
    InvalidRequest
        If no row is left.
    """
    if missing not in MISSING:
        raise UnknownName.among("way to handle gaps", missing, MISSING)
    counts = gaps_in(dataset, features)
    if not counts:
        return dataset
    if missing == "error":
        name, count = next(iter(counts.items()))
        row = int(_gaps(dataset, [name])[name].to_numpy().argmax()) + 1
        raise MissingValues(
            f'"{dataset.column(name).title}" has no value in {count:,} of '
            f"{len(dataset):,} rows (first: row {row:,}). Leave these rows out, or fill them."
        )
    if missing == "drop":
        complete = ~_gaps(dataset, features).any(axis=1).to_numpy()
        if not complete.any():
            raise InvalidRequest(
                "No row has a value in every chosen feature. Choose fewer features, or fill gaps."
            )
        return dataset.take(np.flatnonzero(complete))
    for name, count in counts.items():
        _check_known(dataset.column(name), count, len(dataset), missing)
    if missing == "category":
        return dataset
    return replace(dataset, frame=_filled(dataset, list(counts)))


def _n_gaps(dataset: Dataset, name: str) -> int:
    column, known = dataset.column(name), dataset.gap_counts
    if name not in known:
        known[name] = int(is_gap(dataset.frame[name], column).sum())
    return known[name]


def _gaps(dataset: Dataset, names: Sequence[str]) -> pd.DataFrame:
    columns = [dataset.column(name) for name in names]
    return pd.DataFrame({each.name: is_gap(dataset.frame[each.name], each) for each in columns})


def _check_known(column: Column, n_gaps: int, n_items: int, missing: str) -> None:
    """Refuse a gap that nothing is known to fill with."""
    if column.kind == "range" and missing == "fill":
        raise MissingValues(
            f'"{column.title}" is a range and has no median to fill its gaps with. '
            "Leave these rows out, or mark them."
        )
    if n_gaps < n_items or column.kind in GROUPED:
        return
    what = "text" if column.kind == "text" else "value"
    lacking = "nothing" if column.kind == "text" else "no median"
    raise MissingValues(
        f'"{column.title}" has no {what} in any row, so there is {lacking} to fill its '
        "gaps with. Choose other features."
    )


def _filled(dataset: Dataset, names: Sequence[str]) -> pd.DataFrame:
    frame = dataset.frame.copy()
    for name in names:
        kind = dataset.column(name).kind
        if kind in NUMERIC:
            frame[name] = frame[name].fillna(frame[name].median())
        elif kind != "text":
            frame[name] = frame[name].fillna(NOT_KNOWN)
    return frame
