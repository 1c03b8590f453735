"""Texts: each line is one item, nothing gets lost."""

from __future__ import annotations

import io

import pytest

from embedviz.datasets.reading import read_raw, understood
from embedviz.datasets.reading.text import looks_like_a_table
from embedviz.errors import UnreadableFile


def read(text: str, name: str = "lines.txt"):
    return understood(read_raw(io.BytesIO(text.encode()), name))


def test_each_line_is_an_item_called_by_its_text():
    dataset = read("The cat sat.\nA dog, a bone.\n").dataset()
    assert dataset.labels == ("The cat sat.", "A dog, a bone.")
    assert dataset.texts() == list(dataset.labels)
    assert (dataset.item, dataset.items) == ("text", "texts")
    assert not dataset.features


def test_blank_lines_between_are_left_out_and_counted():
    table = read("\n one \n\n\ntwo\n\n")
    assert table.dataset().labels == ("one", "two")
    assert table.notes == ("3 blank lines were left out.",)


def test_a_line_that_stands_twice_stays_and_gets_a_number():
    dataset = read("one\ntwo\none\n").dataset()
    assert dataset.labels == ("one", "two", "one (2)")
    assert dataset.texts()[2] == "one"


def test_lines_of_numbers_stay_texts():
    assert [column.kind for column in read("1984\n2001\n").columns] == ["text"]


def test_lines_parted_by_tabs_are_a_table_and_that_is_told():
    table = read("fruit\tsugar\nfig\t16\nkiwi\t9\n")
    assert table.default_features == ("sugar",)
    assert "separated by tabs" in table.notes[0]


def test_one_line_is_one_item():
    assert read("alone").dataset().labels == ("alone",)


def test_a_file_without_a_line_gets_a_sentence():
    with pytest.raises(UnreadableFile, match=r"^lines\.txt is empty\.$"):
        read("\n \n")


@pytest.mark.parametrize(
    ("text", "is_table"),
    [
        ("fruit,sugar\napple,10\npear,10", True),
        ("fruit\tsugar\napple\t10", True),
        ("a;b;c\n1;2;3\n4;5;6", True),
        ("The sea, the sky.\nNothing else.\nWell, well.", False),
        ("one\ntwo\nthree", False),
        ("Well, well.", False),
        ("", False),
    ],
)
def test_pasted_text_is_taken_for_a_table_when_its_lines_have_the_same_cells(text, is_table):
    assert looks_like_a_table(text) == is_table
