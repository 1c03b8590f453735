"""Checks: the check-up of what a page explores, and what can be chosen of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from embedviz.datasets.dataset import GROUPED
from embedviz.errors import EmbedvizError
from embedviz.space import VectorSpace
from embedviz.space.checking import Check
from embedviz.space.checking.duplicates import NEAR_SHARE
from embedviz.space.checking.given import classes_of
from embedviz.space.checking.hubs import HUB
from embedviz.space.checking.labels import SUSPICION
from embedviz.space.checking.outliers import OUTLYING
from embedviz.space.checking.record import check_of
from embedviz.steps import SpaceRequest, check_step
from embedviz.ui.progress import result_of
from embedviz.ui.results import remembered, space_of

MOST_SPLITS = 6
SPLITS = ("split", "fold", "subset", "partition")
"""Names of columns that say which split a row is in."""


@dataclass(frozen=True)
class Limit:
    """From where on a row is doubtful: a parameter of :func:`embedviz.check`, and its slider."""

    name: str
    title: str
    low: float
    high: float
    default: float
    step: float
    written: str
    help: str


NEAR = Limit(
    "near", "Near duplicates are within", 0, 100, round(100 * NEAR_SHARE), 1, "%d %% of the usual",
    "The usual is the distance from an item to its nearest: the median of all. Items with the "
    "same text, or the same but for case, blanks and punctuation, are listed anyway.",
)  # fmt: skip
LIMITS = {
    "duplicates": NEAR,
    "outliers": Limit(
        "outlying", "Farther away than usual by", 1.0, 10.0, OUTLYING, 0.5, "%.1f deviations",
        "How far an item is from its 10 nearest, compared with the median of all items, in robust "
        "standard deviations.",
    ),
    "labels": Limit(
        "suspicion", "Doubt of the neighbours", 50, 100, round(100 * SUSPICION), 1, "%d %%",
        "At 50 % another label has as many of the neighbours' votes as the given one; at 80 % it "
        "has about four times as many.",
    ),
    "leaks": NEAR,
    "hubs": Limit(
        "hub", "A hub is a neighbour of", 2.0, 20.0, HUB, 0.5, "%.1f × as many as usual",
        "Usually an item is among the 10 nearest of 10 others. Orphans, which are among the "
        "nearest of none, are listed anyway.",
    ),
}  # fmt: skip
PERCENT = ("near", "suspicion")


@dataclass(frozen=True)
class Columns:
    """Which columns can be labels, and which can say what split a row is in: titles by name."""

    labels: Mapping[str, str]
    splits: Mapping[str, str]

    @property
    def split(self) -> str | None:
        """The column that is called a split."""
        return next((name for name in self.splits if name.casefold() in SPLITS), None)


def columns_of(space: VectorSpace) -> Columns:
    """Look for columns of a few categories that are no part of the vectors."""
    labels, splits = {}, {}
    for column in space.dataset.columns_of(*GROUPED):
        try:
            classes = classes_of(space, column.name, "label")
        except EmbedvizError:  # the same everywhere, or different everywhere
            continue
        if column.name in space.feature_columns:
            continue
        labels[column.name] = column.title
        if len(classes.names) <= MOST_SPLITS:
            splits[column.name] = column.title
    return Columns(labels, splits)


def checked(
    request: SpaceRequest, label: str | None, split: str | None, chosen: Mapping[str, float]
) -> Check:
    """Check the vectors; ``chosen`` are the sliders' values, by the name of the limit."""
    defaults = {limit.name: limit.default for limit in LIMITS.values()}
    limits = {
        name: value / 100 if name in PERCENT else value
        for name, value in chosen.items()
        if value != defaults[name]
    }
    if "near" in limits:
        limits["near"] *= checked(request, label, split, {}).usual
    record = result_of(check_step(request, label, split, limits))
    return remembered(
        "check", request, label, split, limits, make=lambda: check_of(record, space_of(request))
    )
