"""Tables: each awkward file opens right, or gives one sentence that says where and what to do."""

from __future__ import annotations

import codecs
import io

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from embedviz.datasets.reading import read_raw, understood
from embedviz.datasets.reading.limits import MOST_COLUMNS
from embedviz.datasets.reading.parcel import read_parts
from embedviz.datasets.reading.table import delimiter_of
from embedviz.errors import UnreadableFile

PLAIN = "name,x\nfig,1\nkiwi,2\n"


def raw(content: bytes | str, name: str = "t.csv"):
    return read_raw(io.BytesIO(content.encode() if isinstance(content, str) else content), name)


def cells(content: bytes | str, name: str = "t.csv") -> list[list[str]]:
    frame = raw(content, name).frame
    return [list(frame.columns), *frame.to_numpy().tolist()]


USUAL = [["name", "x"], ["fig", "1"], ["kiwi", "2"]]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(PLAIN, id="plain"),
        pytest.param(PLAIN.rstrip(), id="no newline at the end"),
        pytest.param(PLAIN.replace("\n", "\r\n"), id="Windows line ends"),
        pytest.param(PLAIN.replace("\n", "\r"), id="old Mac line ends"),
        pytest.param(codecs.BOM_UTF8 + PLAIN.encode(), id="UTF-8 with a mark"),
        pytest.param(PLAIN.encode("utf-16"), id="UTF-16"),
        pytest.param(PLAIN.encode("utf-16-le"), id="UTF-16 without a mark"),
        pytest.param(PLAIN.encode("utf-16-be"), id="UTF-16 big-endian without a mark"),
        pytest.param(PLAIN.encode("utf-32"), id="UTF-32"),
        pytest.param(PLAIN.replace(",", ";"), id="semicolons"),
        pytest.param(PLAIN.replace(",", "\t"), id="tabs"),
        pytest.param(PLAIN.replace(",", "|"), id="bars"),
        pytest.param("sep=;\n" + PLAIN.replace(",", ";"), id="told delimiter"),
        pytest.param(PLAIN.replace(",", ", "), id="a space after the comma"),
        pytest.param('"name","x"\n"fig","1"\n"kiwi","2"\n', id="all quoted"),
        pytest.param("\n\n" + PLAIN, id="blank lines first"),
        pytest.param(PLAIN + "\n\n\n", id="blank lines last"),
        pytest.param("name,x,\nfig,1,\nkiwi,2,\n", id="commas at the ends of rows"),
        pytest.param("name,x\nfig,1,\nkiwi,2,,\n", id="commas at the ends, not of the header"),
    ],
)
def test_the_same_table_in_every_dress(content):
    assert cells(content) == USUAL
    assert raw(content).notes == ()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "t.csv is empty."),
        (b" \n\n ", "t.csv is empty."),
        (codecs.BOM_UTF8, "t.csv is empty."),
        (b",,\n,,\n", "t.csv has no value in any cell."),
        (b"name,x\n", "t.csv has a header but no row below it."),
        (b"name,x\n,\n\n,\n", "t.csv has a header but no row below it."),
        (
            b"name,x\nfig,1\nkiwi,2,3\n",
            (
                "Row 2 of t.csv has 3 columns, the header has 2. "
                "Look for a comma inside an unquoted name."
            ),
        ),
        (
            "a;b\n1;2\n\n1;2;3;4\n".encode("utf-16"),
            (
                "Row 3 of t.csv has 4 columns, the header has 2. "
                "Look for a semicolon inside an unquoted name."
            ),
        ),
        (
            b"My table\n" + b"fig,1,2\n" * 9,
            (
                "Row 1 of t.csv has 3 columns, the header has 1. "
                "Look for a comma inside an unquoted name."
            ),
        ),
        (
            b'name,x\nfig,1\n"kiwi,2\nlime,3\n',
            "A quotation mark opened in row 2 of t.csv is never closed. Close it, or take it out.",
        ),
        (
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0",
            "t.csv is no text file: it holds bytes that no text has. Save the table as CSV.",
        ),
        (
            b"name,x\n" + b"fig,1\n" * 2000 + b"\0",
            "t.csv is no text file: it holds bytes that no text has. Save the table as CSV.",
        ),
        (
            b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0",
            "t.csv breaks off or is damaged. Compress or download it again.",
        ),
        (
            PLAIN.encode("utf-16")[:-1],
            (
                "t.csv begins as text in UTF-16 but breaks off or goes wrong at byte 41. "
                "Save it anew, as UTF-8."
            ),
        ),
        (
            ",".join(map(str, range(MOST_COLUMNS + 1))).encode() + b"\n",
            (
                "t.csv has 5,001 columns; up to 5,000 can be read. "
                "If its rows should be columns, turn the table round first."
            ),
        ),
    ],
)
def test_what_cannot_be_read_gets_one_sentence(content, sentence):
    with pytest.raises(UnreadableFile) as error:
        raw(content)
    assert str(error.value) == sentence


def test_the_sentence_of_a_ragged_row_names_the_row_and_both_counts():
    rows = "".join(f"town {row},1,2,3,4\n" for row in range(1, 17))
    with pytest.raises(UnreadableFile) as error:
        raw(f"city,a,b,c,d\n{rows}Rome, Italy,1,2,3,4\n", "cities.csv")
    assert str(error.value) == (
        "Row 17 of cities.csv has 6 columns, the header has 5. "
        "Look for a comma inside an unquoted name."
    )


def test_empty_rows_are_left_out_and_counted():
    table = raw("name,x\nfig,1\n,\n\n  \nkiwi,2\n,,\n\n")
    assert table.frame.to_numpy().tolist() == USUAL[1:]
    assert table.notes == ("4 rows were entirely empty and left out.",)


def test_a_short_row_is_filled_with_gaps_and_told():
    table = raw("name,x,y\nfig,1,2\nkiwi,3\nlime\n")
    assert table.frame.iloc[1].tolist() == ["kiwi", "3", ""]
    assert table.notes == (
        "2 rows have fewer cells than the header (first: row 2); what is missing counts as empty.",
    )


def test_columns_called_alike_are_told_apart():
    table = raw("a,a,b\n1,2,3\n")
    assert list(table.frame.columns) == ["a", "a (2)", "b"]
    assert table.notes == ('Two columns are called "a"; one is "a (2)" now.',)


def test_a_column_without_a_name_gets_one_unless_it_is_empty():
    assert cells(",x,\nfig,1,\n") == [["column 1", "x"], ["fig", "1"]]
    assert raw(",x,\nfig,1,2\n").notes == (
        "2 columns had no names and are called column 1, column 3.",
    )


def test_numbers_without_a_header_are_data():
    table = raw("1,2\n3,4\n")
    assert cells("1,2\n3,4\n") == [["column 1", "column 2"], ["1", "2"], ["3", "4"]]
    assert "read as data" in table.notes[0]


def test_one_column_of_texts_may_have_commas():
    assert cells("text\nWell, well.\nNo.\nYes, no, perhaps.\n")[1:] == [
        ["Well, well."], ["No."], ["Yes, no, perhaps."]
    ]  # fmt: skip


def test_a_cell_may_hold_the_delimiter_line_breaks_quotes_and_markup():
    held = 'a, "b"\nc; <b>d</b> =1+1 🍋 שלום'
    content = pd.DataFrame({"name": ["fig", held], "x": [1, 2]}).to_csv(index=False)
    assert cells(content)[2] == [held, "2"]


def test_a_huge_cell_opens_and_makes_a_short_label():
    huge = "word " * 200_000
    table = understood(raw(f"name,x\n{huge},1\nfig,2\n"))
    assert len(table.dataset().texts("name")[0]) == len(huge) - 1
    assert len(table.dataset().labels[0]) <= 120


@pytest.mark.parametrize(
    ("content", "decimal", "number"),
    [
        ("name;x\nfig;1,5\nkiwi;2\n", ",", 1.5),
        ("name;x\nfig;1.234,5\nkiwi;2,5\n", ",", 1234.5),
        ("name;x\nfig;1.5\nkiwi;2\n", ".", 1.5),
        ("name\tx\nfig\t1,5\nkiwi\t2,5\n", ",", 1.5),
        ('name,x\nfig,"1,500"\nkiwi,2\n', ".", 1500),
    ],
)
def test_decimal_commas_are_found_where_commas_part_no_cells(content, decimal, number):
    table = raw(content)
    assert table.decimal == decimal
    assert understood(table).frame["x"].iloc[0] == number


def test_only_an_empty_cell_is_a_gap_in_words():
    assert understood(raw("name,x\nNA,1\nNaN,2\n")).dataset().labels == ("NA", "NaN")


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a;b\n1,5;2,5\n", ";"),
        ("a,b\n1;2,3\n", ","),
        ('a,b\n"x;y;z",1\n"p;q;r",2\n', ","),
        ("a\tb, c\n1\t2\n", "\t"),
    ],
)
def test_the_delimiter_parts_every_row_alike(text, delimiter):
    assert delimiter_of(text) == delimiter


WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1, max_size=12
).map(lambda text: f"w{text}".strip("\ufeff"))
FRAMES = st.integers(2, 12).flatmap(
    lambda n: st.fixed_dictionaries(
        {
            "name": st.lists(WORDS, min_size=n, max_size=n, unique=True),
            "count": st.lists(st.integers(-(10**12), 10**12), min_size=n, max_size=n),
            "share": st.lists(
                st.floats(allow_nan=False, allow_infinity=False), min_size=n, max_size=n
            ),
            "remark": st.lists(WORDS | st.just(""), min_size=n, max_size=n),
        }
    )
)


@given(FRAMES, st.sampled_from([",", ";", "\t"]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
@example(
    {"name": ['w"', "w,;"], "count": [0, 1], "share": [0.1, -1e300], "remark": ["", "w'"]},
    ";",
    "utf-16",
)
def test_a_table_written_and_read_again_is_the_same(columns, delimiter, encoding):
    frame = pd.DataFrame(columns)
    content = frame.to_csv(index=False, sep=delimiter).encode(encoding)
    table = understood(raw(content))
    assert table.frame["count"].tolist() == columns["count"]
    np.testing.assert_array_equal(table.frame["share"].to_numpy(float), frame["share"])
    read = table.dataset()
    for name in ("name", "remark"):
        if any(columns[name]) and read.column(name).kind != "set":  # a set is written anew
            assert read.texts(name) == columns[name]


def opens_or_says_why(content: bytes | str) -> bool:
    try:
        return bool(understood(raw(content)).dataset().labels)
    except UnreadableFile as error:
        return str(error).endswith(".")


@given(st.binary(max_size=300))
@example(b'"')
@example(b'a,b\n"\r')
@example(b"\xff\xfe\x00\xd8")
@example(b"a,b\n1,inf\n2,nan\n")
@example(b"\r\x01")
@example(b"sep=;\n\x1f")
@example(b'""\x1f ')
def test_any_bytes_open_or_get_a_sentence(content):
    assert opens_or_says_why(content)


@given(st.text("ab1,;\t\n\"' .|", max_size=80))
def test_any_text_opens_or_gets_a_sentence(text):
    assert opens_or_says_why(text)


@pytest.mark.parametrize(
    ("content", "has_header"),
    [
        ("A dog runs.,A dog is running.,4.5\nA cat sits.,A man eats.,0.2\n", False),
        ("fig,1.5,2\nkiwi,2.5,3\n", False),
        ("city,2019,2020\nRome,5.5,6\n", True),
        ("run,0.1,0.2,0.5,1.0\na,9,8,7,6\n", True),
        ("name,1.5\nfig,n/a\nkiwi,some\n", True),
        ("name,v1.5\nfig,1.5\n", True),
    ],
)
def test_a_first_row_with_fractions_above_numbers_is_data(content, has_header):
    found = raw(content)
    n_lines = content.count("\n")
    assert len(found) == n_lines - has_header
    assert ("read as data" in "".join(found.notes)) is not has_header


@pytest.mark.parametrize(
    "lines",
    [
        "Towns of 2020\n\ntown,people\n" + "Rome,3\nOslo,1\n" * 4,
        "Towns of 2020,\nSource: a census,\ntown,people\nRome,3\nOslo,1\n",
        "\nTowns of 2020\ntown;people\n" + "Rome;3,5\nOslo;1,2\n" * 4,
    ],
)
def test_lines_above_the_header_are_its_title(lines):
    table = read_parts([("towns.csv", lines.encode())])
    assert list(table.frame.columns) == ["town", "people"]
    assert table.frame["town"].tolist()[:2] == ["Rome", "Oslo"]
    assert any('"Towns of 2020"' in note and "its title" in note for note in table.notes)


def test_a_header_with_one_name_is_no_title():
    table = read_parts([("people.csv", b"name,,\nanna,smith,rome\nbob,miller,oslo\n")])
    assert list(table.frame.columns) == ["name", "column 2", "column 3"]
    assert len(table.frame) == 2
