"""Tfidf: texts by the words they have, the baseline every language model has to beat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from embedviz.embedders.text import TextEmbedder
from embedviz.errors import InvalidRequest
from embedviz.parameters import parameter

WORD = r"(?u)\b\w+\b"
"""One letter is a word too: scikit-learn's own pattern would drop "I" and "a"."""


@dataclass(frozen=True, kw_only=True)
class Tfidf(TextEmbedder):
    """Texts by TF-IDF and truncated SVD: which words they have, the rare ones counting more.

    References
    ----------
    S. Deerwester and others: Indexing by Latent Semantic Analysis, Journal of the American
    Society for Information Science 41 (1990).
    """

    title: ClassVar[str] = "TF-IDF"
    key: ClassVar[str] = ""  # as links had it before
    help: ClassVar[str] = "Only counts which words a text has; rare words count more."
    doing: ClassVar[str] = "Counting words"
    formerly: ClassVar[Mapping[tuple[str, str], Mapping[str, str]]] = {
        ("model", "TF-IDF: word counts"): {},
        ("model", "tfidf"): {},
    }

    n_components: int = parameter(
        100, "Numbers per text", low=2, high=1000, step=1,
        help="How many numbers each text becomes. With few you get topics, with many nearly the "
        "words themselves.",
    )  # fmt: skip
    seed: int = 42

    def encoder(self) -> Any:
        """Give the counter of words, not yet fitted."""
        return DenseCounts(self.n_components, self.seed)


@dataclass(eq=False)
class DenseCounts:
    """Word counts made dense by a truncated SVD, of fewer dimensions where words or texts are."""

    n_components: int
    seed: int

    def fit(self, texts: Sequence[str]) -> DenseCounts:
        """Learn the words of n texts and the directions in which they vary most.

        Raises
        ------
        InvalidRequest
            If there are fewer than two texts, or no word in any of them.
        """
        from sklearn.decomposition import TruncatedSVD

        self.words_ = word_counter()
        try:
            counts = self.words_.fit_transform(texts)
        except ValueError as error:  # scikit-learn: "empty vocabulary"
            raise InvalidRequest(
                "There is no word in any of the texts. Give texts with letters or digits."
            ) from error
        largest = min(counts.shape) - 1
        if largest < 1:
            raise InvalidRequest("TF-IDF needs at least two texts with two different words.")
        n_components = min(self.n_components, largest)
        self.svd_ = TruncatedSVD(n_components, random_state=self.seed).fit(counts)
        return self

    def transform(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give the (n, n_components) float32 vectors of n texts."""
        return np.asarray(self.svd_.transform(self.words_.transform(texts)), dtype=np.float32)

    def get_feature_names_out(self) -> list[str]:
        """Name each dimension by the three words that weigh most in it."""
        words = self.words_.get_feature_names_out()
        heaviest = np.argsort(-np.abs(self.svd_.components_), axis=1)[:, :3]
        return [f"direction {n}: {', '.join(words[each])}" for n, each in enumerate(heaviest, 1)]


def word_counter() -> Any:
    """Make what counts words, one dimension each, rare ones weighing more: scikit-learn's TF-IDF.

    Rows have length 1; 1 + log of the count, so that a word that comes twice isn't twice as much.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(sublinear_tf=True, token_pattern=WORD)
