"""Tfidf: texts by the words they have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from embedviz.embedders.text import TextEmbedder
from embedviz.parameters import same
from embedviz.vectorizers.lsa import TfidfEncoder


@dataclass(frozen=True, kw_only=True)
class Tfidf(TextEmbedder):
    """Texts by TF-IDF and truncated SVD: which words they have, the rare ones counting more."""

    title: ClassVar[str] = "TF-IDF"
    key: ClassVar[str] = ""  # as links had it before
    help: ClassVar[str] = "Word counts: only which words a text has, the rare ones counting more."
    doing: ClassVar[str] = "Counting words"
    formerly: ClassVar[Mapping[tuple[str, str], Mapping[str, str]]] = {
        ("model", "TF-IDF: word counts"): {},
        ("model", "tfidf"): {},
    }

    n_components: int = same(TfidfEncoder, "n_components")
    seed: int = 42

    def encoder(self) -> Any:
        """Give the counter of words, not yet fitted."""
        return TfidfEncoder(n_components=self.n_components, seed=self.seed)
