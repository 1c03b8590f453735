"""Classes of a person's data: found, named, used for the colours, and never given away."""

from __future__ import annotations

import io
import json
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import parquet
from sklearn.datasets import load_diabetes, load_iris

import embedviz as ev
from embedviz.datasets.reading import RawTable, read_together, understood
from embedviz.datasets.reading.arrow import table_of_arrow
from embedviz.embedders import features
from embedviz.errors import InvalidRequest


def test_many_intents_of_very_many_rows_stay_a_category_and_colour_the_map():
    intents = [f"intent {n % 227}" for n in range(100_000)]
    texts = [f"what about no. {n} please" for n in range(100_000)]
    table = understood(RawTable("t.csv", pd.DataFrame({"text": texts, "intent": intents})))
    assert [each.kind for each in table.columns] == ["text", "category"]
    assert table.dataset().opening.color == "intent"
    assert not table.dataset().opening.projection


def test_a_sample_and_the_whole_have_the_same_colour():
    frame = pd.DataFrame(
        {"x": np.arange(60_000) % 97 / 7, "y": np.arange(60_000) % 89 / 3,
         "topic": [f"topic {n % 300}" for n in range(60_000)],
         "half": ["a", "b"] * 30_000}
    )  # fmt: skip
    frame = frame.rename(columns={"topic": "cluster"})
    raw = RawTable("t.csv", frame)
    colors = {understood(each).dataset().opening.color for each in (raw, raw.sampled(5_000))}
    assert colors == {"cluster"}


@pytest.mark.parametrize("name", ["target", "label", "cluster", "class", "Cluster_ID"])
def test_whole_numbers_called_a_class_are_one_and_no_feature(name):
    iris = load_iris(as_frame=True).frame.rename(columns={"target": name})
    dataset = ev.read(iris, name="iris.csv")
    assert dataset.column(name).kind == "category"
    assert dataset.opening.color == name
    assert name not in dataset.default_features
    assert len(dataset.default_features) == 4
    assert f'Column "{name}" was taken for the class of each item' in dataset.source


def test_a_target_that_is_measured_stays_a_number_and_is_no_feature_either():
    dataset = ev.read(load_diabetes(as_frame=True).frame, name="diabetes.csv")
    assert dataset.column("target").kind == "number"
    assert dataset.opening.color == "target"
    assert "target" not in dataset.default_features


def test_a_class_with_gaps_keeps_its_gaps():
    dataset = ev.read(pd.DataFrame({"x": range(8), "y": range(8), "label": [0, 1, None, 1] * 2}))
    assert dataset.frame["label"].tolist()[:2] == ["0", "1"]
    assert dataset.frame["label"].isna().sum() == 2


def test_lines_of_labels_beside_vectors_are_classes():
    vectors, labels = io.BytesIO(), io.BytesIO("\n".join(["cat", "dog", "owl"] * 5).encode())
    np.save(vectors, np.random.default_rng(0).normal(size=(15, 12)).astype("f4"))
    vectors.seek(0)
    table = understood(read_together([(vectors, "vectors.npy"), (labels, "labels.txt")]))
    assert [(each.name, each.kind) for each in table.columns] == [("labels", "category")]
    assert table.dataset().opening.color == "labels"


@pytest.mark.parametrize("labels", [np.arange(15) % 3, np.array(["cat", "dog", "owl"] * 5)])
def test_an_array_of_labels_beside_vectors_is_classes(labels):
    files = []
    for name, array in (("X.npy", np.random.default_rng(0).normal(size=(15, 12))),
                        ("labels.npy", labels)):  # fmt: skip
        file = io.BytesIO()
        np.save(file, array)
        file.seek(0)
        files.append((file, name))
    dataset = understood(read_together(files)).dataset()
    assert dataset.vectors.shape == (15, 12)
    assert dataset.opening.color in dataset.frame
    assert dataset.column(dataset.opening.color).kind == "category"
    assert dataset.frame[dataset.opening.color].tolist()[:3] == [str(each) for each in labels[:3]]


def test_hugging_faces_classes_keep_their_names():
    told = {"info": {"features": {
        "text": {"dtype": "string", "_type": "Value"},
        "label": {"names": ["World", "Sports", "Business"], "_type": "ClassLabel"},
    }}}  # fmt: skip
    table = pa.table(
        {"text": [f"news {n}" for n in range(9)], "label": [0, 1, 2, -1, 0, 1, 2, 0, 1]}
    )
    table = table.replace_schema_metadata({b"huggingface": json.dumps(told).encode()})
    file = io.BytesIO()
    parquet.write_table(table, file)
    file.seek(0)
    dataset = ev.read(file, name="train.parquet")
    assert dataset.column("label").kind == "category"
    assert dataset.frame["label"].tolist()[:3] == ["World", "Sports", "Business"]
    assert dataset.frame["label"].isna().tolist()[3]


def test_a_hugging_face_data_set_in_memory_tells_its_classes_too():
    """Its features say the names, and its Arrow table may not."""
    table = pa.table({"x": [0.5, 1.5, 2.5, 3.5], "label": [0, 1, 0, 1]})

    def arrow(_, requested_schema=None):
        return table.__arrow_c_stream__(requested_schema)

    kind = type("Data", (), {"__arrow_c_stream__": arrow})
    data = kind()
    data.features = {"x": SimpleNamespace(), "label": SimpleNamespace(names=["no", "yes"])}
    assert ev.read(data).frame["label"].tolist() == ["no", "yes", "no", "yes"]


def test_names_that_do_not_fit_the_numbers_are_left_aside():
    table = pa.table({"label": [0, 7]})
    assert table_of_arrow(table, "t", {"label": ["a", "b"]}).frame["label"].tolist() == [0, 7]


def test_a_category_too_large_for_the_memory_is_refused_as_a_feature(monkeypatch):
    monkeypatch.setattr(features, "MOST_NUMBERS", 10)
    dataset = ev.read(pd.DataFrame({"land": ["Peru", "Chad"] * 6, "x": range(12)}))
    with pytest.raises(InvalidRequest, match="too many to become a feature"):
        ev.vectorize(dataset, ["land"])
