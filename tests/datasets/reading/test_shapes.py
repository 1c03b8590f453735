"""What other programs write: read as what it is, or refused with what it is, never misread."""

from __future__ import annotations

import io
import json

import numpy as np
import pandas as pd
import pytest

import embedviz as ev
from embedviz.errors import UnreadableFile

RNG = np.random.default_rng(0)


def read(content: object, name: str):
    if not isinstance(content, bytes | str):
        content = json.dumps(content)
    return ev.read(io.BytesIO(content.encode() if isinstance(content, str) else content), name=name)


def vector(n: int = 6) -> list[float]:
    return RNG.normal(size=n).round(4).tolist()


def test_a_batch_of_openais_is_its_vectors():
    lines = [
        {"id": f"batch_{n}", "custom_id": f"review-{n}", "error": None, "response": {
            "status_code": 200, "request_id": "r", "body": {
                "object": "list", "model": "text-embedding-3-small",
                "data": [{"object": "embedding", "index": 0, "embedding": vector()}],
                "usage": {"prompt_tokens": 3}}}}
        for n in range(5)
    ]  # fmt: skip
    lines.append({"id": "batch_5", "custom_id": "review-5", "error": {"message": "too long"},
                  "response": {"status_code": 400, "body": {"error": {}}}})  # fmt: skip
    space = read("\n".join(map(json.dumps, lines)), "output.jsonl")
    assert space.vectors.shape == (5, 6)  # the one that failed is left out
    assert space.labels[0] == "review-0"
    assert "1 row has no whole vector" in space.dataset.source


def test_one_answer_of_openais_is_its_vectors():
    data = [{"object": "embedding", "index": n, "embedding": vector()} for n in range(4)]
    assert read({"object": "list", "data": data, "model": "m"}, "a.json").vectors.shape == (4, 6)


def test_vectors_of_which_only_both_ends_were_saved_are_refused():
    frame = pd.DataFrame({"text": list("abcd"), "emb": ["[ 0.1  0.25 ... -0.3  0.4 ]"] * 4})
    with pytest.raises(UnreadableFile, match=r'column "emb" of t.csv were cut'):
        read(frame.to_csv(index=False), "t.csv")


def test_texts_with_dots_in_brackets_stay_texts():
    frame = pd.DataFrame(
        {"text": ["[sic] ... and so on", "[...] he said", "no", "[1 ... as told]"]}
    )
    assert len(read(frame.to_csv(index=False), "t.csv")) == 4


@pytest.mark.parametrize("name", ["texts.txt", "table.csv", "model.bin", "a.parquet", "x.pkl"])
def test_a_pointer_of_git_lfs_is_called_one(name):
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"
    with pytest.raises(UnreadableFile, match=r"is a pointer of Git LFS.*git lfs pull"):
        read(pointer, name)


@pytest.mark.parametrize("nested", [False, True])
def test_chromas_collection_is_flattened(nested):
    ids = [f"id{n}" for n in range(6)]
    found = {
        "ids": ids,
        "embeddings": [vector() for _ in ids],
        "documents": [f"a text of no. {n}" for n in range(6)],
        "metadatas": [{"topic": "ab"[n % 2], "id": n} if n else None for n in range(6)],
        "uris": None, "data": None, "included": ["embeddings", "documents", "metadatas"],
    }  # fmt: skip
    if nested:
        keys = ("ids", "embeddings", "documents", "metadatas")
        found |= {key: [found[key]] for key in keys}
    space = read(found, "chroma.json")
    assert space.vectors.shape == (6, 6)
    assert {"document", "topic", "metadata.id"} <= {*space.dataset.frame.columns}


def test_named_lists_of_pairs_are_one_table_with_the_lists_name():
    found = {
        split: [
            [f"{split} question {n}", ["greet", "bank", "weather"][n % 3]] for n in range(n_rows)
        ]
        for split, n_rows in {"train": 12, "val": 6, "oos_test": 3}.items()
    }
    dataset = read(found, "data_full.json")
    assert len(dataset) == 21
    assert [column.kind for column in dataset.columns] == ["category", "text", "category"]
    assert dataset.frame["list"].value_counts().to_dict() == {"train": 12, "val": 6, "oos_test": 3}


def test_named_lists_of_objects_are_one_table_too():
    found = {"train": [{"text": "a b", "n": 1}], "test": [{"text": "c d", "n": 2}]}
    assert read(found, "a.json").frame["list"].tolist() == ["train", "test"]


def test_columns_by_their_names_are_no_named_lists():
    assert list(read({"a": [1, 2, 3], "b": ["x", "y", "z"]}, "a.json").frame) == ["a", "b"]


def test_geojson_is_a_map():
    def feature(name: str, kind: str, coordinates: object) -> dict[str, object]:
        geometry = {"type": kind, "coordinates": coordinates} if kind else None
        return {"type": "Feature", "properties": {"name": name, "size": 3}, "geometry": geometry}

    dataset = read({"type": "FeatureCollection", "features": [
        feature("a", "Point", [10.0, 50.0]), feature("b", "LineString", [[0, 0], [2, 4]]),
        feature("c", "Polygon", [[[0, 0], [4, 0], [4, 4], [0, 4]]]), feature("d", "", None),
    ]}, "places.json")  # fmt: skip
    assert dataset.labels == ("a", "b", "c", "d")
    assert dataset.frame[["longitude", "latitude"]].to_numpy()[:3].tolist() == [
        [10, 50], [1, 2], [2, 2],
    ]  # fmt: skip
    assert dataset.opening.projection == "features"


def glove(n: int) -> str:
    return "\n".join(f"word{k} " + " ".join(map(str, vector(50))) for k in range(n)) + "\n"


def test_a_glove_file_that_breaks_off_gives_its_whole_rows():
    content = glove(1_356)
    for cut in (20, 40):
        space = read(content[:-cut], "glove.6B.50d.txt")
        assert len(space) == 1_355
        assert "breaks off within its last line" in space.dataset.source


@pytest.mark.parametrize("ending", ["", "\n"])
def test_two_counts_and_words_with_numbers_are_vectors_that_break_off(ending):
    space = read(f"3 2\nfig 0.1 0.2\nkiwi 0.3{ending}", "words.txt")
    assert space.labels == ("fig",)


def test_two_numbers_above_sentences_are_texts():
    assert len(read("3 2\nThree and two are five.\nSo they say.\n", "words.txt")) == 3
