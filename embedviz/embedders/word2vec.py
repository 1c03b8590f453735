"""Word2Vec: texts by words whose vectors are learned from these texts alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from embedviz.embedders.text import TextEmbedder
from embedviz.embedders.tfidf import WORD
from embedviz.engine.progress import report
from embedviz.errors import InvalidRequest
from embedviz.extras import needs
from embedviz.parameters import parameter

_LONGEST = 10_000  # words of one text that gensim reads; it drops the rest without a word
_WORD = re.compile(WORD)


@dataclass(frozen=True, kw_only=True)
class Word2Vec(TextEmbedder):
    """Texts as the means of their words, which Word2Vec learns from the texts themselves.

    Skip-gram with 5 negative samples: the vector of a word is moved until it tells which words
    stand near it in these texts, and 5 random ones do not. What the texts don't say, the vectors
    can't know: for good word vectors take millions of words, where here there may be hundreds.
    Words that occur less often than ``min_count`` get no vector.

    Training is done by gensim in one thread, so that the same texts, parameters and seed give
    the same vectors in every process.

    References
    ----------
    T. Mikolov, I. Sutskever, K. Chen, G. Corrado, J. Dean: Distributed Representations of Words
    and Phrases and their Compositionality, NeurIPS 2013. https://arxiv.org/abs/1310.4546
    """

    title: ClassVar[str] = "Word2Vec"
    help: ClassVar[str] = (
        "Learns only from these texts which words are used near one another; a text is the mean "
        "of its words."
    )
    doing: ClassVar[str] = "Training Word2Vec on these texts"
    packages: ClassVar[tuple[str, ...]] = ("gensim",)
    key: ClassVar[str] = "word2vec"
    formerly: ClassVar[Mapping[tuple[str, str], Mapping[str, str]]] = {
        ("model", "Word2Vec, trained on these"): {},
        ("model", "word2vec"): {},
    }

    n_components: int = parameter(
        50, "Numbers per text", low=2, high=1000, step=1,
        help="How many numbers each word becomes, and each text, which is their mean. A few texts "
        "can't fill many.",
    )  # fmt: skip
    window: int = parameter(
        5, "Window", low=1, high=20, step=1,
        help="How many words to the left and right count as near. A small window brings together "
        "words that can replace one another, a large one words of the same topic.",
    )  # fmt: skip
    epochs: int = parameter(
        100, "Readings of the texts", low=1, high=1000, stops=(1, 5, 10, 20, 50, 100, 200, 500),
        help="How often training reads the texts. A few texts need many readings, but no number "
        "of readings finds what isn't in them.",
    )  # fmt: skip
    min_count: int = 1
    seed: int = 42

    def encoder(self) -> Any:
        """Give the network, not yet trained."""
        return Word2VecEncoder(
            self.n_components, self.window, self.epochs, self.min_count, self.seed
        )


@dataclass(eq=False)
class Word2VecEncoder:
    """Train Word2Vec on texts by gensim, with the parameters that :class:`Word2Vec` has.

    Attributes
    ----------
    words_ : list of str
        The words, in lower case, the frequent ones first.
    table_ : (len(words_), n_components) float32
        Their vectors.
    counts_ : (len(words_),) int64
        How often each occurs in the texts.
    """

    n_components: int
    window: int
    epochs: int
    min_count: int
    seed: int

    def fit(self, texts: Sequence[str]) -> Word2VecEncoder:
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

        sentences = [
            words[start : start + _LONGEST]
            for words in map(words_of, texts)
            for start in range(0, len(words), _LONGEST)
        ]
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
            often = f" that occur {self.min_count:,} times or more" if self.min_count > 1 else ""
            raise InvalidRequest(
                "Word2Vec learns from which words occur together: give texts with at least two "
                f"different words{often}."
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


def words_of(text: str) -> list[str]:
    """Cut a text into words, in lower case, as TF-IDF does; a digit is one, punctuation none."""
    return _WORD.findall(str(text).lower())


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
