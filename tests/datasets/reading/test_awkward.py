"""Awkward files: each opens right, or one sentence says what is wrong, where, and what to do."""

from __future__ import annotations

import gzip
import io
import json
import pickle
import re
import struct
import zipfile
from collections.abc import Callable
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet
import pytest
from safetensors.numpy import save

import embedviz as ev
from embedviz.datasets.reading import limits, read_together, understood
from embedviz.datasets.reading.parcel import packed, read_parts, unpacked
from embedviz.engine.record import tidy

VECTORS = np.arange(12, dtype=np.float32).reshape(3, 4) / 10
WORDS = ["fig", "kiwi", "lime"]
ROWS = [{"name": "fig", "sugar": 16}, {"name": "kiwi", "sugar": 9}]
FRUIT = pd.DataFrame({"name": WORDS, "sugar": [16.0, 9.0, 2.0]})


def written(write: Callable[[io.BytesIO], Any]) -> bytes:
    out = io.BytesIO()
    write(out)
    return out.getvalue()


def workbook(*rows: list[Any]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return written(book.save)


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in files.items():
            opened.writestr(name, content)
    return out.getvalue()


def parquet(**columns: Any) -> bytes:
    return written(lambda out: pyarrow.parquet.write_table(pa.table(columns), out))


def npy(array: Any, **kept: Any) -> bytes:
    return written(lambda out: np.save(out, array, **kept))


def word2vec(words: list[str], vectors: np.ndarray, *, told: int | None = None) -> bytes:
    head = f"{told or len(words)} {vectors.shape[1]}\n".encode()
    return head + b"".join(
        word.encode() + b" " + row.astype("<f4").tobytes() + b"\n"
        for word, row in zip(words, vectors, strict=True)
    )


def as_lines(words: list[str], vectors: np.ndarray, head: str = "") -> bytes:
    rows = [f"{word} {' '.join(map(str, row))}" for word, row in zip(words, vectors, strict=True)]
    return (head + "\n".join(rows) + "\n").encode()


def read(content: bytes, name: str):
    return understood(read_together([(io.BytesIO(content), name)]))


GLOVE = np.arange(18, dtype=np.float32).reshape(3, 6) / 10
DOUBLE = b'[{"name": "fig", "v": [1, 2, 3]}, {"name": "kiwi", "v": [4, 5, 6]}]'

TABLES = {
    "one row": ("a.csv", b"name,x\nfig,1\n", ["fig"]),
    "one column": ("a.csv", b"name\nfig\nkiwi\n", ["fig", "kiwi"]),
    "one cell below a header": ("a.csv", b"x\n1\n", ["row 1"]),
    "emoji": ("a.csv", "name,x\n🍋,1\n👩‍👩‍👧,2\n".encode(), ["🍋", "👩‍👩‍👧"]),
    "right to left": ("a.csv", "name,x\nתאנה,1\nليمون,2\n".encode(), ["תאנה", "ليمون"]),
    "HTML stays text": (
        "a.csv",
        b"name,x\n<script>x</script>,1\n<b>,2\n",
        ["<script>x</script>", "<b>"],
    ),
    "formulas stay text": ("a.csv", b'name,x\n"=1+1",1\n@SUM(A1),2\n', ["=1+1", "@SUM(A1)"]),
    "duplicate labels": ("a.csv", b"name,x\nfig,1\nfig,2\nkiwi,3\n", ["fig", "fig (2)", "kiwi"]),
    "Windows-1252": ("a.csv", "name,x\nPâté,1\nÄpfel,2\n".encode("cp1252"), ["Pâté", "Äpfel"]),
    "UTF-16 tabs": ("a.tsv", "name\tx\nfig\t1\nkiwi\t2\n".encode("utf-16"), ["fig", "kiwi"]),
    "gzip": ("a.csv.gz", gzip.compress(b"name,x\nfig,1\nkiwi,2\n"), ["fig", "kiwi"]),
    "zip": ("a.zip", zipped(**{"b/a.csv": b"name,x\nfig,1\n", "__MACOSX/a": b"?"}), ["fig"]),
    "zip called CSV": ("a.csv", zipped(**{"a.csv": b"name,x\nfig,1\n"}), ["fig"]),
    "Excel": ("a.xlsx", workbook(["name", "x"], ["fig", 1], ["kiwi", 2]), ["fig", "kiwi"]),
    "Excel called CSV": ("a.csv", workbook(["name", "x"], ["fig", 1]), ["fig"]),
    "Excel with gaps": (
        "a.xlsx",
        workbook([], ["name", "x"], [], ["fig", None], ["kiwi", 2]),
        ["fig", "kiwi"],
    ),
    "Excel, header twice": ("a.xlsx", workbook(["name", "x", "x"], ["fig", 1, 2]), ["fig"]),
    "JSON rows": ("a.json", json.dumps(ROWS).encode(), ["fig", "kiwi"]),
    "JSON columns": ("a.json", b'{"name": ["fig", "kiwi"], "x": [1, 2]}', ["fig", "kiwi"]),
    "JSON as pandas writes it": ("a.json", FRUIT.to_json().encode(), WORDS),
    "JSON split": ("a.json", FRUIT.to_json(orient="split").encode(), WORDS),
    "JSON by names": ("a.json", b'{"fig": {"x": 1}, "kiwi": {"x": 2}}', ["fig", "kiwi"]),
    "JSON texts": ("a.json", b'["a red fig", "a kiwi"]', ["a red fig", "a kiwi"]),
    "JSON within": ("a.json", b'{"data": [{"name": "fig", "at": {"x": 1}}]}', ["fig"]),
    "JSON Lines called JSON": ("a.json", b'{"name": "fig"}\n{"name": "kiwi"}\n', ["fig", "kiwi"]),
    "JSON Lines": ("a.jsonl", b'{"name": "fig", "x": 1}\n\n{"name": "kiwi"}\n', ["fig", "kiwi"]),
    "JSON NaN": (
        "a.json",
        b'[{"name": "fig", "x": NaN}, {"name": "kiwi", "x": 2}]',
        ["fig", "kiwi"],
    ),
    "Parquet": ("a.parquet", parquet(name=WORDS, x=[1, 2, 3]), WORDS),
    "Parquet called CSV": ("a.csv", parquet(name=WORDS, x=[1, 2, 3]), WORDS),
    "Parquet of pandas": (
        "a.parquet",
        written(FRUIT.set_index("name").reset_index().to_parquet),
        WORDS,
    ),
    "Parquet categories": (
        "a.parquet",
        parquet(name=pa.array(WORDS).dictionary_encode(), x=[1, 2, 3]),
        WORDS,
    ),
    "Feather": (
        "a.feather",
        written(lambda out: pa.feather.write_feather(pa.table({"name": WORDS}), out)),
        WORDS,
    ),
}

SPACES = {
    "npy": ("v.npy", npy(VECTORS), 4),
    "npy in doubles": ("v.npy", npy(VECTORS.astype(float)), 4),
    "npy in halves": ("v.npy", npy(VECTORS.astype(np.float16)), 4),
    "npy column by column": ("v.npy", npy(np.asfortranarray(VECTORS)), 4),
    "npy of pictures": ("v.npy", npy(VECTORS.reshape(3, 2, 2)), 4),
    "npy called CSV": ("v.csv", npy(VECTORS), 4),
    "npz": ("v.npz", written(lambda out: np.savez(out, emb=VECTORS, word=np.array(WORDS))), 4),
    "npz packed": ("v.npz", written(lambda out: np.savez_compressed(out, VECTORS)), 4),
    "safetensors": ("v.safetensors", save({"emb": VECTORS, "bias": VECTORS[0].copy()}), 4),
    "word2vec binary": ("v.bin", word2vec(WORDS, VECTORS), 4),
    "word2vec text": ("v.txt", as_lines(WORDS, VECTORS, "3 4\n"), 4),
    "fastText": ("v.vec", as_lines(WORDS, VECTORS, "3 4\n"), 4),
    "GloVe": ("v.txt", as_lines(WORDS, GLOVE), 6),
    "GloVe in gzip": ("v.txt.gz", gzip.compress(as_lines(WORDS, GLOVE)), 6),
    "JSON lists": ("v.json", json.dumps(VECTORS.tolist()).encode(), 4),
    "JSON rows with vectors": ("v.json", DOUBLE, 3),
    "JSON words": ("v.json", json.dumps({str(n): [n / 2, 1.5] for n in range(3)}).encode(), 2),
    "Parquet lists": ("v.parquet", parquet(name=WORDS, x=[1, 2, 3], emb=VECTORS.tolist()), 4),
    "Parquet fixed lists": (
        "v.parquet",
        parquet(emb=pa.FixedSizeListArray.from_arrays(pa.array(VECTORS.ravel()), 4)),
        4,
    ),
    "CSV with lists": ("v.csv", b'name,e\nfig,"[0.5, 1]"\nkiwi,"[1.5 2]"\n', 2),
    "CSV with a run of columns": (
        "v.csv",
        (
            "name,"
            + ",".join(f"d{n}" for n in range(8))
            + "\nfig"
            + ",1.5" * 8
            + "\nkiwi"
            + ",2" * 8
        ).encode(),
        8,
    ),
    "projector in a zip": (
        "v.zip",
        zipped(**{"tensors.tsv": b"1.5\t2\n3\t4\n", "metadata.tsv": b"fig\nkiwi\n"}),
        2,
    ),
}

REFUSED = {
    "unknown ending": ("a.png", b"\x89PNG", ".png is no kind of file known here"),
    "no ending": ("data", b"name,x\n", "its name has no ending"),
    "pickle": ("a.pkl", pickle.dumps([1]), "could run code"),
    "old Excel": ("a.xls", b"\xd0\xcf\x11\xe0", "save the table as .xlsx"),
    "pickled npy": ("v.npy", npy(np.array([{}], dtype=object)), "holds Python objects"),
    "pickled npz": (
        "v.npz",
        written(lambda out: np.savez(out, a=np.array([{}], dtype=object))),
        "Python objects",
    ),
    "npy too short": ("v.npy", npy(VECTORS)[:-8], "It breaks off"),
    "npy that promises too much": (
        "v.npy",
        npy(VECTORS).replace(b"(3, 4)", b"(3000000, 40000000)").replace(b" " * 18, b"", 1),
        "",
    ),
    "npy of one row": ("v.npy", npy(VECTORS[0]), "has the shape 4. Vectors are a table"),
    "npy of complex numbers": (
        "v.npy",
        npy(VECTORS.astype(complex)),
        "complex128, no real numbers",
    ),
    "npy of nothing": ("v.npy", npy(np.empty((0, 4))), "has the shape 0 × 4"),
    "npy all NaN": (
        "v.npy",
        npy(np.full((2, 3), np.nan)),
        'No vector of "vectors" in v.npy is whole',
    ),
    "npz without a table": (
        "v.npz",
        written(lambda out: np.savez(out, a=[1], b=[2])),
        "no table of numbers",
    ),
    "truncated Parquet": ("a.parquet", parquet(x=[1, 2])[:-20], "breaks off"),
    "truncated Arrow": ("a.arrow", b"ARROW1\0\0", "breaks off"),
    "Parquet without rows": ("a.parquet", parquet(x=pa.array([], pa.int64())), "no row"),
    "Parquet, vectors of unequal length": (
        "a.parquet",
        parquet(emb=[[1.0, 2.0], [1.0, 2.0], [1.0]]),
        'Row 3 of a.parquet has 1 numbers in column "emb", the others have 2',
    ),
    "truncated Excel": ("a.xlsx", workbook(["x"], [1])[:-40], "breaks off"),
    "Excel without a value": ("a.xlsx", workbook(), "no value in any cell"),
    "Excel with unsaved formulas": (
        "a.xlsx",
        workbook(["x"], ["=1+1"]),
        "formulas are not worked out",
    ),
    "JSON cut": ("a.json", b'[{"x": 1}, {"x"', "no proper JSON: line 1, column"),
    "JSON too deep": ("a.json", b"[" * 200_000, "too deep"),
    "JSON number": ("a.json", b"42", "holds a single value"),
    "JSON empty list": ("a.json", b"[]", "an empty list"),
    "JSON columns uneven": (
        "a.json",
        b'{"a": ["x"], "b": ["y", "z"]}',
        'Column "b" of a.json has 2 values',
    ),
    "JSON vectors uneven": ("a.json", b"[[1, 2], [1, 2], [3]]", "Row 3 of a.json has 1 numbers"),
    "JSON mixed": ("a.json", b'[{"x": 1}, 7]', "Row 2 of a.json is of another kind"),
    "JSON Lines broken": ("a.jsonl", b'{"x": 1}\n{"x": \n', "Line 2 of a.jsonl"),
    "word2vec cut": ("v.bin", word2vec(WORDS, VECTORS)[:-9], "breaks off"),
    "word2vec boasts": ("v.bin", b"1000000000 1000000\nfig ", "too short for them"),
    "not word2vec": ("v.bin", b"\0\1\2", "doesn't begin with two counts"),
    "fastText model": ("v.bin", struct.pack("<ii", 793712314, 12), "whole fastText model"),
    "vec uneven": ("v.vec", b"2 3\nfig 1 2 3\nkiwi 1 2\n", 'Row 2 of v.vec, "kiwi", has 2 numbers'),
    "vec of words": ("v.vec", b"2 2\nfig 1 2\nkiwi 1 two\n", "something other than numbers"),
    "bare bytes": ("v.bytes", VECTORS.tobytes(), "doesn't say how many make a vector"),
    "safetensors cut": ("v.safetensors", save({"a": VECTORS})[:-4], "breaks off"),
    "gzip cut": ("a.csv.gz", gzip.compress(b"name,x\nfig,1\n")[:-6], "breaks off"),
    "gzip bomb": ("a.csv.gz", gzip.compress(bytes(100 * 2**20)), "expands to more than"),
    "zip bomb": ("a.zip", zipped(**{"a.csv": bytes(100 * 2**20)}), "expands to more than"),
    "Excel bomb": (
        "a.xlsx",
        zipped(**{"xl/workbook.xml": bytes(100 * 2**20)}),
        "expands to more than",
    ),
    "zip of zips": (
        "a.zip",
        zipped(**{"b.zip": zipped(**{"a.csv": b"x\n1\n"})}),
        "Unpack it first",
    ),
    "zip that climbs out": ("a.zip", zipped(**{"../../a.csv": b"x\n1\n"}), "outside itself"),
    "zip with a root": ("a.zip", zipped(**{"/etc/a.csv": b"x\n1\n"}), "outside itself"),
    "zip of strangers": (
        "a.zip",
        zipped(**{"a.csv": b"n\nfig\n", "b.csv": b"n\nfig\n"}),
        "don't belong together",
    ),
    "zip of nothing": ("a.zip", zipped(), ""),
    "uneven projector": (
        "a.zip",
        zipped(**{"tensors.tsv": b"1\t2\n3\t4\n", "metadata.tsv": b"a\tb\n1\t2\n"}),
        "tensors.tsv has 2 vectors, metadata.tsv has 1 rows",
    ),
}


@pytest.mark.parametrize(("name", "content", "labels"), TABLES.values(), ids=TABLES)
def test_it_opens_as_a_table(name, content, labels):
    table = read(content, name)
    assert list(table.dataset().labels) == labels
    assert table.vectors is None


@pytest.mark.parametrize(("name", "content", "n_dimensions"), SPACES.values(), ids=SPACES)
def test_it_opens_as_vectors(name, content, n_dimensions):
    dataset = read(content, name).dataset()
    assert dataset.vectors.dtype == np.float32
    assert dataset.vectors.shape == (len(dataset), n_dimensions)
    if n_dimensions == 4:
        np.testing.assert_allclose(dataset.vectors, VECTORS, atol=1e-3)


@pytest.mark.parametrize("case", [*TABLES.values(), *SPACES.values()], ids=[*TABLES, *SPACES])
def test_it_is_the_same_when_a_worker_has_read_it(case):
    name, content, _ = case
    here = read(content, name).dataset()
    there = unpacked(tidy(packed(read_parts([(name, content)]))))
    assert understood(there).dataset().fingerprint == here.fingerprint


@pytest.mark.parametrize(("name", "content", "part"), REFUSED.values(), ids=REFUSED)
def test_it_gets_one_sentence(name, content, part):
    with pytest.raises(ev.UnreadableFile) as error:
        read(content, name)
    sentence = str(error.value)
    assert part in sentence
    assert name in sentence or "a.csv" in sentence or "b.zip" in sentence or "tensors" in sentence
    assert "\n" not in sentence
    assert len(re.findall(r"[.:?] [A-Z]", sentence)) <= 2
    assert sentence.endswith(".")


def test_an_infinite_vector_is_left_out_with_a_note():
    broken = VECTORS.copy()
    broken[1, 2] = np.inf
    table = read(npy(broken), "v.npy")
    assert len(table) == 2
    assert table.dataset().labels == ("row 1", "row 2")
    assert "1 row has no whole vector (first: row 2)" in table.notes[0]


def test_words_are_the_labels_of_their_vectors():
    for name in ("word2vec binary", "word2vec text", "fastText", "GloVe", "GloVe in gzip"):
        assert list(read(SPACES[name][1], SPACES[name][0]).dataset().labels) == WORDS


def test_a_projectors_single_column_has_no_header():
    name, content, _ = SPACES["projector in a zip"]
    assert read(content, name).dataset().labels == ("fig", "kiwi")


def test_xml_that_multiplies_itself_is_refused():
    good = workbook(["x"], [1])
    out = io.BytesIO()
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;">]>'
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            text = old.read(info)
            new.writestr(info, bomb + text if info.filename.endswith("sheet1.xml") else text)
    with pytest.raises(ev.UnreadableFile, match=r"a\.xlsx breaks off"):
        read(out.getvalue(), "a.xlsx")


def test_too_much_for_memory_says_how_to_take_a_sample(monkeypatch):
    monkeypatch.setattr(limits, "MOST_VALUES", 8)
    with pytest.raises(ev.UnreadableFile, match=r"Take 2 of its rows: ev.read\(..., sample="):
        read(npy(VECTORS), "v.npy")
