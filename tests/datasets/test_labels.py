"""Labels: found as people type them, and made unique."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embedviz.datasets.labels import LabelIndex, unique_labels
from embedviz.errors import AmbiguousLabel, InvalidRequest, UnknownLabel

names = st.lists(st.sampled_from(["a", "b", "a (2)", "a (3)", "A", "", "b, c"]), max_size=12)


@pytest.fixture
def index():
    return LabelIndex(
        ["Burnaby, Canada", "Richmond, Canada", "Richmond, Australia", "March", "march", "Burnaby"]
    )


def test_an_exact_label_wins_over_a_bare_name(index):
    assert index["Burnaby"] == 5
    assert index["Burnaby, Canada"] == 0


def test_another_case_finds_the_label(index):
    assert index["burnaby, canada"] == 0


def test_a_bare_name_finds_the_only_item_that_has_it():
    assert LabelIndex(["Quito, Ecuador", "Lima, Peru"])["quito"] == 0


def test_a_case_that_differs_is_told_apart_only_if_given_exactly(index):
    assert (index["March"], index["march"]) == (3, 4)
    with pytest.raises(AmbiguousLabel, match=r'"MARCH" fits 2 items: March; march. Choose one.'):
        index["MARCH"]


def test_a_bare_name_of_several_items_is_ambiguous(index):
    with pytest.raises(AmbiguousLabel, match="Richmond, Canada; Richmond, Australia"):
        index["Richmond"]


def test_the_first_item_is_found_like_any_other():
    assert LabelIndex(["zero", "one"])["zero"] == 0


def test_being_in_the_index_means_being_an_exact_label(index):
    assert "March" in index
    assert "MARCH" not in index


def test_a_typing_error_gets_the_labels_that_look_like_it(index):
    with pytest.raises(UnknownLabel, match='The closest is "Quito, Ecuador"'):
        LabelIndex(["Quito, Ecuador", "Lima, Peru"])["Qiuto"]
    assert index.closest("Richmnd") == ["Richmond, Canada", "Richmond, Australia"]


def test_a_long_label_is_found_by_its_whole_text():
    labels = ["The cat sat on the mat, purring.", "Stocks fell sharply on Monday."]
    assert LabelIndex(labels).closest("The cat sat on the mat, purrs.") == labels[:1]


def test_nothing_is_close_to_what_is_like_nothing(index):
    assert index.closest("0000") == []


def test_equal_labels_are_refused_with_the_one_that_repeats():
    with pytest.raises(InvalidRequest, match='"b" occurs 3 times'):
        LabelIndex(["a", "b", "b", "c", "b"])


@given(names)
def test_labels_made_of_names_are_unique_and_in_order(given_names):
    labels = unique_labels(given_names)
    assert len(set(labels)) == len(labels) == len(given_names)
    assert all(label.startswith(name) for label, name in zip(labels, given_names, strict=True))


@given(names)
def test_a_name_keeps_its_text_where_it_stands_first(given_names):
    labels = unique_labels(given_names)
    assert all(labels[given_names.index(name)] == name for name in given_names)


@given(st.lists(st.text(), unique=True, max_size=12))
def test_unique_names_are_their_own_labels(given_names):
    assert unique_labels(given_names) == tuple(given_names)
    assert [LabelIndex(given_names)[name] for name in given_names] == list(range(len(given_names)))
