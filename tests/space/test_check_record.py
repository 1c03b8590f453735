"""A check comes back from a worker as it was."""

from __future__ import annotations

import numpy as np
import pandas as pd

import embedviz as ev
from embedviz.engine.record import from_bytes, tidy, to_bytes
from embedviz.space import VectorSpace
from embedviz.space.checking.check import FINDINGS
from embedviz.space.checking.record import check_of, record_of


def test_a_check_is_the_same_after_its_journey():
    rng = np.random.default_rng(0)
    vectors = rng.normal(size=(60, 4)) + 6 * np.repeat([0, 1, 2], 20)[:, None]
    vectors[5] = vectors[6]
    vectors[50] = 90
    labels = ["a"] * 20 + ["b"] * 20 + ["c"] * 20
    labels[3], labels[4] = "b", None
    space = VectorSpace(vectors, [f"item {row}" for row in range(60)])
    found = ev.check(space, label=labels, split=["train", "test"] * 30)
    again = check_of(from_bytes(to_bytes(tidy(record_of(found)))), space)
    assert again.counts == found.counts
    assert all(found.counts[name] for name in ("duplicates", "outliers", "labels", "leaks"))
    for name in (*FINDINGS, "scores"):
        pd.testing.assert_frame_equal(
            getattr(again, name), getattr(found, name), check_dtype=False, check_index_type=False
        )
    limits = np.linspace(0, 5, 9)
    for name in FINDINGS:
        assert again.count(name, limits).tolist() == found.count(name, limits).tolist()
    assert again.at(outlying=2.0).counts == found.at(outlying=2.0).counts
