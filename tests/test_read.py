"""ev.read: from a path or an open file to a data set, ready for the other verbs."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

import embedviz as ev

TABLE = "fruit,sugar,water\nfig,16,79\nkiwi,9,83\nlime,2,88\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "fruit.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_a_table_is_read_and_vectorized(path):
    fruit = ev.read(path)
    assert fruit.labels == ("fig", "kiwi", "lime")
    space = ev.vectorize(fruit)
    assert space.vectors.tolist() == [[16, 79], [9, 83], [2, 88]]
    assert space.neighbors("fig", k=1)["label"].tolist() == ["kiwi"]


def test_a_path_may_be_text(path):
    assert ev.read(str(path)).labels == ev.read(path).labels


def test_an_open_file_is_read_and_left_open(path):
    with path.open("rb") as file:
        assert ev.read(file).name == "fruit.csv"
        assert not file.closed


def test_a_name_can_be_given(path):
    assert ev.read(io.BytesIO(TABLE.encode()), name="a.csv").name == "a.csv"
    assert ev.read(path, name="b.csv").name == "b.csv"


def test_what_was_left_out_stands_in_the_source():
    fruit = ev.read(io.BytesIO(b"fruit,x\nfig,1\n,\nkiwi,2\n"), name="a.csv")
    assert fruit.source == "a.csv, as it was given. 1 row was entirely empty and left out."


def test_lines_are_read_and_encoded_without_a_model():
    lines = ev.read(io.BytesIO(b"a red apple\na red pear\nblue sky\n"), name="lines.txt")
    space = ev.encode(lines, "tfidf", n_components=2)
    assert space.neighbors("a red apple", k=1)["label"].tolist() == ["a red pear"]


def test_any_case_of_an_ending_will_do():
    assert len(ev.read(io.BytesIO(TABLE.encode()), name="FRUIT.CSV")) == 3


def test_an_unknown_ending_says_what_can_be_read():
    with pytest.raises(ev.UnreadableFile) as error:
        ev.read(io.BytesIO(b""), name="photo.png")
    assert str(error.value) == (
        '"photo.png" can\'t be read: .png is no kind of file known here. '
        "It can be .csv, .tsv, .txt, .xlsx, .xlsm, .json, .jsonl, .ndjson, .geojson, "
        ".parquet, .feather, "
        ".arrow, .npy, .npz, .safetensors, .vec, .bin, .bytes, .gz or .zip."
    )
    with pytest.raises(ev.UnreadableFile, match="its name has no ending"):
        ev.read(io.BytesIO(b""), name="photo")


def test_a_file_without_a_name_needs_one():
    with pytest.raises(ev.UnreadableFile, match="The file has no name"):
        ev.read(io.BytesIO(b"a,b\n1,2\n"))


def test_a_file_that_is_not_there_gets_a_sentence(tmp_path):
    with pytest.raises(ev.UnreadableFile, match=r'^There is no file ".*none\.csv"\.$'):
        ev.read(tmp_path / "none.csv")
    with pytest.raises(ev.UnreadableFile, match="is a folder"):
        ev.read(tmp_path)
