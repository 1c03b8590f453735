"""Features: chosen columns of a table, side by side, scaled and weighted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from embedviz.datasets import Dataset
from embedviz.datasets.dataset import GROUPED
from embedviz.datasets.first_look import SKEWED
from embedviz.datasets.gaps import MISSING, gaps_in, what_becomes, without_gaps
from embedviz.embedders.embedder import Embedder, compared_by
from embedviz.embedders.reader import FeatureReader
from embedviz.engine.record import Record
from embedviz.errors import InvalidRequest
from embedviz.parameters import changed, parameter
from embedviz.space import METRICS

SCALINGS = {
    "none": "None",
    "standard": "Standard: mean 0, sd 1",
    "minmax": "Min-max: from 0 to 1",
    "rank": "Rank: share of smaller",
}
POSITIONS = {"degrees": "Degrees", "sphere": "Points on the sphere: x, y, z"}
HEAVIEST = 5.0
FOLD = "Weights and logarithms"
FEW = 8
"""So many features at most are offered their logarithm at once."""
MOST_NUMBERS = 250_000_000
"""Of one category: a gigabyte of ones and zeros."""
Values = Mapping[str, Any]


def _features(dataset: Dataset, _: Values) -> Mapping[str, str]:
    return {column.name: column.title for column in dataset.features}


def _chosen(dataset: Dataset, values: Values) -> Mapping[str, str]:
    return {name: dataset.column(name).title for name in values["features"]}


def _on_earth(dataset: Dataset, values: Values) -> bool:
    return {"latitude", "longitude"} <= {dataset.column(each).kind for each in values["features"]}


def _metrics(dataset: Dataset, values: Values) -> Mapping[str, str]:
    earthly = _on_earth(dataset, values)
    return {name: each.title for name, each in METRICS.items() if earthly or name != "haversine"}


def _positions(dataset: Dataset, values: Values) -> Mapping[str, str]:
    return POSITIONS if _on_earth(dataset, values) and values["metric"] != "haversine" else {}


def _positive(dataset: Dataset, values: Values) -> Mapping[str, str]:
    return {
        name: title
        for name, title in _chosen(dataset, values).items()
        if dataset.column(name).kind == "number" and dataset.frame[name].min() > 0
    }


def _squeezed(dataset: Dataset, values: Values) -> bool:
    """Say whether a few large numbers squeeze all others of a chosen feature together."""
    names = list(_positive(dataset, values))
    return len(names) <= FEW and bool((dataset.frame[names].skew() > SKEWED).any())


def _with_gaps(values: Values) -> list[str]:
    return [*values["features"], *values.get("texts", ())]


def _ways(dataset: Dataset, values: Values) -> Mapping[str, str]:
    if not gaps_in(dataset, _with_gaps(values)):
        return {}
    impossible = {"error", "category"} if values["metric"] == "haversine" else {"error"}
    return {name: words for name, words in MISSING.items() if name not in impossible}


def _which_gaps(dataset: Dataset, values: Values) -> str:
    gaps = gaps_in(dataset, _with_gaps(values)).items()
    listed = ", ".join(f"{dataset.column(name).title} ({count:,})" for name, count in gaps)
    return f"Rows without a value: {listed}"


@dataclass(frozen=True, kw_only=True)
class Features(Embedder):
    """Chosen columns as numbers, scaled and weighted; see :func:`embedviz.vectorize`.

    ``weights`` are pairs of a feature and the factor for its numbers, ``logs`` the features whose
    logarithm is meant.
    """

    title: ClassVar[str] = "Features"
    key: ClassVar[str] = ""  # as links had it before
    help: ClassVar[str] = "The columns you choose; each becomes one number or several."
    formerly: ClassVar[Mapping[tuple[str, str], Mapping[str, str]]] = {
        ("vectors", "facts"): {},
        ("source", "features"): {},
    }

    features: tuple[str, ...] = parameter(
        (), "Features", help="Each feature becomes one number of the vector, or several.",
        options=_features, several=True, first=lambda dataset: dataset.default_features,
    )  # fmt: skip
    scaling: str = parameter(
        "none", "Scaling", choices=SCALINGS,
        help="Without scaling, the feature with the largest numbers alone decides what is near. "
        "Standard: mean 0, standard deviation 1. Rank: the share of items that are smaller. "
        "Zeros and ones of categories stay as they are.",
    )  # fmt: skip
    metric: str = compared_by(*METRICS, options=_metrics)
    positions: str = parameter(
        "degrees", "Positions", choices=POSITIONS,
        help="Degrees shrink towards the poles and break at 180°; points on the sphere don't.",
        options=_positions,
    )  # fmt: skip
    weights: tuple[tuple[str, float], ...] = parameter(
        (), "Weights", help="What a feature's numbers are multiplied by.", options=_chosen,
        each=True, key="weight", low=0.0, high=HEAVIEST, step=0.1, fold=FOLD,
    )  # fmt: skip
    logs: tuple[str, ...] = parameter(
        (), "Logarithm of",
        help="From 1,000 to 10,000 is then as far as from 10,000 to 100,000.",
        options=_positive, several=True, fold=FOLD, unfolded=_squeezed,
    )  # fmt: skip
    missing: str = parameter(
        "error", "Rows without a value", help="What is done with empty cells.", options=_ways,
        ask=_which_gaps,
    )  # fmt: skip

    @classmethod
    def fits(cls, dataset: Dataset) -> bool:
        """Say whether there are features to start from."""
        return bool(dataset.default_features)

    def columns(self, dataset: Dataset) -> tuple[str, ...]:
        """Name the features without repeats; latitude before longitude, as haversine wants."""
        names = list(dict.fromkeys(self.features))
        kinds = {name: dataset.column(name).kind for name in names}
        if {"latitude", "longitude"} <= set(kinds.values()) and len(names) == 2:
            names.sort(key=lambda name: kinds[name] != "latitude")
        return tuple(names)

    def is_wide(self, dataset: Dataset) -> bool:
        """Few enough: each is a feature or a part of one."""
        return False

    def read(self, dataset: Dataset) -> tuple[str, ...]:
        """Name the columns whose gaps matter."""
        return self.columns(dataset)

    def items(self, dataset: Dataset) -> Dataset:
        """Give the items whose gaps are none, or may be filled or marked."""
        kept = without_gaps(dataset, self.read(dataset), self.missing)
        logs = {column.name for column in kept.columns if column.name in self.logs}
        if not logs:
            return kept
        columns = tuple(replace(each, log=each.name in logs) for each in kept.columns)
        return replace(kept, columns=columns)

    def note(self, dataset: Dataset) -> str:
        """Say what becomes of gaps."""
        gaps = gaps_in(dataset, self.read(dataset))
        if not gaps or self.missing in ("error", "drop"):
            return ""
        return what_becomes(dataset, gaps, self.missing)

    def about_gaps(self, dataset: Dataset) -> str:
        """Say what the recipe's ``missing`` does."""
        if self.missing == "error":
            return ""
        becomes = what_becomes(dataset, self.read(dataset), self.missing)
        return f'missing="{self.missing}": {becomes}'

    def made_by(self, dataset: Dataset) -> str:
        """Count the features, and name the scaling."""
        n_features = len(self.columns(dataset))
        return f"{n_features} feature{'s' if n_features > 1 else ''}, scaling {self.scaling}"

    def compute(self, dataset: Dataset) -> Record:
        """Vectorize: also ``names`` and ``columns`` of the dimensions.

        Raises
        ------
        InvalidRequest, InvalidParameter, MissingValues, UnknownName
            With a sentence that says which part can't be.
        """
        from embedviz.vectorizers.features import feature_vectors

        names = self.columns(dataset)
        if not names:
            raise InvalidRequest(same_point(dataset))
        _check_size(dataset, names)
        marks = self.missing == "category" and bool(gaps_in(dataset, names))
        if self.metric == "haversine":
            self._check_haversine(dataset, marks_gaps=marks)
        kept = self.items(dataset)
        return feature_vectors(
            kept.frame,
            [kept.column(name) for name in names],
            scaling=self.scaling,
            weights=dict(self.weights),
            logs=self.logs,
            positions=self.positions,
            mark_gaps=marks,
        )

    def reader(self, dataset: Dataset) -> FeatureReader | None:
        """Give what makes vectors of further rows; a mix has none."""
        return FeatureReader(self, dataset) if type(self) is Features else None

    def vectors_of_more(self, dataset: Dataset, more: Dataset) -> NDArray[np.float32]:
        """Make vectors of further rows as those of ``dataset`` were made: by the same scales.

        Raises
        ------
        InvalidRequest
            If a row has a gap, or a category that none of the items has.
        """
        from embedviz.vectorizers.features import feature_vectors

        names = self.columns(dataset)
        gaps = gaps_in(more, names)
        for name, count in gaps.items():
            raise InvalidRequest(
                f'{count:,} of the new rows have no value in "{name}". Fill '
                "them, or leave them out."
            )
        columns = [dataset.column(name) for name in names]
        both = pd.concat([dataset.frame, more.frame], ignore_index=True)
        made = feature_vectors(
            both, columns, scaling=self.scaling, n_fitted=len(dataset),
            mark_gaps=self.missing == "category" and bool(gaps_in(dataset, names)),
            logs=self.logs, positions=self.positions, weights=dict(self.weights),
        )  # fmt: skip
        known = self.compute(dataset)["names"]
        new = [name for name in made["names"] if name not in known]
        if new:
            raise InvalidRequest(
                f'The new rows have "{new[0]}", which no item of the space has, so there is no '
                "dimension for it."
            )
        return np.asarray(made["vectors"][len(dataset) :], dtype=np.float32)

    @property
    def computed(self) -> Self:
        """What decides about the vectors: haversine too, because it checks the columns."""
        return self if self.metric == "haversine" else super().computed

    def _check_haversine(self, dataset: Dataset, *, marks_gaps: bool) -> None:
        kinds = [dataset.column(name).kind for name in self.columns(dataset)]
        plain = self.scaling == "none" and not self.weights and not self.logs
        if kinds != ["latitude", "longitude"] or not plain or self.positions != "degrees":
            raise InvalidRequest(
                "Haversine measures kilometres on the Earth: it needs latitude and longitude "
                "only, in degrees, without scaling or weights. Choose just those, or another "
                "metric."
            )
        if marks_gaps:
            raise InvalidRequest(
                "Haversine can't take a number that marks a gap. Leave these rows out, or "
                "fill them."
            )

    def recipe(self, dataset: Dataset) -> tuple[str, str, Mapping[str, Any]]:
        """Give the call of ``ev.vectorize``."""
        return "", "ev.vectorize", self.keywords(dataset)

    def keywords(self, dataset: Dataset) -> dict[str, Any]:
        """Give the keywords of ``ev.vectorize`` that ask for this."""
        choices = changed(self)
        if self.features == dataset.default_features:
            choices.pop("features", None)
        said = {
            "features": list(choices.pop("features", ())),
            "weights": dict(choices.pop("weights", ())),
            "transforms": dict.fromkeys(choices.pop("logs", ()), "log"),
        }
        return {name: value for name, value in said.items() if value} | choices


def _check_size(dataset: Dataset, names: tuple[str, ...]) -> None:
    """Refuse a category of so many values that its ones and zeros fill the memory."""
    for name in names:
        kind, cells = dataset.column(name).kind, dataset.frame[name]
        n_different = cells.nunique() if kind in GROUPED else 0
        if kind == "set" and n_different * len(dataset) > MOST_NUMBERS:
            n_different = cells.dropna().str.split("; ").explode().nunique()
        if n_different * len(dataset) > MOST_NUMBERS:
            raise InvalidRequest(
                f'"{dataset.column(name).title}" has {n_different:,} different values in '
                f"{len(dataset):,} rows, too many to become a feature. Colour by it, and choose "
                "others."
            )


def same_point(dataset: Dataset) -> str:
    """Say why no feature at all won't do."""
    return f"Choose at least one feature: without one, every {dataset.item} is the same point."
