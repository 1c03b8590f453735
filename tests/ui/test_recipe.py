"""A recipe is Python whatever data are called, and says nothing that a file's name made up."""

from __future__ import annotations

import ast

import pytest

import embedviz as ev
from embedviz.projections import PROJECTIONS
from embedviz.ui.recipe import of_file, recipe, shipped
from embedviz.ui.request import FeatureRequest, LearnRequest, VectorsRequest, ViewRequest

NASTY = [
    "it's.csv",
    'say "hi".csv',
    "a\\b.csv",
    "'); import os  #.csv",
    'both \'"".csv',
    "новый.csv",
]


@pytest.mark.parametrize("name", NASTY)
@pytest.mark.parametrize("label", [None, "land", "a\"'\n"])
def test_every_name_stays_a_text(towns, name, label):
    request = FeatureRequest(("people",), weights=(("people", 2.0),), scaling="rank")
    source = of_file((name,), request, how="It has to lie here.", label=label, most=0)
    code = recipe(
        source, towns, ViewRequest(PROJECTIONS["pca"]()), color=name, item='"\n', k=5, kept=NASTY
    )
    tree = ast.parse(code)
    texts = {each.value for each in ast.walk(tree) if isinstance(each, ast.Constant)}
    assert {name, '"\n', *NASTY} <= texts
    imported = [each for each in ast.walk(tree) if isinstance(each, ast.Import)]
    assert [each.names[0].name for each in imported] == ["embedviz"]


def test_only_what_is_no_default_is_written(towns):
    request = FeatureRequest(towns.default_features, scaling="minmax")
    code = recipe(
        shipped("towns", request), towns, ViewRequest(PROJECTIONS["umap"](min_dist=0.5), 3, 7),
        color=None, item="Quito, Ecuador", k=5,
    )  # fmt: skip
    assert 'ev.vectorize(towns, scaling="minmax")' in code
    assert 'ev.project(space, "umap", min_dist=0.5, dimensions=3, seed=7)' in code
    assert 'ev.show(view, highlight="Quito, Ecuador")' in code


def test_the_recipe_of_learned_vectors_trains_the_same_network():
    shows = ev.load_dataset("tv_shows")
    request = LearnRequest("year", 4, 2, "euclidean")
    code = recipe(
        shipped("tv_shows", request), shows, ViewRequest(PROJECTIONS["pca"]()),
        color=None, item="Seinfeld", k=5,
    )  # fmt: skip
    made: dict[str, object] = {}
    exec(code[: code.index("ev.show")], made)  # noqa: S102 (the recipe is what is tested)
    here = ev.learn(shows, "year", n_components=4, epochs=2, metric="euclidean")
    assert made["space"].fingerprint == here.fingerprint
    simple = recipe(
        shipped("tv_shows", LearnRequest()), shows, ViewRequest(PROJECTIONS["pca"]()),
        color=None, item="Seinfeld", k=5,
    )  # fmt: skip
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
    source = of_file(
        names, VectorsRequest(metric), how="It has to lie here.", label=None, most=0,
        kinds=kinds, ready="euclidean",
    )  # fmt: skip
    data = ev.read(list(names)).dataset
    picture = ViewRequest(PROJECTIONS["pca"]())
    code = recipe(source, data, picture, color=None, item="cat", k=2)
    made: dict[str, object] = {}
    exec(code[: code.index("ev.show")], made)  # noqa: S102 (the recipe is what is tested)
    space = made["space"]
    assert (space.labels, space.metric) == (("cat", "dog", "car"), metric)
    assert space.vectors.tolist() == [[9, 1], [1, 9], [0, 1]]
