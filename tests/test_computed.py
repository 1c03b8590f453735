"""What ships computed beforehand: it is found, and it is what would be computed now."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from make_computed import machine, wanted
from streamlit.testing.v1 import AppTest

import embedviz as ev
from embedviz.datasets import DATASETS
from embedviz.engine.jobs import Engine
from embedviz.engine.settings import Settings
from embedviz.errors import InvalidRequest
from embedviz.lessons import LESSONS
from embedviz.projections import PROJECTIONS, Projection
from embedviz.shipped import shipped_path
from embedviz.steps import ProjectionRequest, SpaceRequest, first_visit
from embedviz.ui import progress, results
from embedviz.ui.navigation import PAGES, has_page
from embedviz.vectorizers.sentence import SentenceEncoder

FOLDER = shipped_path("computed")
STEP = 1 / 65_535  # of the range: coordinates are shipped in 16 bits


@pytest.fixture
def shipping(monkeypatch):
    """Have the pages ask an engine that nobody has asked before."""
    engine = Engine(Settings(cache_megabytes=0, shipped_folder=str(FOLDER)))
    for module in (progress, results):
        monkeypatch.setattr(module, "engine", lambda: engine)
    yield engine
    engine.close()


def visited(name: str) -> AppTest:
    """Open the page of a data set for the first time."""
    page = PAGES / f"{name if has_page(name) else 'more'}.py"
    at = AppTest.from_file(str(page), default_timeout=120)
    if not has_page(name):
        at.session_state["more.data"] = name
    return at.run()


def view_of(request: SpaceRequest, drawn: ProjectionRequest) -> Projection | None:
    """Give a projection; None where these items can't be drawn so, such as few with 200 near."""
    with suppress(InvalidRequest):
        return results.view_of(request, drawn)
    return None


@pytest.mark.parametrize("name", DATASETS)
def test_a_first_visit_runs_no_job(shipping, name):
    at = visited(name)
    assert not at.exception
    assert not at.error
    assert not at.warning
    assert shipping.runs
    assert shipping.runs["run"] == 0


@pytest.mark.parametrize("name", LESSONS)
def test_a_first_visit_to_a_chapter_runs_no_job(shipping, name):
    at = AppTest.from_file(str(PAGES / "lessons.py"), default_timeout=120)
    at.query_params.update({"lesson": name, "step": "reveal"})
    at.run()
    assert not at.exception
    assert not at.error
    assert bool(shipping.runs) == bool(LESSONS[name]().work())
    assert shipping.runs["run"] == 0


@pytest.mark.parametrize("name", DATASETS)
def test_the_sliders_and_another_metric_run_no_job(shipping, name):
    asked = [view_of(request, drawn) for request, drawn in wanted(results.dataset_named(name))]
    found = [view for view in asked if view is not None]
    assert all(0 < view.quality.mean_overlap <= 1 for view in found)
    assert {type(view.method) for view in found} >= {PROJECTIONS["umap"], PROJECTIONS["tsne"]}
    directed = name != "colors"  # black is 0, 0, 0, which has no cosine to any colour
    assert len({view.space.metric for view in found}) >= (3 if directed else 2)
    of_umap = {
        (view.method, view.dimensions, view.space.metric): view.coordinates.tobytes()
        for view in found
        if isinstance(view.method, PROJECTIONS["umap"])
    }
    assert len(set(of_umap.values())) == len(of_umap) > 10
    assert shipping.runs["run"] <= len(asked) - len(found)  # to be refused


@pytest.mark.slow
@pytest.mark.parametrize("name", DATASETS)
@pytest.mark.parametrize("which", ["opening", "umap", "umap in 3D"])
def test_what_ships_equals_a_fresh_computation(shipping, name, which):
    request, drawn = first_visit(results.dataset_named(name))
    if which != "opening":
        drawn = ProjectionRequest(PROJECTIONS["umap"](), 3 if "3D" in which else 2)
    shipped = results.view_of(request, drawn)
    assert shipping.runs["run"] == 0
    fresh = drawn.method(shipped.space, dimensions=drawn.dimensions, seed=drawn.seed)
    assert fresh.quality.trustworthiness == pytest.approx(shipped.quality.trustworthiness, abs=0.01)
    assert fresh.quality.mean_overlap == pytest.approx(shipped.quality.mean_overlap, abs=0.03)
    assert fresh.axes == shipped.axes
    if machine() == json.loads((Path(FOLDER) / "machine.json").read_text()):
        # Elsewhere a last bit may be rounded otherwise, and a layout grow from it.
        width = np.ptp(fresh.coordinates, axis=0)
        assert (np.abs(fresh.coordinates - shipped.coordinates) <= STEP * width).all()


def test_the_shipped_vectors_are_those_of_the_model(shipping):
    dataset = results.dataset_named("sentences")
    request, _ = first_visit(dataset)
    shipped = results.space_of(request).vectors
    assert shipping.runs["run"] == 0
    fresh = request.embedder.encoder().fit_transform(dataset.texts()[:40])
    assert (fresh * shipped[:40]).sum(axis=1).min() > 0.999


def test_texts_that_ship_need_no_model(monkeypatch):
    monkeypatch.setattr(SentenceEncoder, "fit", lambda *_: pytest.fail("Nothing is to be encoded."))
    sentences = ev.load_dataset("sentences")
    whole = ev.encode(sentences)
    assert whole.vectors.shape == (598, 384)
    some = ev.encode(sentences.texts()[5:8])
    np.testing.assert_array_equal(some.vectors, whole.vectors[5:8])
