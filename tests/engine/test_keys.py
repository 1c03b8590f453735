"""A key is the content: the same in every process, another for anything else."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import errands
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from embedviz.engine.keys import key_of, row_keys

CONTENT = """
import sys
sys.path.insert(0, {folder!r})
import errands, numpy as np
from embedviz.engine.keys import key_of
content = {{"b": [1, 2.5, None, True], "a": "é", "s": {{"x", "y", "z"}}}}
print(key_of(errands.double, 3, content, np.arange(6.0).reshape(2, 3)))
"""

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
    | st.binary(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=5,
)  # fmt: skip


def told(value):
    """A form that is equal exactly where the content is."""
    if isinstance(value, list):
        return ("list", *map(told, value))
    if isinstance(value, dict):
        return ("dict", *sorted((name, told(each)) for name, each in value.items()).__repr__())
    return (type(value).__name__, repr(value))


def test_two_processes_give_one_key():
    code = CONTENT.format(folder=str(Path(errands.__file__).parent))
    keys = {
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            text=True,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    content = {"s": {"z", "y", "x"}, "a": "é", "b": (1, 2.5, None, True)}
    here = key_of(errands.double, 3, content, np.arange(6.0).reshape(2, 3))
    assert keys == {here + "\n"}


@given(values, values)
def test_keys_are_equal_exactly_where_the_content_is(one, other):
    same = told(one) == told(other)
    assert (key_of("m:f", 1, one) == key_of("m:f", 1, other)) == same


@given(values)
def test_function_and_version_are_part_of_the_key(value):
    assert len({key_of("m:f", 1, value), key_of("m:g", 1, value), key_of("m:f", 2, value)}) == 3


@given(arrays.arrays(st.sampled_from(["f4", "f8", "i4", "u1", "?"]), arrays.array_shapes()))
def test_an_array_is_its_numbers_kind_and_shape(array):
    key = key_of("m:f", 1, array)
    assert key_of("m:f", 1, np.asfortranarray(array.copy())) == key
    assert key_of("m:f", 1, array.astype(array.dtype.newbyteorder(">"))) == key
    assert key_of("m:f", 1, array[None]) != key
    changed = array.copy()
    changed.flat[0] = 1 if not changed.flat[0] else 0
    assert key_of("m:f", 1, changed) != key


def test_where_one_text_ends_matters():
    assert key_of("m:f", 1, ["ab", "c"]) != key_of("m:f", 1, ["a", "bc"])
    assert key_of("m:f", 1, [["a"], "b"]) != key_of("m:f", 1, [["a", "b"]])


def test_a_frozen_dataclass_is_its_fields_and_a_changing_one_has_no_key():
    @dataclass(frozen=True)
    class Request:
        k: int

    @dataclass
    class Draft:
        k: int

    assert key_of("m:f", 1, Request(3)) == key_of("m:f", 1, Request(3))
    assert key_of("m:f", 1, Request(3)) != key_of("m:f", 1, Request(4))
    with pytest.raises(TypeError, match="Freeze the class"):
        key_of("m:f", 1, Draft(3))


def test_a_fingerprint_speaks_for_its_object():
    class Space:
        def __init__(self, fingerprint):
            self.fingerprint = fingerprint

    assert key_of("m:f", 1, Space("a")) == key_of("m:f", 1, Space("a"))
    assert key_of("m:f", 1, Space("a")) != key_of("m:f", 1, Space("b"))


@pytest.mark.parametrize("thing", [object(), np.array([None]), len, Path()])
def test_what_cannot_be_told_is_refused(thing):
    with pytest.raises(TypeError, match="has no key"):
        key_of("m:f", 1, thing)


def test_a_function_that_a_worker_cannot_import_is_refused():
    assert key_of(errands.double, 1) == key_of("errands:double", 1)
    with pytest.raises(TypeError, match="give a function of a module"):
        key_of(lambda: None, 1)


def test_rows_have_a_key_each():
    keys = row_keys("kind", ["a", "b", "a"])
    assert keys[0] == keys[2] != keys[1]
    assert row_keys("other", ["a"]) != keys[:1]
