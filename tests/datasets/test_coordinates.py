"""Coordinates: what is read, what is refused and how."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embedviz.datasets.coordinates import (
    parse_degrees,
    parse_degrees_column,
)
from embedviz.errors import InvalidRequest


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("49°15'40\"N", 49 + 15 / 60 + 40 / 3600),
        ("49°16'N", 49 + 16 / 60),
        ("49°N", 49),
        ("49.26", 49.26),
        ("49,26", 49.26),
        ("+49.26", 49.26),
        ("-33.5", -33.5),
        ("−33.5", -33.5),  # a printed minus
        ("49.26 N", 49.26),
        ("33.5s", -33.5),
        ("49 15 40 N", 49 + 15 / 60 + 40 / 3600),
        ("49:15:40", 49 + 15 / 60 + 40 / 3600),
        ("N 49°15.667'", 49 + 15.667 / 60),
        ("n49° 15' 40.5\"", 49 + 15 / 60 + 40.5 / 3600),
        ("49°15′40″N", 49 + 15 / 60 + 40 / 3600),  # printed primes
        ("49º15’40”n", 49 + 15 / 60 + 40 / 3600),  # curly marks, an ordinal sign
        ("49°15'40''N", 49 + 15 / 60 + 40 / 3600),
        ("  49°15'40\" S ", -(49 + 15 / 60 + 40 / 3600)),
        ("-0°30'", -0.5),
        ("0°30'S", -0.5),
        ("90°00'00\"S", -90),
        (49.26, 49.26),
        (np.float32(0.5), 0.5),
        (12, 12),
    ],
)
def test_a_latitude_is_read_in_every_spelling(text, degrees):
    assert parse_degrees(text, kind="latitude") == pytest.approx(degrees, abs=1e-12)


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("123°06'50\"W", -(123 + 6 / 60 + 50 / 3600)),
        ("-123.1", -123.1),
        ("w 123 6.5", -(123 + 6.5 / 60)),
        ("139°42'e", 139.7),
        ("180°W", -180),
    ],
)
def test_a_longitude_is_read_in_every_spelling(text, degrees):
    assert parse_degrees(text, kind="longitude") == pytest.approx(degrees, abs=1e-12)


@pytest.mark.parametrize(
    ("text", "kind", "sentence"),
    [
        (
            "north",
            "latitude",
            "\"north\" can't be read as a latitude. Write it like 49.26, 49°15'40\"N or 49°16'N.",
        ),
        (
            "",
            "longitude",
            "A longitude is missing. Write it like -123.11, 123°06'50\"W or 123°07'W.",
        ),
        (
            "49°N",
            "longitude",
            '"49°N" has the letter N, but a longitude is east (E) or west (W).',
        ),
        (
            "W 12",
            "latitude",
            '"W 12" has the letter W, but a latitude is north (N) or south (S).',
        ),
        ("N 49 S", "latitude", '"N 49 S" has both N and S. Keep one.'),
        ("-49°S", "latitude", '"-49°S" has both - and S. Keep one.'),
        ("49°60'N", "latitude", '"49°60\'N" has 60 minutes. They must be under 60.'),
        (
            "49°15'75\"N",
            "latitude",
            '"49°15\'75"N" has 75 seconds. They must be under 60.',
        ),
        (
            "49.5°15'",
            "latitude",
            '"49.5°15\'" has a fraction before its last part. Only the last part may have one.',
        ),
        ("123.1", "latitude", 'A latitude lies between -90 and 90 degrees, got "123.1".'),
        (
            "90°00'01\"N",
            "latitude",
            'A latitude lies between -90 and 90 degrees, got "90°00\'01"N".',
        ),
        (-181.5, "longitude", "A longitude lies between -180 and 180 degrees, got -181.5."),
        (float("nan"), "latitude", "A latitude lies between -90 and 90 degrees, got nan."),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(text, kind, sentence):
    with pytest.raises(InvalidRequest) as error:
        parse_degrees(text, kind=kind)
    assert str(error.value) == sentence


@pytest.mark.parametrize(
    "text", ["4915", "49.26, -123.1", '49°15"', "49'15", "1e1", "nan", "inf", "49°15'40\"13", True]
)
def test_what_only_looks_like_degrees_is_refused(text):
    with pytest.raises(InvalidRequest):
        parse_degrees(text, kind="latitude")


def test_a_long_text_is_shown_by_its_start():
    with pytest.raises(InvalidRequest, match=r'^"x{39}…" can\'t be read as a latitude'):
        parse_degrees("x" * 1000, kind="latitude")


@pytest.mark.parametrize("cell", [[1, 2], pd.Timestamp("2024-01-01"), {}, True])
def test_a_cell_that_is_no_number_and_no_text_is_refused(cell):
    with pytest.raises(InvalidRequest, match=r'^Column "lat", row 1: ".+" can\'t be read'):
        parse_degrees_column([cell], "latitude", "lat")


def test_a_column_is_read_and_gaps_stay_gaps():
    column = pd.Series(["49°30'N", " ", None, "-33,9", pd.NaT])
    degrees = parse_degrees_column(column, "latitude", "lat")
    assert degrees.dtype == np.float64
    np.testing.assert_array_equal(degrees, [49.5, np.nan, np.nan, -33.9, np.nan])


def test_a_column_of_numbers_is_read():
    degrees = parse_degrees_column(pd.Series([1, 2, -180]), "longitude", "lon")
    np.testing.assert_array_equal(degrees, [1, 2, -180])


def test_an_empty_column_is_read():
    assert parse_degrees_column([], "longitude", "lon").shape == (0,)


def test_a_columns_error_names_the_row_of_data_and_the_column():
    column = pd.Series(["1°E", None, "2°N"], index=[10, 11, 12])
    with pytest.raises(InvalidRequest, match=r'^Column "lon", row 3: "2°N" has the letter N'):
        parse_degrees_column(column, "longitude", "lon")


@given(st.floats(-180, 180).map(lambda degrees: f"{degrees:.6f}"))
def test_a_decimal_comma_reads_as_a_decimal_point(text):
    comma = text.replace(".", ",")
    assert parse_degrees(comma, kind="longitude") == parse_degrees(text, kind="longitude")


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused_with_a_sentence(text):
    try:
        assert -90 <= parse_degrees(text, kind="latitude") <= 90
    except InvalidRequest as error:
        assert str(error).endswith(".")  # noqa: PT017 - either outcome is right
