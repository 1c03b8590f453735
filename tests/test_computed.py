"""What ships computed beforehand: it is found, and it is what would be computed now."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from make_computed import at_every_stop, machine, opening_request
from streamlit.testing.v1 import AppTest

from embedviz.datasets import DATASETS
from embedviz.datasets.shipped import shipped_path
from embedviz.embedders.sentence import Sentence
from embedviz.engine.jobs import Engine
from embedviz.engine.settings import Settings
from embedviz.projections import PROJECTIONS
from embedviz.projections.first import first_name
from embedviz.steps import ProjectionRequest
from embedviz.ui import progress, results
from embedviz.ui.navigation import has_page

ROOT = Path(__file__).resolve().parents[1]
FOLDER = shipped_path("computed")
PAGES = [name for name in DATASETS if has_page(name)]
STEP = 1 / 65_535  # of the range: coordinates are shipped in 16 bits


@pytest.fixture
def engine_of(monkeypatch):
    """Have the pages ask an engine that nobody has asked before."""
    made = []

    def make(folder):
        engine = Engine(Settings(cache_megabytes=0, shipped_folder=str(folder)))
        made.append(engine)
        monkeypatch.setattr(progress, "engine", lambda: engine)
        monkeypatch.setattr(results, "engine", lambda: engine)
        return engine

    yield make
    for engine in made:
        engine.close()


@pytest.fixture
def shipping(engine_of):
    return engine_of(FOLDER)


def opened(name):
    """Give the vectors that a first visit asks for."""
    return opening_request(results.dataset_named(name))


@pytest.mark.parametrize("page", PAGES)
def test_a_first_visit_runs_no_job(shipping, page):
    at = AppTest.from_file(str(ROOT / "pages" / f"{page}.py"), default_timeout=60).run()
    assert not at.exception
    assert not at.warning
    assert shipping.runs["run"] == 0
    assert shipping.runs["shipped"] > 0


@pytest.mark.parametrize("name", DATASETS)
def test_the_sliders_of_umap_run_no_job(shipping, name):
    """At every stop of them for which there are items enough, in 2D and 3D."""
    request = opened(name)
    views = [
        results.view_of(request, ProjectionRequest(method, dimensions))
        for method in at_every_stop(PROJECTIONS["umap"])
        for dimensions in (2, 3)
        if method.n_neighbors < request.n_items
    ]
    assert all(0 < view.quality.mean_overlap <= 1 for view in views)
    assert len({view.coordinates.tobytes() for view in views}) == len(views)
    assert shipping.runs["run"] == 0


@pytest.mark.parametrize("name", DATASETS)
@pytest.mark.parametrize("metric", ["euclidean", "cosine", "manhattan"])
def test_another_metric_runs_no_job(shipping, name, metric):
    first = opened(name)
    other = replace(first, embedder=replace(first.embedder, metric=metric))
    columns = first.embedder.columns(first.dataset)
    wide = first.embedder.is_wide(first.dataset)
    method = PROJECTIONS[first_name(first.dataset, columns, wide=wide)]()
    assert results.view_of(other, ProjectionRequest(method)).measured
    assert shipping.runs["run"] == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "drawn"),
    [
        ("cities", ProjectionRequest(PROJECTIONS["features"]())),
        ("cities", ProjectionRequest(PROJECTIONS["umap"](n_neighbors=10))),
        ("tv_shows", ProjectionRequest(PROJECTIONS["pca"]())),
        ("tv_shows", ProjectionRequest(PROJECTIONS["umap"](n_neighbors=50, min_dist=0.8), 3)),
        ("sentences", ProjectionRequest(PROJECTIONS["tsne"]())),
        ("sentences", ProjectionRequest(PROJECTIONS["umap"]())),
        ("words", ProjectionRequest(PROJECTIONS["tsne"]())),
        ("words", ProjectionRequest(PROJECTIONS["umap"](n_neighbors=5, min_dist=0.0))),
        ("digits", ProjectionRequest(PROJECTIONS["pca"](), 3)),
        ("digits", ProjectionRequest(PROJECTIONS["umap"](), 3)),
    ],
    ids=lambda each: each if isinstance(each, str) else repr(each.method),
)
def test_what_ships_equals_a_fresh_computation(engine_of, name, drawn):
    shipping = engine_of(FOLDER)
    shipped = results.view_of(opened(name), drawn)
    of_shipped = shipped.quality
    assert shipping.runs["run"] == 0
    space = results.space_of(opened(name))
    fresh = drawn.method(space, dimensions=drawn.dimensions, seed=drawn.seed)
    assert fresh.quality.trustworthiness == pytest.approx(of_shipped.trustworthiness, abs=0.01)
    assert fresh.quality.mean_overlap == pytest.approx(of_shipped.mean_overlap, abs=0.03)
    assert fresh.axes == shipped.axes
    if machine() == json.loads((FOLDER / "machine.json").read_text()):
        # Elsewhere a last bit may be rounded otherwise, and a layout grow from it.
        width = np.ptp(fresh.coordinates, axis=0)
        assert (np.abs(fresh.coordinates - shipped.coordinates) <= STEP * width).all()


def test_the_shipped_vectors_are_those_of_the_model(engine_of):
    engine_of(FOLDER)
    shipped = results.space_of(opened("sentences")).vectors
    texts = results.dataset_named("sentences").texts()
    fresh = Sentence().encoding(texts[:40]).here()["rows"]
    alike = (fresh * shipped[:40]).sum(axis=1)
    assert alike.min() > 0.999
