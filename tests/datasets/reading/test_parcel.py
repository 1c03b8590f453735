"""A table that was read elsewhere is the same when it is here."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import embedviz as ev
from embedviz.datasets.reading import RawTable, understood
from embedviz.datasets.reading.parcel import (
    packed,
    packed_understood,
    read_parts,
    unpacked,
    unpacked_understood,
)
from embedviz.engine.record import from_bytes, tidy, to_bytes

TABLE = b"name,x\nfig,1\n,\nkiwi,n/a\nlime,3\n"


def test_everything_a_table_has_comes_along(rng):
    raw = RawTable(
        "t",
        pd.DataFrame({"a": ["x", "", "ü🍋"], "b": [1, 2, 3], "c": [0.5, np.nan, 2]}),
        ("A note.",),
        ",",
        {"a": "text"},
        {"v": rng.normal(size=(3, 4)).astype(np.float32)},
        rng.uniform(size=(3, 2, 2)).astype(np.float32),
        sample_of=9,
    )
    back = unpacked(from_bytes(to_bytes(tidy(packed(raw)))))
    pd.testing.assert_frame_equal(back.frame, raw.frame, check_dtype=False)
    np.testing.assert_array_equal(back.arrays["v"], raw.arrays["v"])
    np.testing.assert_array_equal(back.images, raw.images)
    for name in ("name", "notes", "decimal", "kinds", "sample_of"):
        assert getattr(back, name) == getattr(raw, name)


def test_vectors_alone_come_along():
    raw = RawTable("v", pd.DataFrame(index=range(3)), arrays={"v": np.eye(3, dtype=np.float32)})
    back = unpacked(tidy(packed(raw)))
    assert len(back) == 3
    assert back.frame.shape == (3, 0)


def test_a_sample_knows_of_how_many():
    raw = read_parts([("a.csv", TABLE)]).sampled(2)
    assert (len(raw), raw.sample_of) == (2, 3)
    assert unpacked(tidy(packed(raw.sampled(1)))).sample_of == 3


def test_pasted_text_is_read_as_it_is_said():
    assert understood(read_parts([("pasted", b"a b\nc d\n")], "lines")).dataset().labels == (
        "a b",
        "c d",
    )
    assert len(read_parts([("pasted", TABLE)], "table")) == 3


def test_what_is_wrong_is_said_as_ever():
    with pytest.raises(ev.UnreadableFile, match=r"Row 1 of a\.csv has 3 columns"):
        read_parts([("a.csv", b"a,b\n1,2,3\n")])


def test_an_understood_table_is_the_same_elsewhere(rng):
    raw = RawTable(
        "t.csv",
        pd.DataFrame({"name": ["fig", "", "ü🍋"], "cm": ["1", "n/a", "3"], "when": ["2020"] * 3}),
        ("A note.",),
        arrays={"v": rng.normal(size=(3, 4)).astype(np.float32)},
        images=rng.uniform(size=(3, 2, 2)).astype(np.float32),
    )
    read = from_bytes(to_bytes(tidy(packed(raw))))
    here = understood(unpacked(read), {"when": "category"})
    record = from_bytes(to_bytes(tidy(packed_understood(here))))
    assert not {"vectors", "images"} & {*record}  # they have come with the raw table
    there = unpacked_understood(record, read)
    assert there.dataset().fingerprint == here.dataset().fingerprint
    for name in ("columns", "label", "notes", "found", "gaps", "kinds", "n_read", "vector_name"):
        assert getattr(there, name) == getattr(here, name)


def test_letters_that_end_beyond_the_end_are_no_text():
    record = tidy(packed(RawTable("t", pd.DataFrame({"a": ["x", "y"]}))))
    lying = record | {"ends 0": np.array([0, 1, 9_000_000])}
    with pytest.raises(ValueError, match="offset"):
        unpacked(lying)
