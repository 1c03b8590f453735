"""A recipe is Python whatever data are called, and says nothing that a file's name made up."""

from __future__ import annotations

import ast

import numpy as np
import pytest

import embedviz as ev
from embedviz.embedders.embedding_layer import EmbeddingLayer
from embedviz.embedders.features import Features
from embedviz.embedders.hidden_layer import HiddenLayer
from embedviz.embedders.mix import Mix
from embedviz.embedders.ready import Ready
from embedviz.embedders.tfidf import Tfidf
from embedviz.projections import PROJECTIONS
from embedviz.steps import ProjectionRequest, SpaceRequest
from embedviz.ui import results
from embedviz.ui.recipe import Choices, of_file, recipe, shipped

PCA = ProjectionRequest(PROJECTIONS["pca"]())

NASTY = [
    "it's.csv",
    'say "hi".csv',
    "a\\b.csv",
    "'); import os  #.csv",
    'both \'"".csv',
    "новый.csv",
]


def made_by(code: str) -> dict[str, object]:
    """Run a recipe up to its picture, and give what it has made by name."""
    made: dict[str, object] = {}
    exec(code[: code.index("ev.show")], made)  # noqa: S102 (the recipe is what is tested)
    return made


@pytest.mark.parametrize("name", NASTY)
@pytest.mark.parametrize("label", [None, "land", "a\"'\n"])
def test_every_name_stays_a_text(towns, name, label):
    features = Features(features=("people",), weights=(("people", 2.0),), scaling="rank")
    source = of_file((name,), how="It has to lie here.", label=label, most=0)
    code = recipe(source, Choices(towns, features, PCA, name, '"\n', 5, only=NASTY))
    tree = ast.parse(code)
    texts = {each.value for each in ast.walk(tree) if isinstance(each, ast.Constant)}
    assert {name, '"\n', *NASTY} <= texts
    imported = [each for each in ast.walk(tree) if isinstance(each, ast.Import)]
    assert [each.names[0].name for each in imported] == ["embedviz"]


def test_only_what_is_no_default_is_written(towns):
    features = Features(features=towns.default_features, scaling="minmax")
    umap = ProjectionRequest(PROJECTIONS["umap"](min_dist=0.5), 3, 7)
    code = recipe(shipped("towns"), Choices(towns, features, umap, None, "Quito, Ecuador", 5))
    assert 'ev.vectorize(towns, scaling="minmax")' in code
    assert 'ev.project(space, "umap", min_dist=0.5, dimensions=3, seed=7)' in code
    assert 'ev.show(view, highlight="Quito, Ecuador")' in code


def test_the_recipe_of_learned_vectors_trains_the_same_network():
    shows = ev.load_dataset("tv_shows")
    layer = EmbeddingLayer(objective="year", n_components=4, epochs=2, metric="euclidean")
    code = recipe(shipped("tv_shows"), Choices(shows, layer, PCA, None, "Seinfeld", 5))
    made = made_by(code)
    here = ev.learn(shows, "year", n_components=4, epochs=2, metric="euclidean")
    assert made["space"].fingerprint == here.fingerprint
    said = Choices(shows, EmbeddingLayer(), PCA, None, "Seinfeld", 5)
    simple = recipe(shipped("tv_shows"), said)
    assert "space = ev.learn(tv_shows)" in simple


@pytest.mark.parametrize("metric", ["euclidean", "manhattan"])
@pytest.mark.parametrize("kinds", [{}, {"legs": "category"}])
@pytest.mark.parametrize("names", [("animals.vec",), ("tensors.tsv", "metadata.tsv")])
def test_the_recipe_of_ready_vectors_makes_them(names, kinds, metric, tmp_path, monkeypatch):
    if len(names) == 1 and kinds:
        pytest.skip("words alone have no other column")
    (tmp_path / "animals.vec").write_text("3 2\ncat 9 1\ndog 1 9\ncar 0 1\n")
    (tmp_path / "tensors.tsv").write_text("9\t1\n1\t9\n0\t1\n")
    (tmp_path / "metadata.tsv").write_text("word\tlegs\ncat\t4\ndog\t4\ncar\t0\n")
    monkeypatch.chdir(tmp_path)
    source = of_file(names, how="It has to lie here.", label=None, most=0, kinds=kinds, ready=True)
    data = ev.read(list(names)).dataset
    code = recipe(source, Choices(data, Ready(metric=metric), PCA, None, "cat", 2))
    made = made_by(code)
    space = made["space"]
    assert (space.labels, space.metric) == (("cat", "dog", "car"), metric)
    assert space.vectors.tolist() == [[9, 1], [1, 9], [0, 1]]


ROOMS = """room,price,beds,said
A,40,1,a bed and a chair by the window
B,42,2,the sea from the bed
C,,2,a bed and two chairs
D,95,4,four beds and the sea
E,60,,a chair by the sea
F,55,1,
"""


@pytest.mark.parametrize(
    "embedder",
    [
        Features(features=("price", "beds"), scaling="standard", missing="category"),
        Mix(features=("price",), missing="drop", texts=("said",), encoder=Tfidf(n_components=100)),
        Mix(
            features=("price", "beds"), scaling="minmax", weights=(("beds", 2.0),),
            missing="category", texts=("said",), encoder=Tfidf(n_components=2),
            shares=(("features", 2.0), ("text.said", 0.5)),
        ),
        Mix(features=(), missing="fill", texts=("said",), encoder=Tfidf(n_components=3)),
    ],
)  # fmt: skip
def test_the_recipe_of_a_mix_and_of_gaps_gives_the_same_coordinates(
    embedder, tmp_path, monkeypatch
):
    (tmp_path / "rooms.csv").write_text(ROOMS)
    monkeypatch.chdir(tmp_path)
    data = ev.read("rooms.csv")
    source = of_file(("rooms.csv",), how="It has to lie here.", label=None, most=0)
    space = results.space_of(SpaceRequest(embedder, data))
    code = recipe(source, Choices(data, embedder, PCA, None, "A", 2))
    made = made_by(code)
    assert made["space"].labels == space.labels
    assert made["space"].feature_names == space.feature_names
    expected = PCA.method(space).coordinates
    np.testing.assert_allclose(made["view"].coordinates, expected, atol=1e-5)
    assert f'# missing="{embedder.missing}": {"R" if embedder.missing == "drop" else "A"}' in code
    assert max(map(len, code.splitlines())) <= 100


def test_the_recipe_of_a_mix_says_only_what_is_no_default(towns):
    mix = Mix(features=towns.default_features, texts=("motto",))
    code = recipe(shipped("towns"), Choices(towns, mix, PCA, None, "Quito, Ecuador", 5))
    assert 'space = ev.mix(towns, texts={"motto": 1.0})' in code
    assert "#" not in code


@pytest.mark.slow
def test_the_recipe_of_a_hidden_layer_makes_the_vectors_of_the_page():
    digits = ev.load_dataset("digits").take(range(200))
    layer = HiddenLayer(task="same", n_components=5, epochs=1, metric="cosine")
    said = Choices(digits, layer, PCA, "digit", "3, no. 1", 5, only=digits.labels)
    code = recipe(shipped("digits"), said)
    made = made_by(code)
    here = layer(digits)
    assert made["space"].fingerprint == here.fingerprint
    assert 'epochs=1, metric="cosine"' in code
    assert len(here) == 100
