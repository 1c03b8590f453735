"""embedviz check: what is found is printed, written and told by the exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import embedviz as ev

HOSTILE = "<img src=x onerror=alert(1)>\x1b[31m\u202e"


@pytest.fixture
def planted(folder, rng):
    """60 rows in three heaps: row 31 repeats row 5 in another split, row 8 has a wrong class."""
    truth = np.repeat([0, 1, 2], 20)
    table = pd.DataFrame(
        rng.normal(size=(60, 3)) + 9 * np.eye(3)[truth], columns=["length", "weight", "width"]
    )
    table["kind"] = np.array(["ant", "bee", "cow"])[truth]
    table["part"] = ["train"] * 30 + ["test"] * 29 + ["train"]
    table.loc[30, ["length", "weight", "width", "kind"]] = table.loc[
        4, ["length", "weight", "width", "kind"]
    ]
    table.loc[7, "kind"] = "cow"
    table["name"] = [f"{HOSTILE}{row}" if row == 7 else f"no. {row}" for row in range(60)]
    table.to_csv(folder / "planted.csv", index=False)
    return folder


def checked(typed, *words):
    code, said = typed("check", "planted.csv", "--label", "kind", "--split", "part", *words)
    assert code == 0, said
    return said


@pytest.mark.usefixtures("planted")
def test_json_has_what_the_library_finds_by_the_row_in_the_file(typed):
    checked(typed, "--json", "found.json")
    found = json.loads(Path("found.json").read_text(encoding="utf-8"))
    assert [(row["row"], row["twin"], row["kind"]) for row in found["leaks"]] == [(31, 5, "exact")]
    assert found["counts"]["duplicates"] == 1
    (doubt,) = found["labels"]
    assert (doubt["row"], doubt["given"], doubt["suggested"]) == (8, "cow", "ant")
    assert len(doubt["neighbors"]) == len(doubt["neighbor_classes"]) == 10
    data = ev.read("planted.csv")
    features = [name for name in data.default_features if name not in ("kind", "part")]
    space = ev.vectorize(data, features, scaling="standard")
    same = ev.check(space, "kind", "part")
    assert found["counts"] == same.counts
    assert found["limits"]["near"] == pytest.approx(same.near)


@pytest.mark.parametrize(
    ("limit", "code"),
    [
        (("--most-duplicates", "1"), 0),
        (("--most-duplicates", "0"), 1),
        (("--most-leaks", "1%"), 1),  # of 60 rows: none
        (("--most-leaks", "2%"), 0),
        (("--most-labels", "1", "--most-outliers", "50%"), 0),
        (("--most-labels", "0"), 1),
    ],
)
@pytest.mark.usefixtures("planted")
def test_more_than_allowed_is_exit_code_1(typed, limit, code):
    ended, said = typed("check", "planted.csv", "--label", "kind", "--split", "part", *limit)
    assert ended == code, said
    assert ("found" in said) == bool(code)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("nothing.csv",), 'There is no file "nothing.csv".'),
        (("planted.csv", "--label", "sort"), "There is no column called 'sort'."),
        (("planted.csv", "--label", "name"), "60 different values in 60 rows"),
        (("planted.csv", "--most-leaks", "0"), "--most-leaks needs a column: --split COLUMN."),
        (("planted.csv", "--most-labels", "0"), "--most-labels needs a column: --label COLUMN."),
        (("planted.csv", "--most-outliers", "few"), 'such as 10 or 1%, got "few".'),
        (("planted.csv", "--most-outliers", "-1"), 'got "-1".'),
        (("planted.csv", "--html", "no/a.html"), 'There is no folder "no" to write into.'),
    ],
)
@pytest.mark.usefixtures("planted")
def test_what_can_not_be_is_exit_code_2(typed, words, sentence):
    code, said = typed("check", *words)
    assert code == 2
    assert sentence in said


def test_the_report_is_one_page_without_a_script_and_data_stay_letters(typed, planted):
    said = checked(typed, "--html", "report.html", "--most-labels", "9")
    page = (planted / "report.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;img src=x" in page
    for letters in ("\x1b", "\u202e"):
        assert letters not in page
        assert letters not in said
    for words in ("Suspicious labels: 1", "Rows in two splits: 1", "All within the limits"):
        assert words in page
    assert "prefers-color-scheme: dark" in page


@pytest.mark.usefixtures("planted")
def test_json_to_the_standard_output_is_json_alone():
    command = [sys.executable, "-m", "embedviz", "check", "planted.csv", "--json", "-"]
    ended = subprocess.run(command, capture_output=True, check=False, timeout=120)
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout)["counts"].keys() == {"duplicates", "outliers", "hubs"}
    assert b"planted.csv: 60 items" in ended.stderr


def test_vectors_and_texts_are_checked_and_blank_rows_keep_their_numbers(typed, folder, rng):
    vectors = rng.normal(size=(50, 12)).astype(np.float32)
    vectors[40] = vectors[3]
    np.save(folder / "vectors.npy", vectors)
    code, said = typed("check", "vectors.npy", "--most-duplicates", "0")
    assert code == 1
    assert "row 41 repeats row 4 (exact)" in said
    texts = ["A cat sat.", "", "a  CAT sat", *(f"word{n} other{n} third{n % 5}" for n in range(20))]
    pd.DataFrame({"said": texts, "kind": "x"}).to_csv(folder / "texts.csv", index=False)
    code, said = typed("check", "texts.csv", "--text", "said", "--model", "tfidf", "--json", "f")
    assert code == 0, said
    twins = json.loads((folder / "f").read_text())["duplicates"]
    assert [(row["row"], row["kind"]) for row in twins][:2] == [(1, "spelling"), (3, "spelling")]
    assert "1 rows without a value" in said
