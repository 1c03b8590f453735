"""Kinds: what a column is taken for, and the table as a whole."""

from __future__ import annotations

import io

import numpy as np
import pandas as pd
import pytest

from embedviz.datasets.reading import RawTable, read_raw, understood
from embedviz.datasets.reading import kinds as kinds_module
from embedviz.datasets.reading.kinds import read_column
from embedviz.errors import UnreadableFile


def column(name: str, *cells: str, decimal: str = "."):
    return read_column(name, pd.Series(list(cells)), decimal=decimal)


def table(text: str):
    return understood(read_raw(io.BytesIO(text.encode()), "t.csv"))


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["1", "2", "3"], [1, 2, 3]),
        (["1.5", "-2", "+3e2"], [1.5, -2, 300]),
        (["1,234", "12,345,678", "5"], [1234, 12345678, 5]),
        (["1 234", "5", "6"], [1234, 5, 6]),
        (["1'234", "5", "6"], [1234, 5, 6]),
        (["−5", ".5", "5."], [-5, 0.5, 5]),
        (["1", "", "n/a", "NaN", "-", "3"], [1, np.nan, np.nan, np.nan, np.nan, 3]),
        (["12345678901234567890", "1"], [12345678901234567890.0, 1]),
    ],
)
def test_numbers_in_many_spellings(cells, values):
    read = column("x", *cells)
    assert read.column.kind == "number"
    np.testing.assert_array_equal(read.cells.to_numpy(float), values)
    assert read.notes == ()


@pytest.mark.parametrize(
    ("name", "cells", "title", "unit"),
    [
        ("share", ["12 %", "7%", "3 %"], "share", "%"),
        ("price", ["$1,200", "$7", "$3.50"], "price", "$"),
        ("weight (kg)", ["1", "2", "3"], "weight", "kg"),
        ("body_length [mm]", ["1", "2", "3"], "body length", "mm"),
        ("rating (1-5)", ["4.5", "2", "3"], "rating (1-5)", ""),
        ("income (2020)", ["1", "2", "3"], "income (2020)", ""),
        ("score (a number of some kind)", ["1", "2"], "score (a number of some kind)", ""),
    ],
)
def test_units_are_read_from_cells_and_headings(name, cells, title, unit):
    read = column(name, *cells)
    assert (read.column.kind, read.column.title, read.column.unit) == ("number", title, unit)
    assert read.column.name == name


def test_infinite_numbers_are_gaps_and_told():
    read = column("x", "1", "inf", "-Infinity", "2")
    np.testing.assert_array_equal(read.cells.to_numpy(float), [1, np.nan, np.nan, 2])
    assert read.notes == (
        'Column "x" has an infinite number in 2 rows (first: row 2, "inf"), counted as gaps.',
    )


def test_a_few_words_among_numbers_are_gaps_and_told():
    read = column("price", *map(str, range(30)), "ask us", "sold")
    assert read.column.kind == "number"
    assert read.notes == (
        'Column "price" has text in 2 rows (first: row 31, "ask us"), counted as gaps.',
    )


def test_as_many_words_as_numbers_are_no_numbers():
    assert column("x", "1", "two", "3", "four").column.kind == "text"


def test_leading_zeros_are_kept():
    read = column("code", "00123", "00124", "10000")
    assert (read.column.kind, read.cells.tolist()) == ("text", ["00123", "00124", "10000"])


def test_ranges_are_written_with_a_dash():
    read = column("length (min)", "22-24", "45", "50 to 60", "", "1.5 — 2")
    assert (read.column.kind, read.column.unit) == ("range", "min")
    assert read.cells.fillna("").tolist() == ["22–24", "45", "50–60", "", "1.5–2"]


@pytest.mark.parametrize("cells", [["2020-01", "2021-02", "2020-03"], ["5-3", "1-2", "3-4"]])
def test_a_range_does_not_run_backwards(cells):
    assert column("when", *cells).column.kind == "text"


@pytest.mark.parametrize(
    ("cells", "first"),
    [
        (["Sitcom; Drama", "Horror", "Drama;Horror"], "Sitcom; Drama"),
        (["a|b", "b|c|a", "a", "c|a"], "a; b"),
        (["sweet, red", "sour, red, small", "sweet", "red, small"], "sweet; red"),
    ],
)
def test_sets_are_written_with_semicolons(cells, first):
    read = column("tags", *cells)
    assert (read.column.kind, read.cells.iloc[0]) == ("set", first)


def test_names_with_a_comma_are_no_sets():
    towns = [f"Town {number}, {'Italy' if number % 2 else 'Spain'}" for number in range(40)]
    assert column("where", *towns).column.kind == "text"


def test_sentences_with_commas_are_texts():
    cells = ["Well, this is a long sentence, with some commas in it.", "Another one, as it were."]
    assert column("said", *cells).column.kind == "text"


def test_few_different_values_are_a_category():
    read = column("land", *["Italy", "Spain"] * 6, "")
    assert read.column.kind == "category"
    assert read.cells.isna().tolist() == [False] * 12 + [True]


def test_more_values_than_can_be_groups_stay_text(monkeypatch):
    monkeypatch.setattr(kinds_module, "MOST_GROUPS", 1)
    read = column("land", *["Italy", "Spain"] * 6)
    assert read.column.kind == "text"
    assert read.notes[0].startswith('Column "land" has 2 different values, too many')


def test_a_column_of_gaps_alone_is_nothing():
    assert column("x", "", " ", "") is None


def test_typed_columns_are_taken_as_they_are():
    whole = read_column("n", pd.Series([1, 2, 3]))
    assert (whole.column.kind, whole.cells.dtype.kind) == ("number", "i")
    gappy = read_column("n", pd.Series([1.5, np.inf, np.nan]))
    assert gappy.cells.isna().tolist() == [False, True, True]
    assert "infinite" in gappy.notes[0]
    yes = read_column("b", pd.Series([True, False, True, True]))
    assert (yes.column.kind, yes.cells.tolist()) == ("category", ["yes", "no", "yes", "yes"])


def test_latitude_and_longitude_are_known_by_name_and_range():
    read = table("city,Lat,lng,lon\nRome,41.9,12.5,1\nOslo,59.9,10.7,2\n")
    assert [each.kind for each in read.columns] == ["text", "latitude", "longitude", "number"]


def test_degrees_minutes_and_seconds_are_read():
    read = table('city,lat,long\nVancouver,"49°15\'40""N","123°06\'50""W"\nNowhere,,\n')
    latitude, longitude = (read.frame[name] for name in ("lat", "long"))
    assert latitude.iloc[0] == pytest.approx(49.2611, abs=1e-4)
    assert longitude.iloc[0] == pytest.approx(-123.1139, abs=1e-4)
    assert latitude.isna().tolist() == [False, True]


def test_degrees_with_letters_need_no_name():
    read = table("where,up,across\nA,49°15'N,123°W\nB,33°S,151°E\n")
    assert [each.kind for each in read.columns[1:]] == ["latitude", "longitude"]


def test_a_latitude_out_of_range_is_a_number_and_that_is_told():
    read = table("lat,lon\n4190,12\n5990,10\n")
    assert [each.kind for each in read.columns] == ["number", "longitude"]
    assert read.notes[0].endswith("So it is no latitude here.")


def test_long_alone_is_a_length():
    assert table("name,long\na,3\nb,4\n").columns[1].kind == "number"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("x,Name\n1,fig\n2,kiwi\n", "Name"),
        ("remark,title\nsweet,fig\nsour,kiwi\n", "title"),
        ("x,what\n1,fig\n2,kiwi\n", "what"),
        ("x,y\n1,2\n3,4\n", ""),
        ("label,text\nyes,One two.\nno,Three four.\nyes,Five.\nno,Six.\nyes,Seven.\n", "text"),
    ],
)
def test_the_label_is_a_name_or_words_that_do_not_repeat(text, label):
    assert table(text).label == label


def test_items_without_a_name_are_called_by_their_row():
    assert table("x,y\n1,2\n3,4\n").dataset().labels == ("row 1", "row 2")
    assert table("name,x\nfig,1\n,2\n").dataset().labels == ("fig", "row 2")


def test_labels_that_repeat_are_told_apart_and_any_column_can_be_the_label():
    read = table("name,x\nRichmond,1\nRichmond,2\nQuito,1\n")
    assert read.dataset("name").labels == ("Richmond", "Richmond (2)", "Quito")
    assert read.dataset("x").labels == ("1", "2", "1 (2)")
    assert read.dataset("").labels == ("row 1", "row 2", "row 3")


def test_a_first_look_takes_the_numbers_that_say_something():
    rows = "\n".join(
        f"{n + 100},{n},{n},{n * n % 7},{-n},{'' if n > 4 else n}" for n in range(1, 11)
    )
    read = table(f"city id,no.,case,x,y,mostly empty\n{rows}\n")
    assert read.default_features == ("x", "y")
    assert "mostly empty" in [column.name for column in read.dataset().features]


def test_one_number_is_no_picture_so_categories_come_with_it():
    read = table("name,x,land\na,5,Italy\nb,7,Italy\nc,2,Spain\nd,1,Spain\n")
    assert read.default_features == ("x", "land")


def test_a_first_look_without_numbers_takes_categories_and_sets():
    read = table("name,land,tags\na,Italy,x; y\nb,Italy,y\nc,Spain,x\nd,Spain,y; x\n")
    assert read.default_features == ("land", "tags")


def test_an_empty_column_is_left_out_and_told():
    read = table("name,x,empty\nfig,1,\nkiwi,2, \n")
    assert [each.name for each in read.columns] == ["name", "x"]
    assert read.notes == ('Column "empty" has no value in any row and was left out.',)


def test_nothing_but_gaps_gets_a_sentence():
    with pytest.raises(UnreadableFile, match=r"^t has no value in any cell\.$"):
        understood(RawTable("t", pd.DataFrame({"x": ["", ""]})))


def test_titles_that_would_be_alike_stay_names():
    assert [each.title for each in table("a_b,a b,c_d\n1,2,3\n4,5,6\n").columns] == [
        "a_b", "a b", "c d"
    ]  # fmt: skip


def test_a_sample_is_seeded_keeps_the_order_and_is_told():
    whole = RawTable("t", pd.DataFrame({"x": [str(n) for n in range(1000)]}))
    sample = whole.sampled(100)
    rows = sample.frame["x"].astype(int).tolist()
    assert rows == sorted(set(rows))
    assert rows == whole.sampled(100).frame["x"].astype(int).tolist()
    assert sample.notes[0].startswith("Of 1,000 rows, 100 were chosen at random")
    assert whole.sampled(1000) is whole
