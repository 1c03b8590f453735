"""Declared parameters: what is checked, and the sentence for what is not allowed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embedviz.errors import InvalidParameter
from embedviz.parameters import check, check_range, knobs, matters, parameter


@dataclass(frozen=True, kw_only=True)
class Brush:
    """A toy method with a parameter of every kind, and one that is not declared."""

    title: ClassVar[str] = "Brush"

    bristles: int = parameter(15, "Bristles", low=2, high=2_000, step=1, help="More paint.")
    wet: float = parameter(0.1, "Wet", low=0.0, high=0.99, step=0.01, help="Softer edges.")
    tip: str = parameter(
        "round", "Tip", choices={"round": "A round tip", "flat": "A flat one"}, help="The mark."
    )
    dries: bool = parameter(True, "Dries", help="Whether the next stroke mixes with this one.")
    motto: str = parameter("more paint", "Motto", longest=12, lines=2, help="Said aloud.")
    owner: str = "nobody"


def sentence(**given) -> str:
    with pytest.raises(InvalidParameter) as caught:
        check(Brush(**given))
    return str(caught.value)


def test_the_defaults_are_allowed():
    check(Brush())


def test_knobs_are_the_declared_parameters_in_their_order():
    assert list(knobs(Brush)) == ["bristles", "wet", "tip", "dries", "motto"]
    field, knob = knobs(Brush())["bristles"]
    assert (field.default, knob.title, knob.low, knob.high) == (15, "Bristles", 2, 2_000)


def test_both_limits_are_allowed():
    check(Brush(bristles=2, wet=0.0))
    check(Brush(bristles=2_000, wet=0.99))


def test_a_number_out_of_range_gets_the_range_with_grouped_numbers():
    assert sentence(bristles=1) == "Brush: bristles must be between 2 and 2,000, got 1."


@pytest.mark.parametrize("value", [15.0, 2.5, "15", None, True, [15]])
def test_what_is_no_whole_number_is_told_so(value):
    assert sentence(bristles=value).startswith("Brush: bristles must be ")
    assert sentence(bristles=value).endswith(f"between 2 and 2,000, got {value!r}.")


def test_a_fraction_for_a_whole_number_gets_the_word_whole():
    assert sentence(bristles=2.5) == (
        "Brush: bristles must be a whole number between 2 and 2,000, got 2.5."
    )


@pytest.mark.parametrize("value", [np.int64(15), np.int32(2), np.uint8(7)])
def test_a_whole_number_of_numpy_is_a_whole_number(value):
    check(Brush(bristles=value))


@pytest.mark.parametrize("value", [0, np.float32(0.5), np.float64(0.5)])
def test_a_fraction_may_be_a_whole_number_or_numpys(value):
    check(Brush(wet=value))


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -1e-9, "0.1", None])
def test_a_value_that_is_no_number_in_the_range_is_refused(value):
    assert "wet must be between 0.0 and 0.99" in sentence(wet=value)


def test_a_choice_that_is_not_offered_gets_those_that_are():
    assert sentence(tip="pointed") == "Brush: tip must be 'round' or 'flat', got 'pointed'."


@pytest.mark.parametrize("value", [1, 0, "yes", None])
def test_a_switch_is_true_or_false_and_nothing_like_it(value):
    assert sentence(dries=value) == f"Brush: dries must be True or False, got {value!r}."


def test_a_text_that_is_too_long_gets_both_lengths():
    check(Brush(motto="x" * 12))
    assert sentence(motto="x" * 1_300) == (
        "Brush: motto may have 12 characters, and this text has 1,300. Shorten it."
    )


def test_what_is_no_text_is_told_so():
    assert sentence(motto=7) == "Brush: motto must be a text, got 7."


def test_a_field_that_is_not_declared_is_not_checked():
    check(Brush(owner=12))


@given(st.integers(-100, 100), st.integers(-100, 100), st.integers(-100, 100))
def test_a_whole_number_passes_exactly_if_it_is_between_the_limits(value, low, high):
    try:
        check_range("n", value, low, high)
    except InvalidParameter:
        assert not low <= value <= high
    else:
        assert low <= value <= high


def test_a_parameter_matters_where_those_it_depends_on_have_the_right_values():
    @dataclass(frozen=True)
    class Lamp:
        kind: str = parameter("oil", "Kind", help="What burns.", choices={"oil": "", "gas": ""})
        wick: int = parameter(3, "Wick", help="Its length.", low=1, high=9, when={"kind": ["oil"]})

    wick = knobs(Lamp)["wick"][1]
    assert matters(wick, {"kind": "oil"})
    assert not matters(wick, {"kind": "gas"})
    assert not matters(wick, {})
    assert matters(knobs(Lamp)["kind"][1], {})
