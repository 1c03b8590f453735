"""A recipe is Python whatever data are called, and says nothing that a file's name made up."""

from __future__ import annotations

import ast

import pytest

from embedviz.projections import PROJECTIONS
from embedviz.ui.recipe import of_file, recipe, shipped
from embedviz.ui.request import FeatureRequest, ViewRequest

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
