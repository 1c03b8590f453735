"""Objectives: what is counted of lists."""

from __future__ import annotations

from collections import Counter
from itertools import permutations

import numpy as np
import pandas as pd

from embedviz.vectorizers.objectives import OBJECTIVES, Examples


def test_every_ordered_pair_of_a_list_counts_once(rng):
    lists = (rng.random((30, 6)) < 0.4).astype(np.float32)
    rows = np.array([3, 1, 8, 20])
    pairs = Counter(pair for row in rows for pair in permutations(np.flatnonzero(lists[row]), 2))
    counts = Examples(lists, None, tuple("abcdef")).counts(rows)
    expected = [[pairs[first, second] for second in range(6)] for first in range(6)]
    np.testing.assert_array_equal(counts, expected)


def test_where_there_are_answers_they_count_for_the_items_of_the_lists():
    answers = np.array([[1, 0], [0.5, 0.5], [0, 1]], np.float32)
    counts = Examples(np.eye(3, dtype=np.float32), answers, ("a", "b")).counts(np.array([0, 1]))
    np.testing.assert_array_equal(counts, [[1, 0], [0.5, 0.5], [0, 0]])


def test_genres_share_a_show_and_decades_have_it_whole():
    frame = pd.DataFrame({"genres": ["x; y", "y", "y", "x"], "debuted": [1989, 1990, 1999, 2000]})
    genre = OBJECTIVES["genre"].examples(frame, 0)
    assert genre.outputs == ("x", "y")
    np.testing.assert_array_equal(genre.answers, [[0.5, 0.5], [0, 1], [0, 1], [1, 0]])
    year = OBJECTIVES["year"].examples(frame, 0)
    assert year.outputs == ("1980s", "1990s", "2000s")
    np.testing.assert_array_equal(year.answers.argmax(axis=1), [0, 1, 1, 2])
