"""The columns of a table, side by side, as vectors."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from embedviz.datasets.dataset import GROUPED, NUMERIC, Column
from embedviz.datasets.gaps import MISSING_CATEGORY
from embedviz.engine.record import Record
from embedviz.errors import InvalidParameter, InvalidRequest, UnknownName
from embedviz.vectorizers.columns import (
    Block,
    category_block,
    gap_block,
    number_block,
    range_block,
    set_block,
    sphere_block,
)

LARGEST_WEIGHT = 100


def feature_vectors(
    frame: pd.DataFrame,
    columns: Sequence[Column],
    *,
    scaling: str = "none",
    weights: Mapping[str, float] | None = None,
    logs: Collection[str] = (),
    positions: str = "degrees",
    mark_gaps: bool = False,
    n_fitted: int | None = None,
) -> Record:
    """Turn the columns of n rows into numbers, scale them, weight them: see ``ev.vectorize``.

    Numbers stay numbers (or become their logarithm, for ``logs``), a category becomes one 0 or 1
    for each of its values, a set one for each member, a range its middle and its width. Scaling
    makes numbers of different units comparable; zeros and ones are left as they are. After it, a
    feature's numbers are multiplied by its weight, 1 where none is given.

    With ``mark_gaps``, a gap in a category or a set is the category "missing"; in numbers, the
    median of each, with one dimension more that is 1 where there was none. That is scikit-learn's
    ``SimpleImputer(strategy="median", add_indicator=True)``. With ``n_fitted``, medians and
    scales are those of the first so many rows; the others are measured by them.

    Returns
    -------
    dict
        ``vectors`` (n, d) float32, and for each of the d dimensions its name, ``names``, and the
        column it comes from, ``columns``.

    Raises
    ------
    InvalidRequest
        If a feature can't become a number.
    InvalidParameter, UnknownName
        If a weight is out of its range, or one or a logarithm is of no feature.
    """
    weights = weights or {}
    _check(columns, weights, logs, positions)
    blocks = list(_blocks(frame, columns, logs, positions, gaps=mark_gaps))
    values = np.hstack([block.numbers for block in blocks])
    if mark_gaps:
        from sklearn.impute import SimpleImputer

        filling = SimpleImputer(strategy="median", keep_empty_features=True)
        values = filling.fit(values[:n_fitted]).transform(values)
    scaled = np.array([block.scaled for block in blocks for _ in block.names])
    if scaling != "none" and scaled.any():
        scaler = _scaler(scaling, len(values[:n_fitted])).fit(values[:n_fitted, scaled])
        values[:, scaled] = scaler.transform(values[:, scaled])
    sources = [block.column for block in blocks for _ in block.names]
    factors = np.array([weights.get(name, 1.0) for name in sources])
    return {
        "vectors": np.asarray(values * factors, dtype=np.float32),
        "names": [name for block in blocks for name in block.names],
        "columns": sources,
    }


def _blocks(
    frame: pd.DataFrame,
    columns: Sequence[Column],
    logs: Collection[str],
    positions: str,
    *,
    gaps: bool,
) -> Iterator[Block]:
    on_sphere = positions == "sphere"
    for column in columns:
        values = frame[column.name]
        if column.kind in GROUPED:
            known = values.astype(object).where(values.notna(), MISSING_CATEGORY)
            as_block = set_block if column.kind == "set" else category_block
            yield as_block(column, known if gaps else values)
            continue
        if on_sphere and column.kind == "latitude":
            longitude = next(each.name for each in columns if each.kind == "longitude")
            yield sphere_block(column, frame[[column.name, longitude]])
        elif column.kind == "range":
            yield range_block(column, values, gaps=gaps)
        elif not on_sphere or column.kind != "longitude":  # on the sphere one block is for both
            yield number_block(column, values, log=column.name in logs, gaps=gaps)
        if gaps and values.isna().any():
            yield gap_block(column, values)


def _check(
    columns: Sequence[Column], weights: Mapping[str, float], logs: Collection[str], positions: str
) -> None:
    kind_of = {column.name: column.kind for column in columns}
    for column in columns:
        if column.kind not in (*NUMERIC, *GROUPED, "range"):
            raise InvalidRequest(
                f'"{column.title}" is text: encode it with a model, or choose other features.'
            )
    kinds = list(kind_of.values())
    if positions == "sphere" and (kinds.count("latitude"), kinds.count("longitude")) != (1, 1):
        raise InvalidRequest(
            "A point on the sphere needs both latitude and longitude among the features."
        )
    for name in (*weights, *logs):
        if name not in kind_of:
            raise UnknownName.among("chosen feature", name, kind_of)
    for name, weight in weights.items():
        check_weight(name, weight)
    for name in logs:
        if kind_of[name] != "number":
            raise InvalidRequest(f'"{name}" has no logarithm: it is no plain number.')


def check_weight(name: str, weight: Any) -> None:
    """Raise ``InvalidParameter`` unless a weight is a number from 0 to 100."""
    if not (isinstance(weight, (int, float, np.number)) and 0 <= weight <= LARGEST_WEIGHT):
        raise InvalidParameter(
            f'The weight of "{name}" must be between 0 and {LARGEST_WEIGHT}, got {weight!r}.'
        )


def _scaler(scaling: str, n_items: int) -> Any:
    from sklearn.preprocessing import MinMaxScaler, QuantileTransformer, StandardScaler

    if scaling == "rank":
        return QuantileTransformer(n_quantiles=n_items, subsample=None)
    return StandardScaler() if scaling == "standard" else MinMaxScaler()
