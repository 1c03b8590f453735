"""Files that are named: one, several, a folder of them."""

from __future__ import annotations

import json

import numpy as np
import pytest

from embedviz.command.files import brought
from embedviz.datasets.reading.parcel import read_parts
from embedviz.errors import UnreadableFile


def test_vectors_bring_the_file_beside_them(folder):
    (folder / "tensors.tsv").write_text("1\t2\n3\t4\n")
    (folder / "metadata.tsv").write_text("a\nb\n")
    session = brought([folder / "tensors.tsv"])
    assert [name for name, _ in session.others] == ["metadata.tsv"]


def test_a_folder_is_what_can_be_read_in_it(folder):
    inside = folder / "mine"
    inside.mkdir()
    np.save(inside / "vectors.npy", np.eye(3, dtype=np.float32))
    (inside / "labels.csv").write_text("name\na\nb\nc\n")
    (inside / "README.md").write_text("not this")
    (inside / ".hidden.csv").write_text("nor this")
    session = brought([inside])
    raw = read_parts(((session.name, session.content), *session.others))
    assert next(iter(raw.arrays.values())).shape == (3, 3)
    assert raw.frame["name"].tolist() == ["a", "b", "c"]


def test_a_folder_of_texts_is_a_table_with_a_row_for_each_file(folder):
    inside = folder / "notes"
    inside.mkdir()
    (inside / "one.txt").write_text("The cat sat\non the mat.\n")
    (inside / "two.txt").write_text("Zoë said “no”.")
    session = brought([inside])
    assert session.name == "notes.jsonl"
    assert [json.loads(line) for line in session.content.decode().splitlines()] == [
        {"file": "one", "text": "The cat sat\non the mat."},
        {"file": "two", "text": "Zoë said “no”."},
    ]


def test_what_cannot_be_read_is_told(folder):
    with pytest.raises(UnreadableFile, match=r'There is no file ".*no\.csv"\.'):
        brought([folder / "no.csv"])
    (folder / "empty").mkdir()
    with pytest.raises(UnreadableFile, match="has no file in it that can be read"):
        brought([folder / "empty"])
