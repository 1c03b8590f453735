"""Names of items: without their place, and which are worth writing on a plot."""

from __future__ import annotations

import re

from embedviz.datasets import Dataset

MOST_NAMES = 260
LONGEST_NAME = 24
NUMBERED = re.compile(r"row \d+")
"""Labels of a table without names: they would fill the picture and say nothing."""


def short_name(label: str, *, with_place: bool) -> str:
    """Give a label without its place: "Vancouver" of "Vancouver, Canada"."""
    return label.split(",", 1)[0] if with_place else label


def have_places(dataset: Dataset) -> bool:
    """Say whether a comma in the labels parts a name from its place.

    It does where what follows the last comma is a category of the item, as a city's country is:
    "Murder, She Wrote" keeps its comma.
    """
    rows = [row for row, label in enumerate(dataset.labels) if "," in label]
    ends = [dataset.labels[row].rsplit(",", 1)[1].strip() for row in rows]
    return bool(rows) and any(
        list(dataset.frame[column.name].iloc[rows].astype(str)) == ends
        for column in dataset.columns_of("category")
    )
