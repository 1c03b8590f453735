"""How values are written for a person."""

from __future__ import annotations

import html
import json
import math
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embedviz.datasets import Column
from embedviz.datasets.reading.dates import parse_dates
from embedviz.plotting.numbers import (
    date_text,
    number,
    numbers,
    safe,
    shortened,
    singular,
    value_text,
)
from embedviz.rounding import percent

EXAMPLES = json.loads((Path(__file__).parents[1] / "numbers.json").read_text(encoding="utf-8"))
"""What tests/frontend/format.test.js reads too; NaN and the infinities stand in it as texts."""


@pytest.mark.parametrize(("value", "text"), EXAMPLES["number"])
def test_a_number_is_grouped_and_has_as_many_digits_as_a_reader_needs(value, text):
    assert number(float(value)) == text


@pytest.mark.parametrize(("value", "text"), EXAMPLES["share"])
def test_a_share_is_written_in_percent_and_half_is_rounded_up(value, text):
    assert percent(value) == text


@pytest.mark.parametrize(("values", "texts"), EXAMPLES["columns"])
def test_the_numbers_of_a_column_have_the_same_number_of_decimals(values, texts):
    assert numbers(map(float, values)) == texts


def test_one_of_a_unit_has_a_word_of_its_own():
    assert {unit: singular(unit) for unit in EXAMPLES["singular"]} == EXAMPLES["singular"]


@pytest.mark.parametrize(("value", "unit", "text"), EXAMPLES["values"])
def test_a_cell_is_written_with_its_unit_a_year_is_not_grouped_a_date_is_a_date(value, unit, text):
    assert value_text(float(value), Column("n", "column", "number", unit)) == text


@pytest.mark.parametrize("written", ["1990-01-15", "2000-02-29", "1903-12-31", "2012-07-01"])
def test_a_date_is_written_as_the_day_it_was(written):
    dates = pd.Series(["1900-06-01", written, "2021-06-01"])
    when = parse_dates(dates)
    day = pd.Timestamp(written)
    assert date_text(when.values[1], when.unit) == f"{day.day} {day:%B %Y}"
    soon = parse_dates(pd.Series([written, f"{day + pd.Timedelta(days=40):%Y-%m-%d}"]))
    assert date_text(soon.values[0], soon.unit) == f"{day.day} {day:%B %Y}"


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
    ("value", "column", "text"),
    [
        (49.25, Column("n", "latitude", "latitude", "°"), "49.25°"),
        (-123.12, Column("n", "longitude", "longitude", "°"), "−123.12°"),
        ("22–24", Column("n", "episode length", "range", "min"), "22–24 min"),
        ("Sitcom; Drama", Column("n", "genres", "set"), "Sitcom; Drama"),
        (None, Column("n", "country", "category"), "not known"),
        (math.nan, Column("n", "population", "number", "people"), "not known"),
    ],
)
def test_a_cell_of_any_kind_is_written_with_its_unit(value, column, text):
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
