"""Word2VecEncoder: word vectors learned from the texts at hand, and a text as their mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin

from embedviz.engine.progress import report
from embedviz.errors import InvalidRequest
from embedviz.extras import needs
from embedviz.parameters import check, parameter
from embedviz.vectorizers.lsa import WORD

_LONGEST = 10_000  # words of one text that gensim reads; it drops the rest without a word
_WORD = re.compile(WORD)


@dataclass(kw_only=True, eq=False, repr=False)
class Word2VecEncoder(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Train Word2Vec on texts; a text is the mean of its words' vectors.

    Skip-gram with 5 negative samples: the vector of a word is moved until it tells which words
    stand near it in these texts, and 5 random ones do not. What the texts don't say, the vectors
    can't know: for good word vectors take millions of words, where here there may be hundreds.

    Training is done by gensim in one thread, so that the same texts, parameters and seed give
    the same vectors in every process.

    Parameters
    ----------
    n_components : int
        Dimensions of a word's vector.
    window : int
        How many words to the left and to the right count as near.
    epochs : int
        How often the texts are read.
    min_count : int
        Words that are rarer get no vector.
    seed : int
        For the random vectors that training starts from, and its samples.

    Attributes
    ----------
    words_ : list of str
        The words, in lower case, the frequent ones first.
    table_ : (len(words_), n_components) float32
        Their vectors.
    counts_ : (len(words_),) int64
        How often each occurs in the texts.

    References
    ----------
    T. Mikolov, I. Sutskever, K. Chen, G. Corrado, J. Dean: Distributed Representations of Words
    and Phrases and their Compositionality, NeurIPS 2013. https://arxiv.org/abs/1310.4546
    """

    title: ClassVar[str] = "Word2Vec"

    n_components: int = parameter(
        50,
        "Dimensions",
        low=2,
        high=1000,
        step=1,
        help="How many numbers a word becomes. Few texts can't fill many.",
    )
    window: int = parameter(
        5,
        "Window",
        low=1,
        high=20,
        step=1,
        help="How many words to the left and right count as near. Small: words that can stand in "
        "for one another. Large: words of one topic.",
    )
    epochs: int = parameter(
        100,
        "Readings of the texts",
        low=1,
        high=1000,
        stops=(1, 5, 10, 20, 50, 100, 200, 500),
        help="How often training reads the texts. Few texts need many readings; what isn't in "
        "them, no number of readings finds.",
    )
    min_count: int = 1
    seed: int = 42

    def fit(self, texts: Sequence[str], y: Any = None) -> Word2VecEncoder:
        """Learn the vectors of the words of n texts, reporting progress reading by reading.

        Raises
        ------
        InvalidRequest
            If there are fewer than two different words that occur often enough.
        JobCancelled
            By whoever listens to the progress, between two readings.
        """
        with needs("text"):
            from gensim.models import Word2Vec

        check(self)
        sentences = [piece for text in texts for piece in _pieces(words_of(text))]
        model = Word2Vec(
            vector_size=self.n_components,
            window=self.window,
            min_count=self.min_count,
            epochs=self.epochs,
            seed=self.seed,
            sg=1,
            workers=1,
        )
        model.build_vocab(sentences)
        if len(model.wv) < 2:
            raise InvalidRequest(
                "Word2Vec learns from which words stand together: give texts with at least two "
                f"different words{_often(self.min_count)}."
            )
        model.train(
            sentences,
            total_examples=model.corpus_count,
            epochs=model.epochs,
            callbacks=[_reporting(model.epochs)],
        )
        self.words_ = list(model.wv.index_to_key)
        self.table_ = np.array(model.wv.vectors, dtype=np.float32)
        self.table_.setflags(write=False)
        self.counts_ = np.array([model.wv.get_vecattr(word, "count") for word in self.words_])
        self._rows = {word: row for row, word in enumerate(self.words_)}
        return self

    def transform(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give the (n, n_components) float32 vectors of n texts: means, a word counted each time.

        A text of which no word is known gets zeros.
        """
        vectors = np.zeros((len(texts), self.table_.shape[1]), dtype=np.float32)
        for row, text in enumerate(texts):
            known = [self._rows[word] for word in words_of(text) if word in self._rows]
            if known:
                vectors[row] = self.table_[known].mean(axis=0)
        return vectors

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:
        """Give a number to each dimension."""
        numbers = range(1, self.table_.shape[1] + 1)
        return np.array([f"dimension {number}" for number in numbers], dtype=object)


def words_of(text: str) -> list[str]:
    """Cut a text into words, in lower case, as TF-IDF does; a digit is one, punctuation none."""
    return _WORD.findall(str(text).lower())


def _pieces(words: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(words), _LONGEST):
        yield words[start : start + _LONGEST]


def _often(min_count: int) -> str:
    return f" that occur {min_count:,} times or more" if min_count > 1 else ""


def _reporting(epochs: int) -> Any:
    """Make what gensim calls after each reading."""
    from gensim.models.callbacks import CallbackAny2Vec

    class Reporting(CallbackAny2Vec):  # type: ignore[misc]
        def __init__(self) -> None:
            self.done = 0

        def on_epoch_end(self, model: Any) -> None:
            self.done += 1
            report(self.done, epochs)

    return Reporting()
