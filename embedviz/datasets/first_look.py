"""A first look at a table that somebody brings: what it is about, how it is drawn and coloured."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from embedviz.datasets.classes import is_class_name
from embedviz.datasets.dataset import NUMERIC, Dataset
from embedviz.datasets.opening import Opening

SKEWED = 2.0
"""Numbers with a larger skewness lie better by their logarithms: the exponential law's is 2."""
_WORDS_WORTH_READING = 3
_TEXTS_LOOKED_AT = 500
_MOST_COLORS = 12
"""So many groups can be told apart by their colours."""
_MOSTLY = 0.5


def longest_text(dataset: Dataset) -> str | None:
    """Give the text column with the most words a row; None where there is none."""
    names = [column.name for column in dataset.columns_of("text")]
    return max(names, key=lambda name: _words_a_row(dataset, name), default=None)


def texts_to_read(dataset: Dataset) -> list[str] | None:
    """Give the texts with the most words if there is something to read: three words and more.

    Where nothing but labels is known, these may be texts themselves.
    """
    name = longest_text(dataset)
    if name is None and dataset.columns:
        return None
    worth = _words_a_row(dataset, name) >= _WORDS_WORTH_READING
    return dataset.texts(name) if worth else None


def is_about_texts(dataset: Dataset) -> bool:
    """Say whether a table is about its texts: they are long, and one number beside at most."""
    name = longest_text(dataset)
    numbers = [
        each
        for each in dataset.default_features
        if dataset.column(each).kind in {*NUMERIC, "range"} and each not in dataset.positions
    ]
    if name is None or len(numbers) > 1:
        return False
    return _words_a_row(dataset, name) >= _WORDS_WORTH_READING


def opening_of(dataset: Dataset) -> Opening:
    """Say how a first visit begins: texts by their meaning, places as a map, money by its powers.

    The class colours it, else the first category that colours can tell apart.
    """
    by_texts = dataset.vectors is None and is_about_texts(dataset)
    is_map = dataset.vectors is None and not dataset.positions and begins_with_places(dataset)
    return Opening(
        embedder="sentence" if by_texts else "",
        parameters=_parameters(dataset) | _about_gaps(dataset),
        projection="features" if is_map and not by_texts else "",
        color=_color_of(dataset),
    )


def begins_with_places(dataset: Dataset) -> bool:
    """Say whether latitude and longitude come first among the features."""
    kinds = {dataset.column(name).kind for name in dataset.default_features[:2]}
    return kinds == {"latitude", "longitude"}


def squeezed(dataset: Dataset, names: tuple[str, ...]) -> tuple[str, ...]:
    """Give the columns of numbers in which a few large ones squeeze all others together."""
    plain = [each for each in names if dataset.column(each).kind == "number"]
    return tuple(name for name in plain if _skew(dataset.frame[name]) > SKEWED)


def _parameters(dataset: Dataset) -> dict[str, Any]:
    """Propose the logarithm of what spans powers of ten; ranks, where zeros and losses forbid it.

    Kilometres are what two places alone are compared by.
    """
    names = dataset.default_features
    if begins_with_places(dataset) and len(names) == 2:
        return {"scaling": "none", "metric": "haversine"}
    spread = squeezed(dataset, names)
    logs = tuple(name for name in spread if dataset.frame[name].min() > 0)
    if len(logs) < len(spread):
        return {"scaling": "rank"}
    return {"scaling": "standard"} | ({"logs": logs} if logs else {})


def _about_gaps(dataset: Dataset) -> dict[str, Any]:
    """Leave rows out at first, where a feature of theirs has a gap."""
    has_gaps = bool(dataset.frame[list(dataset.default_features)].isna().to_numpy().any())
    return {"missing": "drop"} if has_gaps else {}


def _skew(values: pd.Series) -> float:
    known = values.to_numpy(np.float64, na_value=np.nan)
    known = known[np.isfinite(known)]
    known = known / (np.abs(known).max(initial=0) or 1)  # skewness has no unit; squares overflow
    spread = known.std() if len(known) > 2 else 0.0
    if not spread:
        return 0.0
    return float((((known - known.mean()) / spread) ** 3).mean())


def _color_of(dataset: Dataset) -> str | None:
    """Choose the colours: a class by its name, else a category of few groups, else of the fewest.

    A set colours by its first member, where there is no category.
    """
    named = [each for each in dataset.features if is_class_name(each.name)]
    if named:
        return named[0].name
    for columns in (dataset.columns_of("category"), dataset.columns_of("set")):
        counts = {each.name: _n_groups(dataset, each.name) for each in columns}
        counts = {name: count for name, count in counts.items() if count > 1}
        few = (name for name, count in counts.items() if count <= _MOST_COLORS)
        chosen = next(few, None) or min(counts, key=lambda name: counts[name], default=None)
        if chosen is not None:
            return chosen
    return None


def _n_groups(dataset: Dataset, name: str) -> int:
    """Count the groups of a column; none where most items have no value."""
    groups = dataset.grouped(name)
    return int(groups.nunique()) if groups.notna().mean() >= _MOSTLY else 0


def _words_a_row(dataset: Dataset, column: str | None) -> float:
    texts = dataset.texts(column)[:_TEXTS_LOOKED_AT]
    return sum(len(text.split()) for text in texts) / len(texts)
