"""Ready vectors: those that a file brought, as they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from embedviz.datasets import Dataset
from embedviz.embedders.embedder import Embedder, compared_by
from embedviz.embedders.reader import TextReader
from embedviz.embedders.sentence import Sentence
from embedviz.engine.record import Record
from embedviz.engine.step import Step
from embedviz.errors import InvalidRequest
from embedviz.models import BUNDLED_DIMENSIONS, BUNDLED_MODEL
from embedviz.parameters import parameter
from embedviz.space import VectorSpace

FEW_DIMENSIONS = 4
MANY_DIMENSIONS = 10
"""Ready vectors of so many are compared by their angle, as those of language models are."""


def fitting_metric(dataset: Dataset) -> str:
    """Propose a metric for ready vectors: cosine for many dimensions, if each points somewhere."""
    vectors = dataset.vectors
    if vectors is None or vectors.shape[1] < MANY_DIMENSIONS:
        return "euclidean"
    return "cosine" if vectors.any(axis=1).all() else "euclidean"


def _models(dataset: Dataset, _: Mapping[str, Any]) -> Mapping[str, str]:
    """Offer the bundled model where vectors have as many numbers as its own."""
    if dataset.vectors is None or dataset.vectors.shape[1] != BUNDLED_DIMENSIONS:
        return {}
    return {"": "I don't know", BUNDLED_MODEL: BUNDLED_MODEL}


@dataclass(frozen=True, kw_only=True)
class Ready(Embedder):
    """The vectors that a data set was brought with."""

    title: ClassVar[str] = "Ready vectors"
    key: ClassVar[str] = ""
    help: ClassVar[str] = "The vectors in the file, as they are."
    family: ClassVar[str] = "vectors"
    formerly: ClassVar[Mapping[tuple[str, str], Mapping[str, str]]] = {("source", "vectors"): {}}

    unread: ClassVar[tuple[str, ...]] = ("metric", "model")

    model: str = parameter(
        "", "Made by", help="With the language model that made them, you can search by meaning.",
        options=_models, key="made_by",
    )  # fmt: skip
    metric: str = compared_by("euclidean", "cosine", "manhattan", first=fitting_metric)

    @classmethod
    def fits(cls, dataset: Dataset) -> bool:
        """Say whether there are any."""
        return dataset.vectors is not None

    @property
    def reads_queries(self) -> bool:
        """Whether it is known which model made them."""
        return bool(self.model)

    def reader(self, dataset: Dataset) -> TextReader | None:
        """Give the model that made them."""
        return TextReader(Sentence(model=self.model), dataset) if self.model else None

    def query(self, dataset: Dataset, text: str) -> Step:
        """Give the encoding of one more text by the model that made the vectors."""
        if not self.model:
            return super().query(dataset, text)
        return Sentence(model=self.model).query(dataset, text)

    def is_wide(self, dataset: Dataset) -> bool:
        """Of few dimensions, two principal components mostly say all: of space, of iris flowers."""
        return dataset.vectors is not None and dataset.vectors.shape[1] > FEW_DIMENSIONS

    def compute(self, dataset: Dataset) -> Record:
        """Nothing: the data set has them.

        Raises
        ------
        InvalidRequest
            If it hasn't.
        """
        if dataset.vectors is None:
            raise InvalidRequest(
                f"{dataset.title or dataset.name} has no ready vectors. Choose columns or texts."
            )
        return {}

    def space(self, dataset: Dataset, record: Record) -> VectorSpace:
        """Make the space."""
        return super().space(dataset, {"vectors": dataset.vectors})

    def made_by(self, dataset: Dataset) -> str:
        """Name the file."""
        return f"ready vectors of {dataset.name}"

    def recipe(self, dataset: Dataset) -> tuple[str, str, Mapping[str, Any]]:
        """Give the call that makes their space."""
        wanted, call, choices = super().recipe(dataset)
        return wanted, call, {"metric": self.metric, **choices}
