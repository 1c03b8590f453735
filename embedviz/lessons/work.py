"""The lessons' own work for worker processes: training, reading in context, factorizing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embedviz.embedders.word2vec import Word2Vec
from embedviz.engine.progress import report, share
from embedviz.engine.record import Record
from embedviz.vectorizers.context import InContext, in_context
from embedviz.vectorizers.factors import RatingFactors


def train_words(
    texts: Sequence[str], seeds: Sequence[int], parameters: Mapping[str, Any]
) -> Record:
    """Train Word2Vec on the same texts once a seed.

    ``words`` (n) with ``counts`` (n,), and ``tables`` (len(seeds), n, d) float32.
    """
    tables = []
    for number, seed in enumerate(seeds):
        with share(number / len(seeds), (number + 1) / len(seeds)):
            encoder = Word2Vec(seed=seed, **parameters).encoder().fit(list(texts))
        tables.append(encoder.table_)
    return {"words": encoder.words_, "counts": encoder.counts_, "tables": np.stack(tables)}


def read_in_context(texts: Sequence[str]) -> Record:
    """Give the tokens of texts and their vectors by layer.

    ``tokens``, a list for each text, and ``vectors`` (7, all tokens, 384) float32, text by text.
    """
    read = []
    for number, text in enumerate(texts, 1):
        read.append(in_context(text))
        report(number, len(texts))
    return {
        "tokens": [list(each.tokens) for each in read],
        "vectors": np.concatenate([each.vectors for each in read], axis=1),
    }


def contexts_of(record: Record) -> list[InContext]:
    """Give each text by itself again."""
    ends = np.cumsum([len(tokens) for tokens in record["tokens"]])[:-1]
    parts = np.split(record["vectors"], ends, axis=1)
    return [
        InContext(tuple(tokens), part) for tokens, part in zip(record["tokens"], parts, strict=True)
    ]


def factorize(
    ratings: NDArray[np.float32], parameters: Mapping[str, Any], hidden: float, seed: int
) -> Record:
    """Factorize ratings, and measure on a share of them that was hidden at first.

    Parameters
    ----------
    ratings : (users, items) float32
        NaN where there is none.
    parameters : mapping
        Of :class:`~embedviz.vectorizers.factors.RatingFactors`.
    hidden : float
        The share of the ratings that is hidden for the measure.
    seed : int
        Which ones.

    Returns
    -------
    dict
        ``users`` (users, d) float32, ``items`` (items, d) and ``offsets`` (items,) float64 and
        ``mean``, of all ratings; ``error``, the root mean square error on the hidden ones, in
        points of the scale, and ``plain_error``, that of each item's mean.
    """
    model = RatingFactors(**parameters)
    known = np.isfinite(ratings)
    asked = known & (np.random.default_rng(seed).random(ratings.shape) < hidden)
    left = np.where(asked, np.nan, ratings)
    with share(0.0, 0.5):
        predicted = model.fit(left).predict(left)
    counts = np.maximum(np.isfinite(left).sum(axis=0), 1)
    means = np.where(np.isfinite(left).any(axis=0), np.nansum(left, axis=0) / counts, model.mean_)
    with share(0.5, 1.0):
        model.fit(ratings)
    return {
        "users": model.transform(ratings),
        "items": model.items_,
        "offsets": model.offsets_,
        "mean": model.mean_,
        "error": _root_mean_square((ratings - predicted)[asked]),
        "plain_error": _root_mean_square((ratings - means)[asked]),
    }


def factors_of(record: Record, parameters: Mapping[str, Any]) -> RatingFactors:
    """Make the fitted factors again, to place new users among them."""
    model = RatingFactors(**parameters)
    model.items_, model.offsets_ = np.asarray(record["items"]), np.asarray(record["offsets"])
    model.mean_ = float(record["mean"])
    return model


def _root_mean_square(errors: NDArray[np.floating]) -> float:
    return float(np.sqrt(np.mean(np.square(errors, dtype=np.float64))))
