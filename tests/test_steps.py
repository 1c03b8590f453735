"""Steps: what comes back from another process is what is made here, and nothing is made twice."""

from __future__ import annotations

import json
import logging
import pickle
from copy import deepcopy
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import embedviz as ev
from embedviz import steps
from embedviz.embedders.embedding_layer import EmbeddingLayer
from embedviz.embedders.features import Features
from embedviz.embedders.mix import Mix
from embedviz.embedders.sentence import Sentence
from embedviz.embedders.tfidf import Tfidf
from embedviz.embedders.word2vec import Word2Vec
from embedviz.engine.jobs import Engine
from embedviz.engine.settings import Settings
from embedviz.projections import PROJECTIONS, Quality
from embedviz.projections.axes import Axes
from embedviz.projections.pca import PCA
from embedviz.space.cutting import cut
from embedviz.space.intrinsic import dimensions_in_use
from embedviz.space.neighbors import NeighborGraph
from embedviz.steps import ProjectionRequest, SpaceRequest

PLACES = ("latitude", "longitude", "people")
DRAWN = ProjectionRequest(PCA(), seed=3)


def travelled(record):
    """Give a record as it arrives: arrays as they are, all else through JSON."""
    return {
        name: value if isinstance(value, np.ndarray) else json.loads(json.dumps(value))
        for name, value in record.items()
    }


def done(step):
    """Do a step as a worker does: with copies of its arguments, and records that travelled."""
    arguments = deepcopy(step.arguments)  # by way of what pickle is told
    return travelled(step.run(*arguments, *(done(each) for each in step.inputs)))


def chain(request, drawn=DRAWN):
    """The four steps of a projection, by the names of their functions."""
    four = (
        request.step,
        steps.graph_step(request),
        steps.projection_step(request, drawn),
        steps.quality_step(request, drawn),
    )
    return {step.run.__name__: step for step in four}


@pytest.fixture
def request_(towns):
    return SpaceRequest(Features(features=PLACES, scaling="standard"), towns)


@pytest.fixture
def space(request_):
    return request_.embedder(request_.dataset)


@pytest.fixture
def settings(tmp_path):
    return Settings(cache_folder=str(tmp_path / "cache"), workers=1)


@pytest.fixture
def engine_of(settings):
    """Give engines that keep what they make in the same folder, one after the other."""
    made = []

    def make():
        for each in made:
            each.close()
        made.append(Engine(settings))
        return made[-1]

    yield make
    for each in made:
        each.close()


# What is done elsewhere is what is done here.


def test_a_space_goes_to_another_process_and_is_the_same(space):
    graph = space.neighbor_graph(3)
    there = deepcopy(space)
    assert there.fingerprint == space.fingerprint
    assert there.labels == space.labels
    assert not there.vectors.flags.writeable
    np.testing.assert_array_equal(there.neighbor_graph(3).indices, graph.indices)


@pytest.mark.parametrize("kind", [Features, Tfidf, Word2Vec, Mix])
def test_vectors_come_back_as_made_here(towns, kind):
    part = {"features": PLACES} if issubclass(kind, Features) else {}
    part |= {"texts": ("motto",), "encoder": Tfidf(n_components=2)} if kind is Mix else {}
    part |= {} if issubclass(kind, Features) else {"n_components": 2}
    request = SpaceRequest(kind(**part), towns)
    there, here = request.space(done(request.step)), request.embedder(towns)
    np.testing.assert_array_equal(there.vectors, here.vectors)
    assert there.feature_names == here.feature_names
    assert there.fingerprint == here.fingerprint


def test_learned_vectors_come_back_with_their_history():
    shows = ev.load_dataset("tv_shows").take(range(80))
    request = SpaceRequest(EmbeddingLayer(objective="year", n_components=4, epochs=3), shows)
    record = done(request.step)
    here = ev.learn(shows, "year", n_components=4, epochs=3)
    np.testing.assert_array_equal(record["vectors"], here.vectors)
    np.testing.assert_allclose(record["history"][-1], here.vectors, atol=2e-3)
    assert record["history"].shape == (4, len(shows), 4)
    assert len(record["losses"]) == 4


def test_a_graph_found_elsewhere_is_not_found_again(request_, monkeypatch):
    record = done(steps.graph_step(request_))
    space = request_.space(request_.step.here()).with_graph(NeighborGraph(**record))
    monkeypatch.setattr("embedviz.space.vector_space.neighbor_graph", None)
    monkeypatch.setattr("embedviz.space.vector_space.exact_neighbor_graph", None)
    assert space.neighbor_graph(4).indices.shape == (6, 4)


@pytest.mark.parametrize("name", ["features", "pca"])
@pytest.mark.parametrize("dimensions", [2, 3])
def test_a_projection_comes_back_whole(request_, space, name, dimensions):
    drawn = ProjectionRequest(PROJECTIONS[name](), dimensions, 3)
    here = drawn.method(space, dimensions=dimensions, seed=3)
    record = done(steps.projection_step(request_, drawn))
    there = steps.projection_of(record, space, drawn)
    np.testing.assert_array_equal(there.coordinates, here.coordinates)
    assert (there.axes, there.axes_have_units) == (here.axes, here.axes_have_units)
    assert (there.stretch, there.seed) == (here.stretch, here.seed)
    assert there.explained_variance == pytest.approx(here.explained_variance)


def test_a_quality_comes_back_whole(request_, space):
    here = DRAWN.method(space, seed=DRAWN.seed).quality
    there = Quality(**done(steps.quality_step(request_, DRAWN)))
    assert there.k == here.k
    assert there.trustworthiness == here.trustworthiness
    assert there.continuity == here.continuity
    assert there.mean_overlap == here.mean_overlap
    np.testing.assert_array_equal(there.sample, here.sample)


def test_clusters_come_back_as_found_here():
    wine = ev.load_dataset("wine")
    request = SpaceRequest(Features(features=wine.default_features, scaling="standard"), wine)
    space = request.embedder(wine)
    here = ev.find_clusters(space, "kmeans", n_clusters=3)
    there = steps.clusters_of(done(steps.clusters_step(request, "kmeans", 3)), space)
    assert there == here
    assert there.fingerprint == here.fingerprint  # names and parts, too
    pd.testing.assert_frame_equal(there.finer.table, here.finer.table)


def test_what_sets_a_group_apart_comes_back_as_found_here():
    wine = ev.load_dataset("wine")
    request = SpaceRequest(Features(features=wine.default_features, scaling="standard"), wine)
    here = ev.describe_group(request.embedder(wine), range(59), without=["wine"])
    step = steps.description_step(request, range(59), without=["wine"])
    there = steps.description_of(done(step))
    assert there.sentence() == here.sentence()
    for name in steps.TABLES:
        pd.testing.assert_frame_equal(getattr(there, name), getattr(here, name), check_dtype=False)


def test_of_some_rows_all_is_as_of_a_space_of_these_alone(towns, space):
    rows = (0, 1, 3, 5)
    request = SpaceRequest(Features(features=PLACES, scaling="standard"), towns, rows)
    assert request.n_items == 4
    assert request.step.key == SpaceRequest(request.embedder, towns).step.key
    part = space.take(rows)
    record = done(steps.projection_step(request, DRAWN))
    here = DRAWN.method(part, seed=DRAWN.seed)
    np.testing.assert_array_equal(record["coordinates"], here.coordinates)


def test_a_table_that_was_read_elsewhere_is_the_same():
    step = steps.reading_step([("a.csv", b"name,size\nfig,1\nkiwi,2\n")], "", 10, "abc", "Reading")
    table = steps.table_of(done(steps.understanding_step(step)), done(step))
    assert table.frame.to_numpy().tolist() == [["fig", 1], ["kiwi", 2]]
    assert step.private


# One projection, one journey.


@pytest.mark.parametrize("little", [0, steps.LITTLE], ids=["much", "little"])
@pytest.mark.parametrize(
    "embedder",
    [
        Tfidf(n_components=2),
        Features(features=PLACES, scaling="standard"),
        Mix(features=PLACES, texts=("motto",), encoder=Tfidf(n_components=2)),
    ],
    ids=lambda each: each.title,
)
def test_a_projection_of_which_nothing_is_known_is_one_journey(
    engine_of, towns, embedder, little, monkeypatch
):
    monkeypatch.setattr(steps, "LITTLE", little)
    engine = engine_of()
    started, pickled = [], []
    start, dumps = engine.executor.start, pickle.dumps
    monkeypatch.setattr(engine.executor, "start", lambda call: (started.append(call), start(call)))
    monkeypatch.setattr(pickle, "dumps", lambda *a, **b: (pickled.append(a), dumps(*a, **b))[1])
    request = SpaceRequest(embedder, towns)
    there = Quality(**engine.submit(steps.quality_step(request, DRAWN)).result(300))
    assert (len(started), len(pickled)) == (1, 1)
    for step in chain(request).values():
        assert engine.submit(step).result(300)
    assert (len(started), len(pickled)) == (1, 1)
    here = DRAWN.method(embedder(towns), seed=DRAWN.seed).quality
    assert there.trustworthiness == pytest.approx(here.trustworthiness)
    assert there.mean_overlap == pytest.approx(here.mean_overlap)


# A version makes its own results and what is built on them anew, and nothing else.

VECTORS, GRAPH, PROJECTION, QUALITY = "learn_texts", "find_graph", "project", "measure"
BUMPED = pytest.mark.parametrize(
    ("owner", "name", "anew"),
    [
        (Tfidf, "version", [VECTORS, GRAPH, PROJECTION, QUALITY]),
        (steps, "GRAPH_VERSION", [GRAPH, PROJECTION, QUALITY]),
        (PCA, "version", [PROJECTION, QUALITY]),
        (steps, "QUALITY_VERSION", [QUALITY]),
    ],
    ids=["vectors", "graph", "projection", "quality"],
)


@BUMPED
def test_a_version_changes_exactly_the_keys_of_what_is_built_on_it(
    towns, owner, name, anew, monkeypatch
):
    request = SpaceRequest(Tfidf(n_components=2), towns)
    then = {each: step.key for each, step in chain(request).items()}
    assert list(then) == [VECTORS, GRAPH, PROJECTION, QUALITY]
    monkeypatch.setattr(owner, name, getattr(owner, name) + 1)
    now = {each: step.key for each, step in chain(request).items()}
    assert [each for each in now if now[each] != then[each]] == anew


@BUMPED
def test_a_version_has_exactly_what_is_built_on_it_done_anew(
    engine_of, towns, owner, name, anew, monkeypatch, caplog
):
    def functions_run():
        caplog.clear()
        engine = engine_of()
        with caplog.at_level(logging.INFO, "embedviz.engine"):
            engine.submit(steps.quality_step(request, DRAWN)).result(300)
            engine.close()  # the end of a journey is logged by then
        ended = [each.args[0] for each in caplog.records if each.args[-1:] == ("run",)]
        return ", ".join(ended)

    monkeypatch.setattr(steps, "LITTLE", 0)  # all is kept on the disk
    request = SpaceRequest(Tfidf(n_components=2), towns)
    assert functions_run() == "learn_texts, find_graph, project, measure"
    assert functions_run() == ""
    monkeypatch.setattr(owner, name, getattr(owner, name) + 1)
    assert functions_run() == ", ".join(anew)


def test_another_metric_has_the_same_vectors_and_all_else_anew(towns):
    then = chain(SpaceRequest(Tfidf(n_components=2), towns))
    now = chain(SpaceRequest(Tfidf(n_components=2, metric="euclidean"), towns))
    assert {each for each in now if now[each].key == then[each].key} == {VECTORS}


def test_another_seed_is_another_projection_of_the_same_graph(towns):
    request = SpaceRequest(Tfidf(n_components=2), towns)
    then, now = chain(request), chain(request, ProjectionRequest(PCA(), seed=4))
    assert {each for each in now if now[each].key == then[each].key} == {VECTORS, GRAPH}


@pytest.mark.parametrize(
    "embedder",
    [Tfidf(), Features(features=PLACES), Mix(features=PLACES, texts=("motto",), encoder=Tfidf())],
    ids=lambda each: each.title,
)
def test_what_is_made_of_what_a_visitor_brought_is_private_all_the_way(towns, embedder):
    for step in chain(SpaceRequest(embedder, replace(towns, private=True))).values():
        assert step.private
        assert all(each.private for each in step.inputs)
    assert not any(step.private for step in chain(SpaceRequest(embedder, towns)).values())


def test_a_column_that_is_called_none_is_not_the_first_one(towns):
    frame = towns.frame.assign(None_=towns.labels).rename(columns={"None_": "None"})
    both = replace(towns, frame=frame, columns=(*towns.columns, ev.Column("None", "None", "text")))
    first, named = Tfidf(), Tfidf(column="None")
    assert first.step(both).key != named.step(both).key


def test_cuts_and_dimensions_in_use_come_back_as_they_are_made_here(request_):
    space = request_.space(done(request_.step))
    cuts = steps.cuts_step(request_, (1, 3), ("float32", "binary"), k=2, classes="land")
    expected = cut(space, (1, 3), ("float32", "binary"), k=2, classes=space.dataset.frame["land"])
    pd.testing.assert_frame_equal(steps.cuts_of(done(cuts)), expected)
    assert steps.cuts_of(done(steps.cuts_step(request_, (2,), k=2)))["accuracy"].isna().all()
    in_use = steps.in_use_of(done(steps.in_use_step(request_)))
    assert repr(in_use) == repr(dimensions_in_use(space))  # its figure for so few is no number


@pytest.mark.slow
def test_the_shares_of_a_similarity_are_private_and_come_back_as_they_are_made_here():
    step = steps.shares_step("The cat sat.", "A kitten lay there.", Sentence(precision="float32"))
    assert step.is_private
    assert step.content != steps.shares_step("The cat sat.", "A kitten lay there!").content
    found = steps.shares_of(done(step))
    here = ev.explain_similarity("The cat sat.", "A kitten lay there.", precision="float32")
    pd.testing.assert_frame_equal(found.pairs, here.pairs)
    assert repr(found) == repr(here)
    assert found.texts == here.texts


def test_axes_of_meaning_are_drawn_in_a_worker_too_also_between_texts():
    request = SpaceRequest(Tfidf(n_components=5), ev.load_dataset("sentences"))
    poles = ((("the dog",), ("the soup",)), ((request.dataset.labels[0],), ("the rain",)))
    drawn = ProjectionRequest(Axes(poles=poles))
    record = done(steps.projection_step(request, drawn))
    space = request.space(done(request.step))
    view = steps.projection_of(record, space, drawn)
    np.testing.assert_allclose(view.coordinates, drawn.method(space).coordinates, atol=1e-6)
    assert view.axes[0].title == "the dog … the soup"
    other = ProjectionRequest(Axes(poles=poles[::-1]))
    assert (
        steps.projection_step(request, drawn).content
        != steps.projection_step(request, other).content
    )
    assert done(steps.quality_step(request, drawn))["overlap"].shape == (598,)
