"""Gaps: told, left out or filled, and never passed over in silence."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from embedviz.datasets.gaps import gaps_in, what_becomes, without_gaps
from embedviz.errors import InvalidRequest, MissingValues, UnknownName


def test_gaps_are_counted_where_there_are_any(gappy):
    assert gaps_in(gappy, ["latitude", "people", "land"]) == {"people": 1, "land": 2}


def test_a_gap_names_the_feature_how_many_rows_and_the_first(gappy):
    with pytest.raises(MissingValues) as caught:
        without_gaps(gappy, ["latitude", "people"])
    assert str(caught.value) == (
        '"population" has no value in 1 of 6 rows (first: row 3). '
        "Leave these rows out, or fill them."
    )


def test_without_a_gap_the_data_set_stays_the_same_object(gappy):
    assert without_gaps(gappy, ["latitude", "known_for"]) is gappy


def test_dropping_leaves_out_rows_with_a_gap_in_a_chosen_feature_only(gappy):
    kept = without_gaps(gappy, ["people", "land"], "drop")
    assert kept.labels == (
        "Richmond, United States",
        "Vancouver, Canada",
        "Quito, Ecuador",
    )
    assert kept.frame["opening"].isna().sum() == 1


def test_dropping_every_row_is_refused(gappy):
    frame = gappy.frame.assign(people=np.nan)
    with pytest.raises(InvalidRequest, match=r"^No row has a value in every chosen feature."):
        without_gaps(replace(gappy, frame=frame), ["people"], "drop")


def test_filling_gives_numbers_their_median_and_categories_a_category(gappy):
    filled = without_gaps(gappy, ["people", "land"], "fill")
    assert filled.frame["people"][2] == np.median([209_937, 226_610, 662_248, 190_915, 1_763_275])
    assert list(filled.frame["land"][[0, 4]]) == ["not known", "not known"]
    assert filled.labels == gappy.labels


def test_filling_leaves_the_data_set_it_came_from_alone(gappy):
    without_gaps(gappy, ["people"], "fill")
    assert gappy.frame["people"].isna().sum() == 1


def test_a_range_can_not_be_filled(gappy):
    with pytest.raises(MissingValues, match=r'^"opening hours" is a range and has no median'):
        without_gaps(gappy, ["opening"], "fill")


def test_an_unknown_way_to_handle_gaps_gets_the_nearest(gappy):
    with pytest.raises(UnknownName, match=r"no way to handle gaps called 'dropp'. Try drop."):
        without_gaps(gappy, ["people"], "dropp")


def test_marking_keeps_the_data_set_as_it_is(gappy):
    assert without_gaps(gappy, ["people", "land", "opening"], "category") is gappy


@pytest.mark.parametrize("missing", ["fill", "category"])
def test_a_column_of_gaps_alone_can_be_a_category_but_no_number(gappy, missing):
    empty = replace(gappy, frame=gappy.frame.assign(people=np.nan, land=None))
    assert len(without_gaps(empty, ["land"], missing)) == 6
    with pytest.raises(MissingValues, match=r'^"population" has no value in any row'):
        without_gaps(empty, ["people"], missing)


def test_a_blank_text_is_a_gap_a_blank_set_is_none(gappy):
    frame = gappy.frame.copy()
    frame.loc[[0, 2], "motto"] = [" ", None]
    blank = replace(gappy, frame=frame)
    assert gaps_in(blank, ["motto", "known_for"]) == {"motto": 2}
    assert len(without_gaps(blank, ["motto"], "drop")) == 4


@pytest.mark.parametrize(
    ("columns", "missing", "sentences"),
    [
        (["people", "land"], "drop", "Rows with a gap are left out."),
        (["people"], "fill", "A missing number becomes the median of the others."),
        (["land"], "category", "A missing category becomes the category “missing”."),
        (
            ["opening"],
            "category",
            (
                "A missing number becomes the median of the others, and a dimension of its own "
                "is 1 there, else 0."
            ),
        ),
    ],
)
def test_it_is_said_what_becomes_of_a_gap(gappy, columns, missing, sentences):
    assert what_becomes(gappy, columns, missing) == sentences
