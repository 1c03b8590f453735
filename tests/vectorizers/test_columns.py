"""Blocks: from one column to numbers."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics.pairwise import haversine_distances

from embedviz.datasets import Column
from embedviz.errors import InvalidRequest
from embedviz.vectorizers.columns import (
    category_block,
    number_block,
    parse_range,
    range_block,
    set_block,
    sphere_block,
    split_set,
)

LATITUDE = Column("latitude", "latitude", "latitude")

degrees = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


def test_a_number_stays_as_it_is():
    block = number_block(Column("n", "population", "number", "people"), pd.Series([3, 5]))
    np.testing.assert_array_equal(block.numbers, [[3.0], [5.0]])
    assert block.names == ["population, people"]


def test_a_logarithm_is_to_base_10_and_says_so():
    column = Column("n", "population", "number", "people")
    block = number_block(column, pd.Series([1, 1000]), log=True)
    np.testing.assert_allclose(block.numbers, [[0], [3]], atol=1e-12)
    assert block.names == ["log population"]


def test_a_number_without_a_logarithm_is_told_with_its_row():
    column = Column("h", "height", "number", "m")
    with pytest.raises(InvalidRequest) as caught:
        number_block(column, pd.Series([5, 0, -2.5]), log=True)
    assert str(caught.value) == (
        'The logarithm needs numbers above 0, but "height" is 0 or less in 2 rows '
        "(first: row 2, 0). Use it without the logarithm."
    )


def test_a_category_is_one_hot_in_sorted_order():
    column = Column("c", "country", "category")
    block = category_block(column, pd.Series(["Peru", "Chad", "Peru"]))
    assert block.names == ["country: Chad", "country: Peru"]
    np.testing.assert_array_equal(block.numbers, [[0, 1], [1, 0], [0, 1]])


def test_a_set_is_multi_hot():
    column = Column("g", "genres", "set")
    block = set_block(column, pd.Series(["Sitcom; Comedy", "Horror; Sitcom", ""]))
    assert block.names == ["genres: Comedy", "genres: Horror", "genres: Sitcom"]
    np.testing.assert_array_equal(block.numbers, [[1, 0, 1], [0, 1, 1], [0, 0, 0]])


@pytest.mark.parametrize("values", [["", ""], [";"]])
def test_sets_of_nothing_have_no_dimension(values):
    block = set_block(Column("g", "genres", "set"), pd.Series(values))
    assert block.numbers.shape == (len(values), 0)
    assert block.names == []


def test_a_range_is_its_middle_and_its_width():
    column = Column("e", "episode length", "range", "min")
    block = range_block(column, pd.Series(["22–24", "45"]))
    np.testing.assert_array_equal(block.numbers, [[23, 2], [45, 0]])
    assert block.names == ["episode length: middle, min", "episode length: width, min"]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("22–24", (22, 24)),
        ("22-24", (22, 24)),
        ("22—24", (22, 24)),
        (" 22 – 24 ", (22, 24)),
        ("22 to 24", (22, 24)),
        ("21.5-22", (21.5, 22)),
        ("-5–3", (-5, 3)),
        ("-5--3", (-5, -3)),
        (45, (45, 45)),
        (45.0, (45, 45)),
    ],
)
def test_a_range_is_read_in_every_way_people_write_it(text, ends):
    assert parse_range(text) == ends


@pytest.mark.parametrize("text", ["", "about 20", "20–", "–", "20–30–40", "20 30", None])
def test_what_is_no_range_is_told_with_title_row_and_text(text):
    with pytest.raises(InvalidRequest) as caught:
        parse_range(text, "length", 1_017)
    assert str(caught.value) == (
        f'"length" has no range in row 1,017: "{text}". Write it like 22–24, or 22.'
    )


def test_a_range_that_runs_backwards_is_refused():
    with pytest.raises(InvalidRequest, match='runs backwards in row 1: "24–22"'):
        parse_range("24–22")


@given(st.integers(-999, 999), st.integers(0, 999))
def test_a_range_written_is_the_range_read(start, width):
    assert parse_range(f"{start}–{start + width}") == (start, start + width)


def test_a_set_is_split_at_semicolons_and_trimmed():
    assert split_set(" a ;b;; c d ;") == ["a", "b", "c d"]


@given(st.lists(degrees, min_size=2, max_size=2))
def test_a_chord_through_the_sphere_is_as_long_as_its_haversine_angle_says(pair):
    first, second = sphere_block(LATITUDE, pd.DataFrame(pair)).numbers
    angle = haversine_distances(np.radians(pair))[0, 1]
    assert np.linalg.norm(first - second) == pytest.approx(2 * np.sin(angle / 2), abs=1e-9)


def test_the_axes_of_the_sphere_point_where_they_say():
    block = sphere_block(LATITUDE, pd.DataFrame([(0, 0), (0, 90), (90, 17)]))
    np.testing.assert_allclose(block.numbers, np.eye(3), atol=1e-12)
    assert block.names == ["sphere x: to 0° E", "sphere y: to 90° E", "sphere z: to the north pole"]
