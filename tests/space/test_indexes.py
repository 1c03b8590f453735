"""Indexes: what they find is compared with comparing everything, by NumPy."""

from __future__ import annotations

import numpy as np
import pytest

from embedviz.engine.progress import listening
from embedviz.space.indexes import CANDIDATES, CELLS, PROBES, measure_indexes, recall_of

K = 5


@pytest.fixture(scope="module")
def clouds():
    """Points in forty clouds, and questions from among them, at length 1."""
    rng = np.random.default_rng(0)
    middles = rng.normal(size=(40, 12))
    points = middles[rng.integers(40, size=6_040)] + 0.4 * rng.normal(size=(6_040, 12))
    points = (points / np.linalg.norm(points, axis=1, keepdims=True)).astype(np.float32)
    return points[40:], points[:40]


@pytest.fixture(scope="module")
def measured(clouds):
    told = []
    with listening(lambda done, total: told.append((done, total))):
        trials = measure_indexes(*clouds, K)
    return trials, told


def of(trials, index):
    return [trial for trial in trials if trial.index == index]


def test_each_search_is_tried_at_each_effort(measured):
    trials, _ = measured
    assert [each.effort for each in of(trials, "cells")] == list(PROBES)
    assert [each.effort for each in of(trials, "graph")] == list(CANDIDATES)
    assert [(each.effort, each.recall) for each in of(trials, "exact")] == [(6_000, 1.0)]
    assert all(each.seconds > 0 for each in trials)


def test_more_effort_finds_more_and_all_cells_find_everything(measured):
    trials, _ = measured
    recalls = [each.recall for each in of(trials, "cells")]
    assert recalls == sorted(recalls)
    assert (recalls[0] < 0.99, recalls[-1]) == (True, 1.0)
    graph = [each.recall for each in of(trials, "graph")]
    assert graph[-1] > max(0.95, graph[0] - 0.01)


def test_the_recall_of_one_cell_is_what_numpy_says_of_it(clouds, measured):
    import faiss

    points, questions = clouds
    index = faiss.IndexIVFFlat(faiss.IndexFlatIP(12), 12, CELLS, faiss.METRIC_INNER_PRODUCT)
    index.train(points)
    index.add(points)
    found = index.search(questions, K)[1]
    true = np.argsort(-(questions @ points.T), axis=1)[:, :K]
    expected = np.mean([len({*a} & {*b}) / K for a, b in zip(found, true, strict=True)])
    assert of(measured[0], "cells")[0].recall == pytest.approx(expected, abs=0.01)


def test_a_recall_counts_whatever_the_order():
    true = np.array([[1, 2, 3], [4, 5, 6]])
    assert recall_of(np.array([[3, 1, 2], [4, 9, 8]]), true) == pytest.approx(4 / 6)


def test_it_says_how_far_it_is(measured):
    _, told = measured
    assert told[-1][0] == told[-1][1]
    assert [done for done, _ in told] == list(range(1, len(told) + 1))
