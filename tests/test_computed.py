"""What ships computed beforehand: it is found, and it is what would be computed now."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from embedviz.ui.request import FeatureRequest, PixelRequest, TextRequest, ViewRequest
from make_computed import machine
from streamlit.testing.v1 import AppTest

from embedviz.datasets.shipped import shipped_path
from embedviz.engine.jobs import Engine
from embedviz.engine.memory import Memory
from embedviz.engine.settings import Settings
from embedviz.parameters import knobs
from embedviz.projections import PROJECTIONS
from embedviz.ui import progress, results

ROOT = Path(__file__).resolve().parents[1]
FOLDER = shipped_path("computed")
PAGES = ("cities", "tv_shows", "sentences", "words", "digits")
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
        monkeypatch.setattr(results, "OBJECTS", Memory(500_000_000))
        return engine

    yield make
    for engine in made:
        engine.close()


@pytest.fixture
def shipping(engine_of):
    return engine_of(FOLDER)


def space_of(name):
    """Give the space that a page opens with."""
    if name == "words":
        themed = np.flatnonzero(results.words().dataset.frame["theme"].to_numpy() != "other")
        return results.part_of(results.words(), tuple(themed.tolist()))
    dataset = results.dataset_named(name)
    request = {
        "cities": FeatureRequest(dataset.default_features),
        "tv_shows": FeatureRequest(dataset.default_features, "standard"),
        "sentences": TextRequest(),
        "digits": PixelRequest(),
    }[name]
    return results.space_of(dataset, request)


def stops():
    """Give UMAP at every stop of its sliders, in 2D and 3D."""
    sliders = {name: knob.stops for name, (_, knob) in knobs(PROJECTIONS["umap"]).items()}
    sliders = {name: values for name, values in sliders.items() if values}
    for *values, dimensions in product(*sliders.values(), (2, 3)):
        method = PROJECTIONS["umap"](**dict(zip(sliders, values, strict=True)))
        yield ViewRequest(method, dimensions)


@pytest.mark.parametrize("page", PAGES)
def test_a_first_visit_runs_no_job(shipping, page):
    at = AppTest.from_file(str(ROOT / "pages" / f"{page}.py"), default_timeout=60).run()
    assert not at.exception
    assert not at.warning
    assert shipping.runs["run"] == 0
    assert shipping.runs["shipped"] > 0


@pytest.mark.parametrize("name", PAGES)
def test_the_sliders_of_umap_run_no_job(shipping, name):
    space = space_of(name)
    pictures = [results.view_of(space, request) for request in stops()]
    assert all(0 < results.quality_of(view).mean_overlap <= 1 for view in pictures)
    assert len({view.coordinates.tobytes() for view in pictures}) == len(pictures)
    assert shipping.runs["run"] == 0


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("metric", ["euclidean", "cosine", "manhattan"])
def test_another_metric_runs_no_job(shipping, name, metric):
    opening = {"cities": "features", "digits": "pca", "tv_shows": "pca"}.get(name, "tsne")
    space = space_of(name).with_metric(metric)
    results.quality_of(results.view_of(space, ViewRequest(PROJECTIONS[opening]())))
    assert shipping.runs["run"] == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "request_"),
    [
        ("cities", ViewRequest(PROJECTIONS["features"]())),
        ("cities", ViewRequest(PROJECTIONS["umap"](n_neighbors=10))),
        ("tv_shows", ViewRequest(PROJECTIONS["pca"]())),
        ("tv_shows", ViewRequest(PROJECTIONS["umap"](n_neighbors=50, min_dist=0.8), 3)),
        ("sentences", ViewRequest(PROJECTIONS["tsne"]())),
        ("sentences", ViewRequest(PROJECTIONS["umap"]())),
        ("words", ViewRequest(PROJECTIONS["tsne"]())),
        ("words", ViewRequest(PROJECTIONS["umap"](n_neighbors=5, min_dist=0.0))),
        ("digits", ViewRequest(PROJECTIONS["pca"](), 3)),
        ("digits", ViewRequest(PROJECTIONS["umap"](), 3)),
    ],
    ids=lambda each: each if isinstance(each, str) else repr(each.method),
)
def test_what_ships_equals_a_fresh_computation(engine_of, name, request_):
    shipping = engine_of(FOLDER)
    space = space_of(name)
    shipped = results.view_of(space, request_)
    of_shipped = results.quality_of(shipped)
    assert shipping.runs["run"] == 0
    fresh = request_.method(space, dimensions=request_.dimensions, seed=request_.seed)
    assert fresh.quality.trustworthiness == pytest.approx(of_shipped.trustworthiness, abs=0.01)
    assert fresh.quality.mean_overlap == pytest.approx(of_shipped.mean_overlap, abs=0.03)
    assert fresh.axes == shipped.axes
    if machine() == json.loads((FOLDER / "machine.json").read_text()):
        # Elsewhere a last bit may be rounded otherwise, and a layout grow from it.
        width = np.ptp(fresh.coordinates, axis=0)
        assert (np.abs(fresh.coordinates - shipped.coordinates) <= STEP * width).all()


def test_the_shipped_vectors_are_those_of_the_model(engine_of):
    engine_of(FOLDER)
    shipped = space_of("sentences").vectors
    texts = results.dataset_named("sentences").texts()
    from embedviz import tasks
    from embedviz.models import BUNDLED_MODEL

    fresh = tasks.encode_rows(texts[:40], BUNDLED_MODEL)["rows"]
    alike = (fresh * shipped[:40]).sum(axis=1)
    assert alike.min() > 0.999
