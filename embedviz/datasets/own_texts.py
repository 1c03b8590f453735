"""A person's texts: as a data set of their own, or before those of another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from embedviz.datasets.dataset import Column, Dataset
from embedviz.datasets.labels import unique_labels
from embedviz.errors import InvalidRequest

OWN = "yours"


def with_own_texts(dataset: Dataset, texts: Sequence[str]) -> Dataset:
    """Put the visitor's texts before those of a data set of texts; the rest of their row says so.

    Raises
    ------
    InvalidRequest
        If there is a text twice among them.
    """
    if not texts:
        return dataset
    own = pd.DataFrame({column.name: [OWN] * len(texts) for column in dataset.columns})
    own[dataset.columns_of("text")[0].name] = list(texts)
    frame = pd.concat([own, dataset.frame], ignore_index=True)
    return replace(
        dataset,
        frame=frame,
        labels=unique_labels([*texts, *dataset.labels]),
        default_item=texts[0],
        private=True,
        groups=dataset.all_groups,
    )


def dataset_of_texts(texts: Sequence[str], name: str = "texts") -> Dataset:
    """Make a data set of plain texts, each its own label; a gap is a blank text."""
    if isinstance(texts, str):
        raise InvalidRequest("Give a list of texts, not one text.")
    if not len(texts):
        raise InvalidRequest("There is no text. Give at least one.")
    known = [_text(each) for each in texts]
    return Dataset(
        name,
        pd.DataFrame({"text": known}),
        unique_labels(known),
        (Column("text", "text", "text"),),
        title="Texts",
        item="text",
        items="texts",
    )


def _text(given: object) -> str:
    if not pd.api.types.is_scalar(given):
        raise InvalidRequest(
            f"Each text is one string, and {given!r:.60} is a {type(given).__name__}. "
            'Join its parts first: " ".join(words).'
        )
    return "" if pd.isna(given) else str(given)  # type: ignore[call-overload]
