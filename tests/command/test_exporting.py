"""embedviz export: the same as the app, in a file."""

from __future__ import annotations

import pandas as pd
import pytest
from PIL import Image

import embedviz as ev


@pytest.mark.usefixtures("folder")
def test_rows_have_the_coordinates_that_the_library_gives(typed):
    code, said = typed("export", "fruit.csv", "-o", "rows.csv")
    assert code == 0, said
    view = ev.project(ev.vectorize(ev.read("fruit.csv"), scaling="standard"), "pca")
    rows = pd.read_csv("rows.csv")
    assert rows["x"].to_numpy() == pytest.approx(view.coordinates[:, 0], abs=1e-6)
    assert rows["label"].tolist() == [
        "apple",
        "banana",
        "lemon",
        "carrot",
        "onion",
        "potato",
        "pea",
    ]


@pytest.mark.parametrize("name", ["a.html", "a.png", "a.svg", "a.parquet"])
def test_each_kind_of_file_is_written(typed, folder, name):
    code, said = typed("export", "fruit.csv", "-o", name, "--color", "group", "--sample", "6")
    assert code == 0, said
    content = (folder / name).read_bytes()
    beginnings = {"html": b"<!doctype", "png": b"\x89PNG", "svg": b"<?xml", "parquet": b"PAR1"}
    assert content.lower().startswith(beginnings[name[2:]].lower())
    assert f"{name}: PCA of 6 items by" in said
    if name == "a.png":
        with Image.open(folder / name) as image:
            assert image.size == (1600, 1000)


def test_words_are_encoded_and_drawn_as_asked(typed, folder):
    code, said = typed("export", "fruit.csv", "-o", "a.svg", "--model", "tf-idf", "--label", "kcal")
    assert code == 0, said
    assert "by TF-IDF" in said
    assert ">52</text>" in (folder / "a.svg").read_text()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("fruit.csv", "-o", "a.doc"), "There is no ending of such a file called '.doc'."),
        (("fruit.csv", "-o", "no/a.png"), 'There is no folder "no" to write into.'),
        (("fruit.csv", "-o", "a.png", "--label", "x"), "There is no column called 'x'."),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_written(typed, folder, words, sentence):
    code, said = typed("export", *words)
    assert code == 2
    assert sentence in said
    assert [each.name for each in folder.iterdir()] == ["fruit.csv"]


def test_a_session_file_is_followed_where_it_can_be_and_the_rest_is_named(typed, folder):
    from embedviz.ui.session_file import write_session

    choices = {"color": "kcal", "projection": "features", "scaling": "rank"}
    (folder / "s.zip").write_bytes(
        write_session("fruit.csv", (folder / "fruit.csv").read_bytes(), choices)
    )
    code, said = typed("export", "s.zip", "-o", "a.html")
    assert code == 0, said
    assert "Features as axes of 7 items" in said
    assert "wasn't followed: scaling." in said


def test_encoding_and_sheet_are_those_that_are_said(typed, folder):
    towns = "город,люди,площадь\n" + "".join(f"Город{n},{n * 7 % 5},{n}\n" for n in range(9))
    (folder / "towns.csv").write_bytes(towns.encode("koi8-r"))
    code, said = typed("export", "towns.csv", "-o", "rows.csv", "--encoding", "KOI8-R")
    assert code == 0, said
    assert "Город3" in (folder / "rows.csv").read_text(encoding="utf-8")
    with pd.ExcelWriter(folder / "book.xlsx") as book:
        for sheet, word in (("First", "fig"), ("Second", "plum")):
            table = pd.DataFrame(
                {
                    "fruit": [f"{word} {n}" for n in range(9)],
                    "kcal": range(9),
                    "water": range(9, 0, -1),
                }
            )
            table.to_excel(book, sheet_name=sheet, index=False)
    code, said = typed("export", "book.xlsx", "-o", "rows.csv", "--sheet", "Second")
    assert code == 0, said
    assert "plum 3" in (folder / "rows.csv").read_text()
    code, said = typed("export", "book.xlsx", "-o", "rows.csv", "--sheet", "Third")
    assert code == 2
    assert "Third" in said
