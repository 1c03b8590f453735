"""FeatureVectorizer: the columns of a table, side by side, as vectors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin

from embedviz.datasets.dataset import GROUPED, NUMERIC, Column
from embedviz.datasets.gaps import MISSING_CATEGORY
from embedviz.errors import InvalidParameter, InvalidRequest, UnknownName
from embedviz.parameters import check, parameter
from embedviz.vectorizers.choices import POSITIONS, SCALINGS, TRANSFORMS
from embedviz.vectorizers.columns import (
    BLOCKS,
    Block,
    GapBlock,
    NumberBlock,
    RangeBlock,
    SphereBlock,
    joined,
)

LARGEST_WEIGHT = 100


@dataclass(kw_only=True, eq=False, repr=False)
class FeatureVectorizer(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Turn chosen columns of a table into numbers, scale them, weight them.

    Numbers stay numbers (or become their logarithm), a category becomes one 0 or 1 for each of
    its values, a set one for each member, a range its middle and its width. Scaling makes numbers
    of different units comparable; zeros and ones are left as they are.

    Parameters
    ----------
    columns : sequence of Column
        The features, in order.
    scaling : str
        ``"none"``, ``"standard"``, ``"minmax"`` or ``"rank"``.
    weights : mapping of str to float
        After scaling, a feature's numbers are multiplied by its weight (1 where none is given).
    transforms : mapping of str to str
        ``"log"`` for a feature whose logarithm is meant.
    positions : str
        ``"degrees"``, or ``"sphere"`` to turn latitude and longitude into a point (x, y, z).
    mark_gaps : bool
        Whether a gap may be: in a category or a set it is the category "missing"; in numbers,
        the median of each, with one dimension more that is 1 where there was none. That is
        scikit-learn's ``SimpleImputer(strategy="median", add_indicator=True)``, and the zeros and
        ones stay unscaled as others do.

    Attributes
    ----------
    feature_columns_ : list of str
        For each dimension, the column it comes from.
    """

    title: ClassVar[str] = "Features"

    columns: Sequence[Column]
    scaling: str = parameter(
        "none",
        "Scaling",
        choices=SCALINGS,
        help="Without scaling, the feature with the largest numbers decides alone.",
    )
    weights: Mapping[str, float] | None = None
    transforms: Mapping[str, str] | None = None
    positions: str = parameter(
        "degrees",
        "Positions",
        choices=POSITIONS,
        help="Degrees shrink towards the poles and break at 180°; points on the sphere don't.",
    )
    mark_gaps: bool = False
    _blocks: list[Block] = field(default_factory=list, init=False)

    def fit(self, frame: pd.DataFrame, y: Any = None) -> FeatureVectorizer:
        """Learn categories and scales from a table with one row an item.

        Raises
        ------
        InvalidRequest
            If no feature is chosen, or one can't become a number.
        InvalidParameter, UnknownName
            If a weight, a transform, a scaling is not among those allowed.
        """
        self._check()
        self._blocks = [block.fit(self._values(frame, block)) for block in self._make_blocks(frame)]
        self.imputer_ = _imputer() if self.mark_gaps else None
        raw = self._with_gaps(frame)
        if self.imputer_ is not None:
            raw = self.imputer_.fit_transform(raw)
        names = [block.names() for block in self._blocks]
        self.feature_names_ = [name for each in names for name in each]
        self.feature_columns_ = [
            block.column.name for block, each in zip(self._blocks, names, strict=True) for _ in each
        ]
        self.scaler_ = _scaler(self.scaling, len(raw))
        self._scaled = np.array(
            [block.scaled for block, each in zip(self._blocks, names, strict=True) for _ in each]
        )
        if self.scaler_ is not None and self._scaled.any():
            self.scaler_.fit(raw[:, self._scaled])
        weights = dict(self.weights or {})
        self.weights_ = np.array([weights.get(name, 1.0) for name in self.feature_columns_])
        return self

    def transform(self, frame: pd.DataFrame) -> NDArray[np.float32]:
        """Give the (n, d) float32 vectors of a table with the same columns."""
        values = self._raw(frame)
        if self.scaler_ is not None and self._scaled.any():
            values[:, self._scaled] = self.scaler_.transform(values[:, self._scaled])
        return np.asarray(values * self.weights_, dtype=np.float32)

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:
        """Give the d names of the dimensions."""
        return np.array(self.feature_names_, dtype=object)

    def _raw(self, frame: pd.DataFrame) -> NDArray[np.float64]:
        raw = self._with_gaps(frame)
        if self.imputer_ is not None:
            raw = np.asarray(self.imputer_.transform(raw))
        return raw

    def _with_gaps(self, frame: pd.DataFrame) -> NDArray[np.float64]:
        return joined([block.transform(self._values(frame, block)) for block in self._blocks])

    def _values(self, frame: pd.DataFrame, block: Block) -> Any:
        if isinstance(block, SphereBlock):
            return frame[[self._position("latitude"), self._position("longitude")]]
        values = frame[block.column.name]
        if self.mark_gaps and block.column.kind in GROUPED:
            return values.astype(object).where(values.notna(), MISSING_CATEGORY)
        return values

    def _position(self, kind: str) -> str:
        return next(column.name for column in self.columns if column.kind == kind)

    def _make_blocks(self, frame: pd.DataFrame) -> list[Block]:
        blocks: list[Block] = []
        for column in self.columns:
            block = self._block_of(column)
            blocks += [block] if block else []
            blocks += [GapBlock(column)] if self._is_marked(column, frame) else []
        return blocks

    def _block_of(self, column: Column) -> Block | None:
        if self.positions == "sphere" and column.kind in ("latitude", "longitude"):
            return SphereBlock(column) if column.kind == "latitude" else None  # one for both
        if column.kind in NUMERIC:
            log = (self.transforms or {}).get(column.name) == "log"
            return NumberBlock(column, log, self.mark_gaps)
        if column.kind == "range":
            return RangeBlock(column, self.mark_gaps)
        return BLOCKS[column.kind](column)

    def _is_marked(self, column: Column, frame: pd.DataFrame) -> bool:
        """Say whether a column of numbers has gaps to be marked by zeros and ones."""
        has_gaps = self.mark_gaps and column.kind not in GROUPED
        return has_gaps and bool(frame[column.name].isna().any())

    def _check(self) -> None:
        check(self)
        names = [column.name for column in self.columns]
        if not names:
            raise InvalidRequest(
                "Choose at least one feature: without one, every item is the same point."
            )
        for column in self.columns:
            if column.kind not in BLOCKS:
                raise InvalidRequest(
                    f'"{column.title}" is text: encode it with a model, or choose other features.'
                )
        if self.positions == "sphere":
            kinds = [column.kind for column in self.columns]
            if (kinds.count("latitude"), kinds.count("longitude")) != (1, 1):
                raise InvalidRequest(
                    "A point on the sphere needs both latitude and longitude among the features."
                )
        self._check_per_feature(names)

    def _check_per_feature(self, names: list[str]) -> None:
        kinds = {column.name: column.kind for column in self.columns}
        for name, weight in (self.weights or {}).items():
            if name not in kinds:
                raise UnknownName.among("chosen feature", name, names)
            if not (isinstance(weight, (int, float, np.number)) and 0 <= weight <= LARGEST_WEIGHT):
                raise InvalidParameter(
                    f'The weight of "{name}" must be between 0 and {LARGEST_WEIGHT}, '
                    f"got {weight!r}."
                )
        for name, kind in (self.transforms or {}).items():
            if name not in kinds:
                raise UnknownName.among("chosen feature", name, names)
            if kind not in TRANSFORMS:
                raise UnknownName.among("transform", kind, TRANSFORMS)
            if kind == "log" and kinds[name] != "number":
                raise InvalidRequest(f'"{name}" has no logarithm: it is no plain number.')


def _imputer() -> Any:
    from sklearn.impute import SimpleImputer

    return SimpleImputer(strategy="median", keep_empty_features=True)


def _scaler(scaling: str, n_items: int) -> Any:
    from sklearn.preprocessing import MinMaxScaler, QuantileTransformer, StandardScaler

    if scaling == "standard":
        return StandardScaler()
    if scaling == "minmax":
        return MinMaxScaler()
    if scaling == "rank":
        return QuantileTransformer(n_quantiles=n_items, subsample=None)
    return None
