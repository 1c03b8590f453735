"""Dataset: items with unique labels, and what each column means."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from embedviz.datasets import Column, Dataset
from embedviz.errors import InvalidRequest, UnknownName


def test_a_title_comes_with_its_unit():
    assert Column("n", "population", "number", "people").full_title == "population, people"
    assert Column("n", "country", "category").full_title == "country"


def test_a_data_set_without_items_says_so():
    with pytest.raises(InvalidRequest, match=r"^Birds has no birds\.$"):
        Dataset("birds", pd.DataFrame(), (), title="Birds", items="birds")


def test_as_many_labels_as_rows_are_needed():
    with pytest.raises(InvalidRequest, match=r"^2 labels were given for 3 rows.$"):
        Dataset("birds", pd.DataFrame({"n": [1, 2, 3]}), ("a", "b"))


def test_labels_must_be_unique():
    with pytest.raises(InvalidRequest, match=r'^Labels must be unique, but "a" occurs 2 times.$'):
        Dataset("birds", pd.DataFrame({"n": [1, 2, 3]}), ("a", "b", "a"))


def test_its_length_is_the_number_of_items(towns):
    assert len(towns) == 6


def test_a_column_is_found_by_its_name(towns):
    assert towns.column("people").unit == "people"


def test_an_unknown_column_gets_the_nearest_name(towns):
    with pytest.raises(UnknownName, match=r"no column called 'peple'. Try people."):
        towns.column("peple")


def test_columns_of_a_kind_come_in_order(towns):
    assert [each.name for each in towns.columns_of("longitude", "number", "latitude")] == [
        "latitude",
        "longitude",
        "people",
    ]


def test_features_are_all_columns_but_texts(towns):
    assert {column.name for column in towns.columns} - {c.name for c in towns.features} == {"motto"}


def test_texts_are_the_text_column_else_the_labels(towns, plane):
    assert towns.texts()[0] == "Child of the Fraser"
    assert towns.texts("land")[0] == "Canada"
    assert plane.dataset.texts()[0] == "man"


def test_a_gap_in_a_text_is_a_blank_text_not_the_word_nan(towns):
    frame = towns.frame.copy()
    frame.loc[1, "motto"] = None
    assert replace(towns, frame=frame).texts()[1] == ""


def test_taking_rows_keeps_facts_labels_pictures_and_vectors_together(towns):
    pictures = np.arange(24, dtype=np.float32).reshape(6, 2, 2)
    vectors = np.arange(12, dtype=np.float32).reshape(6, 2)
    taken = replace(towns, images=pictures, vectors=vectors).take([5, 0])
    assert taken.labels == ("Quito, Ecuador", "Richmond, Canada")
    assert list(taken.frame["land"]) == ["Ecuador", "Canada"]
    assert list(taken.frame.index) == [0, 1]
    np.testing.assert_array_equal(taken.images, pictures[[5, 0]])
    np.testing.assert_array_equal(taken.vectors, vectors[[5, 0]])


def test_equal_content_has_an_equal_fingerprint(towns):
    again = replace(towns, frame=towns.frame.copy())
    assert again.fingerprint == towns.fingerprint


@pytest.mark.parametrize("change", ["fact", "label", "meaning", "picture", "order"])
def test_any_change_changes_the_fingerprint(towns, change):
    frame = towns.frame.copy()
    frame.loc[3, "people"] += 1
    column = replace(towns.columns[2], unit="souls")
    changed = {
        "fact": replace(towns, frame=frame),
        "label": replace(towns, labels=("Lulu Island", *towns.labels[1:])),
        "meaning": replace(towns, columns=(*towns.columns[:2], column, *towns.columns[3:])),
        "picture": replace(towns, images=np.zeros((6, 2, 2), np.float32)),
        "order": towns.take([1, 0, 2, 3, 4, 5]),
    }[change]
    assert changed.fingerprint != towns.fingerprint
