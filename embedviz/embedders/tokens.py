"""Tokens: words as the rows of a language model's token table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embedviz.datasets import Dataset
from embedviz.embedders.embedder import Embedder, compared_by
from embedviz.engine.record import Record
from embedviz.models import BUNDLED_MODEL


@dataclass(frozen=True, kw_only=True)
class Tokens(Embedder):
    """The rows that words have in a model's token table, its first layer; no network is run."""

    title: ClassVar[str] = "Token table"
    key: ClassVar[str] = ""
    help: ClassVar[str] = "What a language model knows of a word before it reads the sentence."

    model: str = BUNDLED_MODEL
    metric: str = compared_by("cosine", "euclidean", "manhattan")

    @classmethod
    def fits(cls, dataset: Dataset) -> bool:
        """Say whether the items are words."""
        return dataset.item == "word"

    def made_by(self, dataset: Dataset) -> str:
        """Name the model."""
        return f"the token table of {self.model}"

    def compute(self, dataset: Dataset) -> Record:
        """Look the labels up.

        Raises
        ------
        UnknownLabel
            If a word is not in the table.
        ModelUnavailable
            If there is no such model, or it has no such table.
        """
        from embedviz.vectorizers.tokens import TokenTable

        return {"vectors": TokenTable(model=self.model).fit().transform(dataset.labels)}
