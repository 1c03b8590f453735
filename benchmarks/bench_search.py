"""Search by meaning: of the 10 questions nearest to each of 3,080, how many ask the same thing.

The questions and their 77 intents are those of BANKING77's test part (Casanueva et al. 2020,
https://arxiv.org/abs/2003.04807), which lie beside the checkout and aren't shipped.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from row import Row

import embedviz as ev
from embedviz.models import BUNDLED_MODEL

QUESTIONS = Path(__file__).parents[2] / "shared" / "reference" / "banking77_test.csv"
K = 10


def measure() -> list[Row]:
    if not QUESTIONS.exists():
        return []
    questions = ev.read(QUESTIONS)
    intents = questions.frame["category"].to_numpy(str)
    space = ev.encode(questions, BUNDLED_MODEL, column="text")
    ours = precision(space.neighbor_graph(K, exact=True).indices, intents)
    reference = precision(_nearest_by_words(questions.texts("text")), intents)
    return [
        Row(
            f"semantic search among {len(questions):,} questions: precision at {K}",
            f"{ours:.3f} ({BUNDLED_MODEL})",
            f"{reference:.3f} (scikit-learn's TF-IDF)",
            f"{ours / reference:.2f} ×",
            "more than 0.630",
            ours > 0.630,
        )
    ]


def precision(nearest: NDArray[np.integer], groups: NDArray[np.str_]) -> float:
    """Give the share of neighbours, (n, k), that are of the item's own group."""
    return float((groups[nearest] == groups[:, None]).mean())


def _nearest_by_words(texts: list[str]) -> NDArray[np.int64]:
    from sklearn.feature_extraction.text import TfidfVectorizer

    rows = TfidfVectorizer().fit_transform(texts)
    alike = (rows @ rows.T).toarray()
    np.fill_diagonal(alike, -1)
    return np.argsort(-alike, axis=1, kind="stable")[:, :K]
