"""Searches: the two ways to find a sentence, and what is measured of them in a worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

import embedviz as ev
from embedviz.api import text_embedder
from embedviz.engine.progress import share
from embedviz.engine.record import Record
from embedviz.space.indexes import measure_indexes

TIMES = 5
"""How often what is quick is timed; the median is told."""

ASKED = 200
"""Words kept out of the index, to ask with."""

NEAREST = 10


@dataclass(frozen=True)
class Asked:
    """A question, and the sentence that is wanted; None for a visitor's own."""

    question: str
    wanted: str | None = None


PREPARED = {
    "ill": Asked("an ill youngster", "This kid is burning with fever."),
    "slow": Asked("Why is surfing so sluggish?", "The internet connection is very slow."),
    "typo": Asked("forgoten pasword", "I forgot my password."),
    "day": Asked("the following day", "They put off the conference to the following day."),
    "match": Asked("a good match", "These curtains are a good match for the carpet."),
    "turn": Asked("turn in", "The children read aloud in turn."),
}
"""Three that a model understands though the words differ, three that quote the very words."""


@dataclass(frozen=True, eq=False)
class Found:
    """What a search says of a question: the score of each of n sentences, (n,), largest best."""

    scores: NDArray[np.floating]

    @property
    def order(self) -> NDArray[np.int64]:
        """The positions of the sentences that have a score above 0, best first."""
        best = np.argsort(-self.scores, kind="stable")
        return best[self.scores[best] > 0]

    def place(self, position: int) -> int | None:
        """Give the place of a sentence, from 1; None if its score is not above 0."""
        score = self.scores[position]
        return 1 + int((self.scores > score).sum()) if score > 0 else None


@cache
def sentences() -> tuple[str, ...]:
    """Give the sentences that ship with the app."""
    return tuple(ev.load_dataset("sentences").texts())


def by_words(texts: Sequence[str], questions: Sequence[str]) -> list[Found]:
    """Search n texts by their words: TF-IDF, and the cosine of question and text."""
    from embedviz.embedders.tfidf import word_counter

    counter = word_counter()
    stored = counter.fit_transform(texts)
    return [Found(row) for row in (counter.transform(questions) @ stored.T).toarray()]


def by_meaning(stored: NDArray[np.float32], questions: NDArray[np.float32]) -> list[Found]:
    """Search n vectors by those of questions, all at length 1: their dot products, the cosine."""
    return [Found(row) for row in questions @ stored.T]


def time_search(texts: Sequence[str], question: str, model: str) -> Record:
    """Time a search by meaning, step by step, on this machine.

    Returns
    -------
    dict
        In seconds: ``all`` to encode all texts, ``one`` to encode the question, ``compare`` to
        compare it with the stored vectors and sort. The last two are medians. Loading the model is
        not counted.
    """
    encoder = text_embedder(model).encoder()
    encoder.fit_transform([question])  # loads the model
    with share(0.0, 0.9):
        everything, stored = _timed(lambda: encoder.transform(list(texts)))
    with share(0.9, 1.0):
        one = [_timed(lambda: encoder.transform([question])) for _ in range(TIMES)]
        asked = one[0][1][0]
        compare = [_timed(lambda: np.argsort(-(stored @ asked))) for _ in range(TIMES)]
    return {
        "all": everything,
        "one": median(seconds for seconds, _ in one),
        "compare": median(seconds for seconds, _ in compare),
    }


def time_indexes(n_asked: int, k: int) -> Record:
    """Measure searches among the words of the bundled model, see :func:`measure_indexes`.

    ``n_asked`` words, drawn at random, are kept out and asked for their k nearest among the rest.
    """
    points = np.ascontiguousarray(ev.load_words().points, np.float32)
    rows = np.random.default_rng(0).permutation(len(points))
    trials = measure_indexes(points[rows[n_asked:]], points[rows[:n_asked]], k)
    return {"trials": [asdict(trial) for trial in trials], "stored": len(points) - n_asked}


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    start = perf_counter()
    result = work()
    return perf_counter() - start, result
