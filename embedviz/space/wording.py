"""Wording: which words tell groups of texts from one another, by class-based TF-IDF."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from embedviz.errors import InvalidRequest

WORD = r"(?u)\w+(?:['’]\w+)*"
CONTRACTED = re.compile(r"['’](?:t|s|m|re|ve|ll|d)$")
SPOKEN = frozenset(
    [
        "did",
        "does",
        "doing",
        "done",
        "got",
        "help",
        "just",
        "know",
        "like",
        "need",
        "needs",
        "think",
        "want",
        "wants",
    ]
)
"""Fillers of questions, which scikit-learn's list of English words lacks."""

SHORTEST = 2
"""Letters that a word has at least to be worth telling."""


def class_weights(counts: ArrayLike | Any) -> Any:
    """Weigh words by class-based TF-IDF: tf(w, c) · log(1 + A / f(w)).

    tf is a word's share of all words of its class, f how often it occurs in all classes together,
    and A the average number of words of a class, cut to a whole number as BERTopic does.

    Parameters
    ----------
    counts : (classes, words) array or sparse array

    Returns
    -------
    (classes, words) sparse array of float64

    References
    ----------
    M. Grootendorst: BERTopic: Neural topic modeling with a class-based TF-IDF procedure (2022),
    https://arxiv.org/abs/2203.05794.

    Examples
    --------
    >>> class_weights([[3, 1], [0, 4]]).toarray().round(3).tolist()
    [[0.635, 0.147], [0.0, 0.588]]
    """
    from scipy.sparse import csr_array, diags_array

    table = csr_array(counts).astype(np.float64)
    of_class = np.asarray(table.sum(axis=1))
    of_word = np.asarray(table.sum(axis=0))
    average = int(of_class.mean())
    rarity = np.log1p(average / np.where(of_word > 0, of_word, 1))
    return (
        diags_array(1 / np.where(of_class > 0, of_class, 1)) @ table @ diags_array(rarity)
    ).tocsr()


@dataclass(frozen=True, eq=False)
class Wording:
    """Which words and pairs of words occur in which of n texts.

    Attributes
    ----------
    words : (w,) str
        A word, or two that stand side by side ("exchange rate").
    present : (n, w) sparse array of 0 and 1
    """

    words: NDArray[np.str_]
    present: Any

    def counts(self, groups: NDArray[np.int64], n_groups: int) -> Any:
        """Count the texts of each group that have a word, (n_groups, w) sparse; -1 is no group."""
        from scipy.sparse import csr_array

        (rows,) = np.nonzero(groups >= 0)
        members = csr_array(
            (np.ones(len(rows), np.int64), (groups[rows], rows)), shape=(n_groups, len(groups))
        )
        return (members @ self.present).tocsr()


def wording_of(texts: Sequence[str]) -> Wording:
    """Find the words of n texts; of more than 1,000 texts only those that two of them have.

    Raises
    ------
    InvalidRequest
        If there is no word in any of them.
    """
    from sklearn.feature_extraction.text import CountVectorizer

    least = 2 if len(texts) > 1_000 else 1
    counter = CountVectorizer(
        token_pattern=WORD, ngram_range=(1, 2), binary=True, min_df=least, dtype=np.int64
    )
    try:
        present = counter.fit_transform(texts)
    except ValueError as error:  # scikit-learn: "empty vocabulary"
        raise InvalidRequest("There is no word in any of the texts.") from error
    return Wording(np.asarray(counter.get_feature_names_out(), str), present.tocsr())


def is_filler(word: str) -> bool:
    """Say whether a word says nothing by itself: one letter, "the", "isn't".

    By scikit-learn's list of English words; other languages rely on the weights alone.
    """
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    known = word in ENGLISH_STOP_WORDS or word in SPOKEN
    return known or len(word) < SHORTEST or bool(CONTRACTED.search(word))
