"""FeatureVectorizer: the columns of a table, side by side, as vectors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin

from embedviz.datasets.dataset import NUMERIC, Column
from embedviz.errors import InvalidParameter, InvalidRequest, UnknownName
from embedviz.parameters import check, parameter
from embedviz.vectorizers.choices import POSITIONS, SCALINGS, TRANSFORMS
from embedviz.vectorizers.columns import BLOCKS, Block, NumberBlock, SphereBlock, joined

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
        raw = self._raw(frame)
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
        return joined([block.transform(self._values(frame, block)) for block in self._blocks])

    def _values(self, frame: pd.DataFrame, block: Block) -> Any:
        if isinstance(block, SphereBlock):
            return frame[[self._position("latitude"), self._position("longitude")]]
        return frame[block.column.name]

    def _position(self, kind: str) -> str:
        return next(column.name for column in self.columns if column.kind == kind)

    def _make_blocks(self, frame: pd.DataFrame) -> list[Block]:
        blocks: list[Block] = []
        logs = {name for name, kind in (self.transforms or {}).items() if kind == "log"}
        on_sphere = self.positions == "sphere"
        for column in self.columns:
            if on_sphere and column.kind == "longitude":
                continue
            if on_sphere and column.kind == "latitude":
                blocks.append(SphereBlock(column))
            elif column.kind in NUMERIC:
                blocks.append(NumberBlock(column, log=column.name in logs))
            else:
                blocks.append(BLOCKS[column.kind](column))
        return blocks

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


def _scaler(scaling: str, n_items: int) -> Any:
    from sklearn.preprocessing import MinMaxScaler, QuantileTransformer, StandardScaler

    if scaling == "standard":
        return StandardScaler()
    if scaling == "minmax":
        return MinMaxScaler()
    if scaling == "rank":
        return QuantileTransformer(n_quantiles=n_items, subsample=None)
    return None
