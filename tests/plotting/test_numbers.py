"""How values are written for a person."""

from __future__ import annotations

import html
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embedviz.datasets import Column
from embedviz.plotting.numbers import number, numbers, safe, share, shortened, value_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (662_248, "662,248"),
        (1_234_567.8, "1,234,568"),
        (-12.0, "−12"),
        (-1_500.5, "−1,500"),
        (49.2497, "49.25"),
        (10.004, "10"),
        (0.2134, "0.213"),
        (0.000034, "3.4e-05"),
        (math.nan, "not known"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
    ],
)
def test_a_number_is_grouped_and_has_as_many_digits_as_a_reader_needs(value, text):
    assert number(value) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_written_number_read_back_is_off_by_5_percent_at_most(value):
    assert abs(read_back(value) - value) <= 0.05 * abs(value)


@given(st.floats(0.0005, 2))
def test_so_is_a_small_distance(value):
    assert abs(read_back(value) - value) <= 0.05 * value


def read_back(value):
    return float(number(value).replace("−", "-").replace(",", ""))


@given(st.floats(allow_nan=False))
def test_a_negative_number_opens_with_a_true_minus_sign_not_a_hyphen(value):
    assert not number(value).startswith("-")


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0 %"), (1, "100 %"), (0.6149, "61 %"), (0.004, "0.4 %"), (0.0099999, "1 %")],
)
def test_a_share_is_written_in_percent(value, text):
    assert share(value) == text


def test_a_tiny_share_is_not_written_with_a_power_of_ten():
    assert share(3e-8) == "under 0.1 %"


@pytest.mark.parametrize(
    ("value", "column", "text"),
    [
        (662_248, Column("n", "population", "number", "people"), "662,248 people"),
        (49.25, Column("n", "latitude", "latitude", "°"), "49.25°"),
        (-123.12, Column("n", "longitude", "longitude", "°"), "−123.12°"),
        (1989, Column("n", "debut", "number"), "1989"),
        (1989, Column("n", "height", "number", "m"), "1,989 m"),
        (2023.4959, Column("n", "opened", "number", "year"), "2023.5"),
        (34, Column("n", "age", "number", "years"), "34 years"),
        (12_000, Column("n", "episodes", "number"), "12,000"),
        ("22–24", Column("n", "episode length", "range", "min"), "22–24 min"),
        ("Sitcom; Drama", Column("n", "genres", "set"), "Sitcom; Drama"),
        (None, Column("n", "country", "category"), "not known"),
        (math.nan, Column("n", "population", "number", "people"), "not known"),
    ],
)
def test_a_cell_is_written_with_its_unit_and_a_year_is_not_grouped(value, column, text):
    assert value_text(value, column) == text


@given(st.text())
def test_safe_text_has_no_mark_of_markup_and_reads_as_before(text):
    assert not set("<>") & set(safe(text))
    assert html.unescape(safe(text)) == html.unescape(text) or "&" in text
    assert safe(text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == text


@given(st.text(), st.integers(2, 60))
def test_a_shortened_text_fits_and_says_that_it_was_cut(text, length):
    cut = shortened(text, length)
    assert len(cut) <= length
    assert cut == text if len(text) <= length else cut.endswith("…")


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        ([1.22, 1.3964], ["1.220", "1.396"]),
        ([0.31, 0.373, 0], ["0.310", "0.373", "0.000"]),
        ([0.5, -1.5], ["0.5", "−1.5"]),
        ([8.25, 120.0], ["8.25", "120.00"]),
        ([3.0, 4.0], ["3", "4"]),
        ([0.25, 4_000.75], ["0.25", "4,001"]),
        ([0.001, 0.5], ["0.001", "0.5"]),
        ([], []),
        ([0.0], ["0"]),
    ],
)
def test_the_numbers_of_a_column_have_the_same_number_of_decimals(values, texts):
    assert numbers(values) == texts


@pytest.mark.parametrize(("value", "text"), [(1, "1 hour"), (-1, "−1 hour"), (5.5, "5.5 hours")])
def test_one_of_a_unit_is_written_in_the_singular(value, text):
    assert value_text(value, Column("n", "UTC offset", "number", "hours")) == text
