"""Files made to do harm get their sentence, soon, and nothing else."""

from __future__ import annotations

import io
import json
import time
import zipfile

import numpy as np
import pyarrow as pa
import pytest
from PIL import Image
from pyarrow import parquet

import embedviz as ev
from embedviz.datasets.labels import unique_labels
from embedviz.datasets.reading import read_together, understood
from embedviz.datasets.reading.raw import RawTable

SOON = 2.0  # seconds of processor time; each took 20 to 50 before


def read(*files: tuple[str, bytes]) -> RawTable:
    return read_together([(io.BytesIO(content), name) for name, content in files])


def written(write) -> bytes:
    out = io.BytesIO()
    write(out)
    return out.getvalue()


@pytest.mark.parametrize("name", ["t.feather", "t.arrow", "t.csv"])
def test_feather_of_the_first_version_is_not_opened(name):
    with pytest.raises(ev.UnreadableFile, match=r"first version of Feather.* Save it anew"):
        read((name, b"FEA1" + bytes(200) + b"FEA1"))


def sparse(**other) -> bytes:
    """A 3 × 4 matrix with 7 at (1, 2) as SciPy saves it, some of it replaced."""
    parts = {
        "indices": np.array([2], np.int32),
        "indptr": np.array([0, 0, 1, 1], np.int32),
        "data": np.array([7.0]),
        "shape": np.array([3, 4]),
        "format": np.array(b"csr"),
    }
    return written(lambda out: np.savez(out, **parts | other))


def test_a_sparse_matrix_is_read():
    vectors = read(("m.npz", sparse())).arrays["vectors"]
    assert vectors.shape == (3, 4)
    assert np.argwhere(vectors).tolist() == [[1, 2]]
    turned = sparse(format=np.array("csc"), shape=np.array([4, 3]))
    assert np.argwhere(read(("m.npz", turned)).arrays["vectors"]).tolist() == [[2, 1]]


@pytest.mark.parametrize(
    "lie",
    [
        {"indices": np.array([4], np.int32)},
        {"indices": np.array([50_000_000], np.int32)},
        {"indices": np.array([-1], np.int32)},
        {"indices": np.array([2.0])},
        {"indptr": np.array([0, 0, 9, 1], np.int32)},
        {"indptr": np.array([0, 0, 9, 9], np.int32)},
        {"indptr": np.array([0, 1], np.int32)},
        {"indptr": np.array([-5, 0, 1, 1], np.int32)},
        {"data": np.array([7.0, 8.0])},
    ],
)
def test_indices_outside_of_a_sparse_matrix_are_seen_before_anything_is_written(lie):
    with pytest.raises(ev.UnreadableFile, match="indices point outside"):
        read(("m.npz", sparse(**lie)))


def test_an_arrow_table_whose_offsets_lie_is_refused():
    def write(out):
        table = pa.table({"name": ["fig", "kiwi"]})
        with pa.ipc.new_file(out, table.schema) as writer:
            writer.write_table(table)

    content = written(write)
    ends = np.array([0, 3, 7], np.int32).tobytes()
    assert content.count(ends) == 1
    lying = content.replace(ends, np.array([0, 3, 2**30], np.int32).tobytes())
    assert read(("t.arrow", content)).frame["name"].tolist() == ["fig", "kiwi"]
    with pytest.raises(ev.UnreadableFile, match=r"breaks off, or is no proper \.arrow file"):
        read(("t.arrow", lying))


def test_letters_that_are_no_text_get_a_sentence():
    bad = pa.StringArray.from_buffers(
        2, pa.py_buffer(np.array([0, 1, 2], np.int32)), pa.py_buffer(b"\xff\xfe")
    )
    content = written(lambda out: parquet.write_table(pa.table([bad], names=["name"]), out))
    with pytest.raises(ev.UnreadableFile, match=r"breaks off, or is no proper \.parquet file"):
        read(("t.parquet", content))


@pytest.mark.parametrize("kind", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_expands_without_end_is_stopped_soon_however_it_is_packed(kind):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as archive, archive.open("a.csv", "w") as member:
        for _ in range(80):
            member.write(bytes([48]) * 2**20)
    start = time.process_time()
    with pytest.raises(ev.UnreadableFile, match=r"expands to more than \d+ MB"):
        read(("b.zip", out.getvalue()))
    assert time.process_time() - start < SOON


@pytest.mark.parametrize("kind", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_honest_zip_is_read_however_it_is_packed(kind):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as archive:
        archive.writestr("a.csv", "name,size\nfig,1\nkiwi,2\n")
    assert read(("b.zip", out.getvalue())).frame["name"].tolist() == ["fig", "kiwi"]


def test_vectors_are_not_packed_in_unusual_ways():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("x.npy", written(lambda each: np.save(each, np.eye(3))))
    with pytest.raises(ev.UnreadableFile, match="compressed in a way"):
        read(("v.npz", out.getvalue()))


@pytest.mark.parametrize("kind", ["EPS", "PNG", "TIFF"])
def test_a_sprite_is_one_of_four_kinds_of_picture_whatever_it_is_called(kind):
    picture = written(lambda out: Image.new("RGB", (8, 4), "white").save(out, format=kind))
    sprite = {"imagePath": "s.png", "singleImageDim": [4, 4]}
    config = {"embeddings": [{"tensorPath": "tensors.tsv", "sprite": sprite}]}
    files = (
        ("tensors.tsv", b"1\t2\n3\t4\n"), ("s.png", picture),
        ("projector_config.json", json.dumps(config).encode()),
    )  # fmt: skip
    if kind == "PNG":
        assert read(*files).images.shape == (2, 4, 4)
    else:
        with pytest.raises(ev.UnreadableFile, match="damaged or don't belong together"):
            read(*files)


@pytest.mark.parametrize(
    "name",
    [
        "_" * 40_000 + "x", "x (" + " " * 40_000 + "x", "x" + "(1" * 20_000, "1" * 40_000 + "x",
        "." * 40_000, "dim" + " " * 40_000, "a_" * 20_000 + "id",
    ],
    ids=["underscores", "a unit", "brackets", "digits", "points", "spaces", "an id"],
)  # fmt: skip
def test_a_long_name_of_a_column_takes_no_longer_than_its_letters(name):
    start = time.process_time()
    understood(read(("t.csv", f"{name},b\n1,2\n2,3\n".encode())))
    assert time.process_time() - start < SOON


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("n", "1" * 60_000 + "e"), ("n", "1" + " " * 60_000 + "x"), ("n", "1," * 30_000),
        ("lat", "N" + " " * 60_000 + "1x"), ("lat", "1°1'" + " " * 60_000 + "x"),
        ("d", "1.1." * 15_000), ("s", "a;" * 30_000),
    ],
    ids=["digits", "spaces", "commas", "before", "after", "points", "a set"],
)  # fmt: skip
def test_a_long_cell_takes_no_longer_than_its_letters(column, cell):
    start = time.process_time()
    understood(read(("t.csv", f'{column},b\n"{cell}",2\n2,3\n'.encode())))
    assert time.process_time() - start < SOON


def test_labels_that_were_numbered_before_are_numbered_soon():
    n = 30_000
    start = time.process_time()
    labels = unique_labels(["a"] * n + [f"a ({each})" for each in range(2, n)])
    assert time.process_time() - start < SOON
    assert len({*labels}) == 2 * n - 2
    assert labels[1] == f"a ({n})"
