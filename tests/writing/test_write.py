"""What goes out comes in again as it was: read by NumPy, pandas, pyarrow, gensim."""

from __future__ import annotations

import csv
import io
import zipfile

import numpy as np
import pandas as pd
import pytest
from gensim.models import KeyedVectors

import embedviz as ev
from embedviz.errors import InvalidRequest, UnknownName
from embedviz.writing import WRITERS, as_bytes
from embedviz.writing.rows import neighbors_table

AWKWARD = (
    *("New York", "New_York", "=1+1", "tab\there", "São Paulo"),
    *("-5", "東京", "a\nb", "#", "x y z"),
)


@pytest.fixture
def awkward(rng) -> ev.VectorSpace:
    """Vectors of every size of float32 under labels that trip up formats."""
    vectors = rng.normal(size=(len(AWKWARD), 7)) * 10.0 ** rng.integers(-30, 30, (len(AWKWARD), 7))
    vectors[0] = [0.1, 1 / 3, 16777217, -0.0, 1e-38, 3.4e38, np.pi]
    return ev.VectorSpace(vectors.astype(np.float32), AWKWARD)


@pytest.fixture
def towns_view(towns):
    return ev.project(ev.vectorize(towns, scaling="standard"), "pca")


def projector_loads(data: bytes) -> tuple[np.ndarray, list[dict[str, str]]]:
    """Load the pair as the projector's own loader does.

    Lines that are blank once trimmed are left out; a first line of metadata with a tab in it is a
    header, without one all lines are items.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist() == ["tensors.tsv", "metadata.tsv"]
        tensors, metadata = (archive.read(name).decode() for name in archive.namelist())
    rows = [line.split("\t") for line in tensors.split("\n") if line.strip()]
    lines = [line for line in metadata.split("\n") if line.strip()]
    names = ["label"]
    if "\t" in lines[0]:
        names = lines.pop(0).split("\t")
    items = [dict(zip(names, line.split("\t"), strict=True)) for line in lines]
    return np.array(rows, dtype=np.float32), items


def test_npy_gives_the_same_vectors(awkward):
    again = np.load(io.BytesIO(as_bytes(awkward, "vectors.npy")), allow_pickle=False)
    assert again.dtype == np.float32
    np.testing.assert_array_equal(again, awkward.vectors)


def test_parquet_gives_the_same_vectors_and_labels(awkward):
    again = pd.read_parquet(io.BytesIO(as_bytes(awkward, "vectors.parquet")))
    assert tuple(again["label"]) == AWKWARD
    assert again["vector"][0].dtype == np.float32
    np.testing.assert_array_equal(np.stack(again["vector"]), awkward.vectors)


def test_csv_gives_the_same_vectors(awkward):
    again = pd.read_csv(io.BytesIO(as_bytes(awkward, "vectors.csv")))
    np.testing.assert_array_equal(again.iloc[:, 1:].to_numpy(np.float32), awkward.vectors)


def test_gensim_reads_the_same_vectors_from_word2vec_text(awkward, tmp_path):
    path = ev.write(awkward, tmp_path / "vectors.txt")
    again = KeyedVectors.load_word2vec_format(path)
    np.testing.assert_array_equal(again.vectors, awkward.vectors)
    assert again.index_to_key[:2] == ["New_York", "New_York_2"]
    assert len(set(again.index_to_key)) == len(AWKWARD)


def test_gensim_answers_as_we_do_from_our_file(tmp_path):
    words = ev.load_words().take(range(3000))
    again = KeyedVectors.load_word2vec_format(ev.write(words, tmp_path / "words.txt"))
    theirs = [word for word, _ in again.most_similar(positive=["king"], topn=5)]
    assert theirs == list(words.neighbors("king", 5)["label"])


def test_the_projector_loads_labels_alone_without_a_header(awkward):
    vectors, items = projector_loads(as_bytes(awkward, "vectors.zip"))
    np.testing.assert_array_equal(vectors, awkward.vectors)
    assert [item["label"] for item in items][3:5] == ["tab here", "São Paulo"]
    assert len(items) == len(AWKWARD)


def test_the_projector_loads_facts_under_a_header(towns):
    space = ev.vectorize(towns)
    vectors, items = projector_loads(as_bytes(space, "vectors.zip"))
    np.testing.assert_array_equal(vectors, space.vectors)
    assert [item["label"] for item in items] == list(towns.labels)
    assert items[3]["people"] == "662248"


def test_the_same_space_gives_the_same_zip(towns_view):
    assert as_bytes(towns_view, "vectors.zip") == as_bytes(towns_view, "vectors.zip")


@pytest.mark.parametrize(("ending", "read"), [(".csv", pd.read_csv), (".parquet", pd.read_parquet)])
def test_rows_hold_facts_coordinates_clusters_and_neighbors(towns_view, tmp_path, ending, read):
    clusters = ev.find_clusters(towns_view.space, "kmeans", n_clusters=2)
    rows = read(ev.write(towns_view, tmp_path / f"towns{ending}", clusters=clusters, k=2))
    assert tuple(rows["label"]) == towns_view.space.labels
    np.testing.assert_array_equal(rows[["x", "y"]].to_numpy(np.float32), towns_view.coordinates)
    assert list(rows["people"]) == list(towns_view.space.dataset.frame["people"])
    assert tuple(rows["cluster"].astype(str)) == clusters
    near = towns_view.space.neighbors("Quito, Ecuador", 2)["label"]
    assert list(rows.iloc[5][["neighbor 1", "neighbor 2"]]) == list(near)


def test_a_fact_called_x_keeps_its_name():
    facts = pd.DataFrame({"x": [7, 8], "label": ["p", "q"]})
    space = ev.VectorSpace([[0, 1], [2, 3]], ["a", "b"], dataset=ev.Dataset("d", facts, ("a", "b")))
    rows = pd.read_csv(io.BytesIO(as_bytes(ev.project(space, "pca"), "rows.csv")))
    assert list(rows["x"]) == [7, 8]
    assert list(rows["label"]) == ["p", "q"]
    assert list(rows["label (2)"]) == ["a", "b"]
    assert "x (2)" in rows


def test_the_neighbor_table_is_that_of_each_item(towns_view):
    table = pd.read_csv(io.BytesIO(as_bytes(towns_view, "neighbors.csv", k=3)))
    for label in towns_view.space.labels:
        ours = table[table["label"] == label]
        truth = towns_view.space.neighbors(label, 3)
        assert list(ours["neighbor"]) == list(truth["label"])
        np.testing.assert_allclose(ours["distance"], truth["distance"], rtol=1e-6)


def test_neighbors_can_be_those_among_a_larger_space(plane):
    few = plane.take([0, 1, 2])
    table = neighbors_table(few, k=1, among=plane)
    assert list(table["neighbor"]) == [
        plane.neighbors(label, 1)["label"][0] for label in few.labels
    ]


def test_no_cell_of_a_csv_is_a_formula_and_numbers_stay_numbers():
    texts = ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "safe"]
    facts = pd.DataFrame({"=cmd": texts, "amount": [-1.5, 2, 3, -4, 5, 6, 7]})
    labels = tuple(f"-{row}" for row in range(7))
    space = ev.VectorSpace(np.eye(7), labels, dataset=ev.Dataset("d", facts, labels))
    cells = list(
        csv.reader(io.StringIO(as_bytes(space, "rows.csv").decode("utf-8-sig"), newline=""))
    )
    assert cells[0] == ["label", "'=cmd", "amount"]
    assert [row[1] for row in cells[1:]] == [f"'{text}" for text in texts[:-1]] + ["safe"]
    assert [float(row[2]) for row in cells[1:]] == list(facts["amount"])
    for row in cells:
        assert not [cell for cell in row[:2] if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_our_own_reader_understands_the_rows(towns_view):
    again = ev.read(io.BytesIO(as_bytes(towns_view, "rows.csv")), name="towns.csv")
    assert again.labels == towns_view.space.labels


def test_the_plot_is_the_file_of_write_html(towns_view, tmp_path):
    written = ev.write(towns_view, tmp_path / "a.html", color="land", highlight="Quito", k=2)
    same = ev.write_html(towns_view, tmp_path / "b.html", color="land", highlight="Quito", k=2)
    assert written.read_bytes() == same.read_bytes()


def test_the_ending_tells_a_view_from_a_space(towns_view, tmp_path):
    assert "x" in pd.read_parquet(ev.write(towns_view, tmp_path / "view.parquet"))
    assert "vector" in pd.read_parquet(ev.write(towns_view.space, tmp_path / "space.parquet"))
    as_vectors = ev.write(towns_view, tmp_path / "vectors.parquet", content="vectors")
    assert "vector" in pd.read_parquet(as_vectors)


def test_a_space_makes_no_plot(plane, tmp_path):
    with pytest.raises(InvalidRequest, match="Project it first"):
        ev.write(plane, tmp_path / "space.html")
    assert not list(tmp_path.iterdir())


def test_an_unknown_ending_lists_what_there_is(plane, tmp_path):
    with pytest.raises(UnknownName, match=r"Try '?\.npy"):
        ev.write(plane, tmp_path / "space.npx")


def test_an_unknown_choice_says_which_there_are(plane, tmp_path):
    with pytest.raises(InvalidRequest, match="It has k, among"):
        ev.write(plane, tmp_path / "near.csv", content="neighbors", n=3)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("kind", list(WRITERS))
def test_every_kind_of_file_is_written(towns_view, kind):
    assert as_bytes(towns_view, kind, **({"k": 2} if "neighbors" in kind else {}))
