"""What a person says of how a file is read: its encoding, its sheet."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook

import embedviz as ev
from embedviz.datasets.reading.asked import Asked
from embedviz.datasets.reading.parcel import packed, packed_understood, read_parts, unpacked
from embedviz.datasets.reading.understanding import understood
from embedviz.errors import InvalidRequest, UnknownName, UnreadableFile

TABLE = "город,лет\nТула,876\nОмск,304\n"


def book(*sheets: tuple[str, list[list[object]]]) -> bytes:
    workbook = Workbook()
    workbook.remove(workbook.active)
    for title, rows in sheets:
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


NOTES = ("Read me", [["made for a test"], ["nobody knows why"]])
ROWS = [["fruit", "sugar", "water"], ["fig", 16, 79], ["kiwi", 9, 83]]
SALES = ("2024", [["shop", "sold"], ["Ulm", 7], ["Bern", 5]])


def test_an_encoding_that_is_said_is_taken():
    for encoding in ("cp1251", "koi8_r", "utf-16-le"):
        dataset = ev.read(io.BytesIO(TABLE.encode(encoding)), name="a.csv", encoding=encoding)
        assert dataset.labels == ("Тула", "Омск")


def test_a_wrong_or_unknown_encoding_is_one_sentence():
    with pytest.raises(UnreadableFile, match=r"is not in utf-8: byte 1 is no letter"):
        ev.read(io.BytesIO(TABLE.encode("cp1251")), name="a.csv", encoding="utf-8")
    for name in ("klingon", "base64", "a\0b"):
        with pytest.raises(InvalidRequest, match="There is no encoding called"):
            ev.read(io.BytesIO(b"a,b\n1,2\n"), name="a.csv", encoding=name)


def test_what_is_said_of_one_file_is_not_said_of_the_next():
    ev.read(io.BytesIO(TABLE.encode("cp1251")), name="a.csv", encoding="cp1251")
    assert ev.read(io.BytesIO(TABLE.encode()), name="a.csv").labels == ("Тула", "Омск")


def test_any_sheet_can_be_read_by_name_or_place():
    content = book(("fruit", ROWS), SALES)
    for sheet in ("2024", 1, -1):
        dataset = ev.read(io.BytesIO(content), name="a.xlsx", sheet=sheet)
        assert dataset.labels == ("Ulm", "Bern")
    assert ev.read(io.BytesIO(content), name="a.xlsx").labels == ("fig", "kiwi")
    with pytest.raises(UnknownName, match="2024"):
        ev.read(io.BytesIO(content), name="a.xlsx", sheet="2025")


def test_a_worker_tells_which_sheets_there_are():
    raw = unpacked(packed(read_parts([("a.xlsx", book(("fruit", ROWS), SALES))], Asked(sheet=1))))
    assert (raw.sheets, raw.sheet) == (("fruit", "2024"), "2024")
    told = packed_understood(understood(raw))["told"]
    assert (tuple(told["sheets"]), told["sheet"]) == (("fruit", "2024"), "2024")


def test_a_title_above_the_header_of_a_sheet_is_noticed():
    titled = [["Fruit of the year"], ["as of May"], [], *ROWS]
    dataset = ev.read(io.BytesIO(book(("fruit", titled))), name="a.xlsx")
    assert dataset.labels == ("fig", "kiwi")
    assert dataset.default_features == ("sugar", "water")
    assert '"Fruit of the year", "as of May" above the table' in dataset.source


def test_a_sheet_of_one_column_has_no_title():
    dataset = ev.read(io.BytesIO(book(NOTES)), name="a.xlsx")
    assert [column.name for column in dataset.columns] == ["made for a test"]


def test_within_a_zip_it_is_asked_too():
    import zipfile

    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as opened:
        opened.writestr("a.csv", TABLE.encode("koi8_r"))
    file.seek(0)
    assert ev.read(file, name="a.zip", encoding="koi8_r").labels == ("Тула", "Омск")
