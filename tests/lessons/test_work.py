"""The lessons' work: what comes back from another process is what would have been made here."""

from __future__ import annotations

import json

import numpy as np

from embedviz.embedders.word2vec import Word2Vec
from embedviz.engine.progress import listening
from embedviz.lessons import work


def travelled(record):
    """Give a record as it arrives: arrays as they are, all else through JSON."""
    return {
        name: value if isinstance(value, np.ndarray) else json.loads(json.dumps(value))
        for name, value in record.items()
    }


def test_factors_come_back_whole_and_place_others(rng):
    ratings = np.where(rng.random((30, 12)) < 0.5, rng.integers(1, 6, (30, 12)), np.nan)
    parameters = {"n_components": 2, "penalty": 1.0}
    record = travelled(work.factorize(ratings, parameters, 0.2, 1))
    again = work.factors_of(record, parameters)
    np.testing.assert_array_equal(again.transform(ratings), record["users"])
    assert record["error"] > 0
    assert record["plain_error"] > 0


def test_words_are_trained_once_a_seed_and_progress_moves_once_from_left_to_right():
    texts = ["a cat on a mat", "a dog on a mat", "two dogs in a house"]
    heard = []
    with listening(lambda done, total: heard.append(done / total)):
        record = travelled(work.train_words(texts, (5, 6), {"n_components": 3, "epochs": 4}))
    assert heard == sorted(heard)
    assert heard[-1] == 1
    for seed, table in zip((5, 6), record["tables"], strict=True):
        alone = Word2Vec(n_components=3, epochs=4, seed=seed).encoder().fit(texts)
        np.testing.assert_array_equal(table, alone.table_)
    assert record["words"] == alone.words_
    assert record["counts"].tolist() == alone.counts_.tolist()
