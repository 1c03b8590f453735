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
    CategoryBlock,
    NumberBlock,
    RangeBlock,
    SetBlock,
    SphereBlock,
    parse_range,
    split_set,
)

degrees = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


def test_a_number_stays_as_it_is():
    block = NumberBlock(Column("n", "population", "number", "people"))
    np.testing.assert_array_equal(block.transform(pd.Series([3, 5])), [[3.0], [5.0]])
    assert block.names() == ["population, people"]


def test_a_logarithm_is_to_base_10_and_says_so():
    block = NumberBlock(Column("n", "population", "number", "people"), log=True)
    np.testing.assert_allclose(block.transform(pd.Series([1, 1000])), [[0], [3]], atol=1e-12)
    assert block.names() == ["log population"]


def test_a_number_without_a_logarithm_is_told_with_its_row():
    block = NumberBlock(Column("h", "height", "number", "m"), log=True)
    with pytest.raises(InvalidRequest) as caught:
        block.transform(pd.Series([5, 0, -2.5]))
    assert str(caught.value) == (
        'The logarithm needs numbers above 0, but "height" is 0 or less in 2 rows '
        "(first: row 2, 0). Use it without the logarithm."
    )


def test_a_category_is_one_hot_in_sorted_order():
    block = CategoryBlock(Column("c", "country", "category")).fit(pd.Series(["Peru", "Chad"]))
    assert block.names() == ["country: Chad", "country: Peru"]
    np.testing.assert_array_equal(
        block.transform(pd.Series(["Chad", "Peru", "Atlantis"])), [[1, 0], [0, 1], [0, 0]]
    )


def test_a_set_is_multi_hot_and_passes_over_what_it_has_not_seen():
    block = SetBlock(Column("g", "genres", "set")).fit(pd.Series(["Sitcom; Comedy", "Horror"]))
    assert block.names() == ["genres: Comedy", "genres: Horror", "genres: Sitcom"]
    np.testing.assert_array_equal(
        block.transform(pd.Series(["Horror; Sitcom", "Western", ""])),
        [[0, 1, 1], [0, 0, 0], [0, 0, 0]],
    )


def test_a_range_is_its_middle_and_its_width():
    block = RangeBlock(Column("e", "episode length", "range", "min"))
    np.testing.assert_array_equal(block.transform(pd.Series(["22–24", "45"])), [[23, 2], [45, 0]])
    assert block.names() == ["episode length: middle, min", "episode length: width, min"]


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
    block = SphereBlock(Column("latitude", "latitude", "latitude"))
    first, second = block.transform(pd.DataFrame(pair))
    angle = haversine_distances(np.radians(pair))[0, 1]
    assert np.linalg.norm(first - second) == pytest.approx(2 * np.sin(angle / 2), abs=1e-9)


def test_the_axes_of_the_sphere_point_where_they_say():
    block = SphereBlock(Column("latitude", "latitude", "latitude"))
    corners = pd.DataFrame([(0, 0), (0, 90), (90, 17)])
    np.testing.assert_allclose(block.transform(corners), np.eye(3), atol=1e-12)
    assert block.names() == [
        "sphere x: to 0° E",
        "sphere y: to 90° E",
        "sphere z: to the north pole",
    ]
