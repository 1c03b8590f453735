"""What a table is taken for, and what a person may say instead."""

from __future__ import annotations

import io
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import embedviz as ev
from embedviz.datasets.reading import read_raw, understood


def table(text: str, name: str = "t.csv"):
    return understood(read_raw(io.BytesIO(text.encode()), name))


def kinds(found) -> dict[str, str]:
    return {column.name: column.kind for column in found.columns}


def test_dates_over_years_are_years():
    found = table("show,first\na,2008-01-20\nb,1999-01-10\nc,2011-07-02\n")
    column = found.dataset().column("first")
    assert (column.kind, column.unit) == ("number", "year")
    # 2 July is the 183rd day, so 182 of 365 days are gone.
    assert found.frame["first"][2] == pytest.approx(2011 + 182 / 365)


@pytest.mark.parametrize(
    ("first", "second", "days"),
    [
        ("2024-02-01", "2024-03-01", 29),
        ("1.2.2024", "1.3.2024", 29),
        ("13/01/2024", "14/02/2024", 32),
        ("01/13/2024", "02/14/2024", 32),
        ("Jan 3, 2024", "Jan 5, 2024", 2),
        ("3 January 2024", "5 January 2024", 2),
        ("2024-01-01T00:00:00Z", "2024-01-01T12:00:00Z", 0.5),
    ],
)
def test_dates_within_a_year_are_days(first, second, days):
    found = table(f'n,when\na,"{first}"\nb,"{second}"\n')
    assert found.frame["when"].tolist() == [0, days]
    assert found.dataset().column("when").unit.startswith("days since 2024-0")


def test_a_date_that_could_be_two_says_how_it_was_taken():
    found = table("n,when\na,03/04/2021\nb,05/06/2021\n")
    assert any("day, month, year" in note for note in found.notes)


def test_a_number_may_be_a_category_and_back():
    found = table("name,code\nfig,3\nkiwi,5\nlime,3\n")
    said = found.with_kinds({"code": "category"})
    assert kinds(said)["code"] == "category"
    assert kinds(said.with_kinds({"code": "number"})) == kinds(found)
    assert "code" not in kinds(found.with_kinds({"code": "left out"}))


def test_what_does_not_fit_is_said():
    found = table("name,code\nfig,3\nkiwi,5\n")
    with pytest.raises(ev.InvalidRequest, match=r'"name" has nothing that can be read as a number'):
        found.with_kinds({"name": "number"})
    with pytest.raises(ev.UnknownName, match="kind of column"):
        found.with_kinds({"name": "colour"})
    with pytest.raises(ev.UnknownName, match="Try name"):
        found.with_kinds({"nam": "text"})


def test_a_run_of_columns_may_stay_features():
    head = ",".join(f"d{n}" for n in range(8))
    found = table(f"name,x,y,{head}\nfig,1,2{',1' * 8}\nkiwi,3,4{',2' * 8}\n")
    assert found.vectors.shape == (2, 8)
    assert found.vector_columns == tuple(f"d{n}" for n in range(8))
    assert found.positions == ("x", "y")
    said = found.with_kinds({"d3": "number"})
    assert said.vectors is None
    assert "d3" in kinds(said)


def test_gaps_are_counted():
    found = table("name,x,y\nfig,1,\nkiwi,n/a,3\nlime,5,\nplum,6,7\npear,7,8\n")
    assert found.gaps == {"x": 1, "y": 2}


@pytest.mark.parametrize("kind", ["frame", "array", "keyed", "arrow"])
def test_a_notebook_gives_its_own_objects(kind):
    import pyarrow as pa
    from gensim.models import KeyedVectors

    vectors = np.arange(8, dtype=np.float32).reshape(2, 4)
    keyed = KeyedVectors(4)
    keyed.add_vectors(["a", "b"], vectors)
    objects = {
        "frame": pd.DataFrame({"name": ["a", "b"], "emb": list(vectors)}),
        "array": vectors,
        "keyed": keyed,
        "arrow": pa.table({"name": ["a", "b"], "emb": vectors.tolist()}),
    }
    space = ev.read(objects[kind])
    np.testing.assert_array_equal(space.vectors, vectors)
    assert space.labels == (("row 1", "row 2") if kind == "array" else ("a", "b"))


def test_a_frame_of_facts_is_a_data_set():
    fruit = ev.read(pd.DataFrame({"name": ["fig", "kiwi"], "sugar": [16, 9]}))
    assert fruit.labels == ("fig", "kiwi")
    assert fruit.default_features == ("sugar",)


def test_what_is_no_table_is_said():
    with pytest.raises(ev.UnreadableFile, match="A set can't be read"):
        ev.read({1, 2})


def test_a_large_array_stays_on_the_disk_and_a_sample_is_the_same_each_time(tmp_path):
    path = tmp_path / "v.npy"
    np.save(path, np.random.default_rng(0).normal(size=(1_000, 12)).astype(np.float32))
    with path.open("rb") as file:
        raw = read_raw(file, path.name)
    assert isinstance(raw.arrays["vectors"], np.memmap)
    first, second = (ev.read(path, sample=50) for _ in range(2))
    np.testing.assert_array_equal(first.vectors, second.vectors)
    assert len(first) == 50


def test_a_table_is_read_without_what_only_other_formats_need():
    code = (
        "import io, sys, embedviz as ev\n"
        "ev.read(io.BytesIO(b'name,x\\nfig,1\\nkiwi,2\\n'), name='a.csv')\n"
        "print([m for m in ('gensim', 'openpyxl', 'safetensors', 'torch') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


cells = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0\x01"), max_size=12)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=8))
def test_any_table_opens_or_gets_a_sentence(rows):
    text = pd.DataFrame(rows, columns=["name", "x", "when"]).to_csv(index=False)
    try:
        found = table(text)
    except ev.EmbedvizError:
        return
    assert len(set(found.dataset().labels)) == len(found)


@settings(max_examples=150, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | cells,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(cells, inner, max_size=4),
    )
)
def test_any_json_opens_or_gets_a_sentence(value):
    import json

    try:
        found = table(json.dumps(value), "t.json")
    except ev.EmbedvizError:
        return
    assert len(found.dataset()) == len(found)
