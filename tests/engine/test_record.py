"""A record goes to bytes and back unchanged, and reading it runs nothing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from embedviz.engine.record import from_bytes, size_of, tidy, to_bytes


@given(
    arrays.arrays(
        st.sampled_from(["f2", "f4", "f8", "i4", "i8", "u2", "?"]),
        arrays.array_shapes(min_dims=0, min_side=0),
    ),
    st.dictionaries(st.text(max_size=3), st.integers() | st.text() | st.none(), max_size=3),
)
def test_what_was_written_is_read(array, values):
    record = tidy({"array": array, "values": values})
    read = from_bytes(to_bytes(record))
    assert read["array"].dtype == array.dtype
    np.testing.assert_array_equal(read["array"], array)
    assert read["values"] == values
    assert not read["array"].flags.writeable


def test_arrays_in_any_order_of_bytes_and_columns():
    array = np.arange(6, dtype=">f4").reshape(2, 3)
    for each in (array, array.T, array[:, ::2]):
        np.testing.assert_array_equal(from_bytes(to_bytes(tidy({"a": each})))["a"], each)


def test_a_compact_array_is_off_by_no_more_than_its_range_over_65535(rng):
    array = rng.normal(size=(500, 3)).astype(np.float32) * [1, 1e-6, 1e9]
    array = np.column_stack([array, np.full(500, 7.5)]).astype(np.float32)
    record = {"xy": array, "n": 500}
    block = to_bytes(tidy(record), compact=["xy"])
    read = from_bytes(block)["xy"]
    allowed = np.ptp(array.astype(float), axis=0) / 65_535 + np.abs(array) * 2**-23
    assert (np.abs(read - array) <= allowed).all()
    assert read.dtype == np.float32
    assert len(block) < 0.7 * len(to_bytes(tidy(record)))


@pytest.mark.parametrize(
    "result", [None, [1], {1: 2}, {"a": object()}, {"a": np.array(["text"])}, {"a": {1, 2}}]
)
def test_what_cannot_be_kept_is_refused(result):
    with pytest.raises(TypeError):
        tidy(result)


@pytest.mark.parametrize("block", [b"", b"nonsense", b"\x80\x04N.", to_bytes({"a": 1})[:-1]])
def test_bytes_that_are_no_record_are_refused(block):
    with pytest.raises(ValueError, match=r"no record|Expecting|utf-8|delimiter"):
        from_bytes(block)


def test_the_size_is_about_that_of_the_arrays():
    assert size_of({"a": np.zeros(1000), "b": "text"}) == pytest.approx(8000, rel=0.02)
