"""Readers: what made the vectors of a space, kept by it to make those of further rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from embedviz.datasets import Dataset
from embedviz.datasets.given import dataset_of, texts_of
from embedviz.errors import InvalidRequest

if TYPE_CHECKING:
    from embedviz.embedders.features import Features
    from embedviz.embedders.text import TextEmbedder


@dataclass(frozen=True, eq=False)
class TextReader:
    """Encodes texts as those of a data set were encoded.

    Nothing is learned anew: what learned from texts stays fitted to those of the data set, and is
    fitted once.
    """

    embedder: TextEmbedder
    dataset: Dataset

    reads_texts = True

    @property
    def title(self) -> str:
        """What made the vectors, as a person reads it."""
        made_by = self.embedder.made_by(self.dataset)
        return made_by if self.embedder.by_row else f"{made_by} from {len(self.dataset):,} texts"

    @property
    def origin(self) -> object:
        """Equal for readers that give equal vectors."""
        if self.embedder.by_row:
            return self.embedder.made_by(self.dataset)
        return self.embedder.computed, self.embedder.column, self.dataset.fingerprint

    def dataset_of(self, given: Any) -> Dataset:
        """Give the data set whose texts are meant: of a list, or of a table's same column."""
        if isinstance(given, str):
            given = [given]
        column = self.column
        is_table = isinstance(given, pd.DataFrame | Dataset)
        dataset, _ = texts_of(given, column if is_table else None)
        if column is None or is_table or column == "text":
            return dataset
        return replace(dataset, frame=dataset.frame.rename(columns={"text": column}))

    def transform(self, given: Sequence[str] | Dataset) -> NDArray[np.float32]:
        """Give the (m, d) float32 vectors of texts."""
        if isinstance(given, Dataset):
            known = [each.name for each in given.columns]
            given = given.texts(self.column if self.column in known else None)
        return np.asarray(self._fitted.transform(list(given)), dtype=np.float32)

    @property
    def column(self) -> str | None:
        """The column whose texts it reads; None where a data set has only labels."""
        if self.embedder.column is not None:
            return self.embedder.column
        return next((each.name for each in self.dataset.columns_of("text")), None)

    @cached_property
    def _fitted(self) -> Any:
        return self.embedder.fitted_to(self.dataset)


@dataclass(frozen=True, eq=False)
class FeatureReader:
    """Makes vectors of further rows of a table, scaled as the first ones were."""

    embedder: Features
    whole: Dataset

    reads_texts = False
    title = "these features"
    origin = "features"

    @cached_property
    def dataset(self) -> Dataset:
        """The items that have a vector."""
        return self.embedder.items(self.whole)

    def dataset_of(self, given: Any) -> Dataset:
        """Give further rows with the columns of the data set.

        Raises
        ------
        InvalidRequest
            If a feature is missing.
        """
        rows = given if isinstance(given, pd.DataFrame) else dataset_of(given).to_frame()
        missing = [name for name in self.embedder.columns(self.dataset) if name not in rows]
        if missing:
            raise InvalidRequest(
                f'The new rows have no column "{missing[0]}", which the vectors are made of.'
            )
        frame = rows.reindex(columns=self.dataset.frame.columns).reset_index(drop=True)
        labels = tuple(map(str, rows["label"])) if "label" in rows else _numbers(self.dataset, rows)
        return replace(
            self.dataset, frame=frame, labels=labels, images=None, vectors=None,
            groups=self.dataset.all_groups,
        )  # fmt: skip

    def transform(self, rows: Dataset) -> NDArray[np.float32]:
        """Give the (m, d) float32 vectors of rows.

        Raises
        ------
        InvalidRequest
            If a row has a gap, or a category that no item has.
        """
        return self.embedder.vectors_of_more(self.dataset, rows)


def _numbers(dataset: Dataset, rows: pd.DataFrame) -> tuple[str, ...]:
    return tuple(
        f"row {number}" for number in range(len(dataset) + 1, len(dataset) + len(rows) + 1)
    )
