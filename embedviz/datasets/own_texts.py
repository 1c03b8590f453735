"""A person's texts put before those of a data set of texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from embedviz.datasets.dataset import Dataset
from embedviz.datasets.labels import unique_labels

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
