"""Word2Vec: texts by words whose vectors are learned from these texts alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from embedviz.embedders.text import TextEmbedder
from embedviz.parameters import same
from embedviz.vectorizers.word2vec import Word2VecEncoder


@dataclass(frozen=True, kw_only=True)
class Word2Vec(TextEmbedder):
    """Texts as the means of their words, which Word2Vec learns from the texts themselves."""

    title: ClassVar[str] = "Word2Vec"
    help: ClassVar[str] = (
        "Learns from these texts alone which words are used near one another; a text is the mean "
        "of its words."
    )
    doing: ClassVar[str] = "Training Word2Vec on these texts"
    key: ClassVar[str] = "word2vec"
    formerly: ClassVar[Mapping[tuple[str, str], Mapping[str, str]]] = {
        ("model", "Word2Vec, trained on these"): {},
        ("model", "word2vec"): {},
    }

    n_components: int = same(Word2VecEncoder, "n_components")
    window: int = same(Word2VecEncoder, "window")
    epochs: int = same(Word2VecEncoder, "epochs")
    min_count: int = 1
    seed: int = 42

    def encoder(self) -> Any:
        """Give the network, not yet trained."""
        return Word2VecEncoder(
            n_components=self.n_components, window=self.window, epochs=self.epochs,
            min_count=self.min_count, seed=self.seed,
        )  # fmt: skip
