"""Results: computed once for each request and content."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from embedviz.embedders.features import Features
from embedviz.embedders.mix import Mix, mixed
from embedviz.embedders.pixels import Pixels
from embedviz.embedders.sentence import Sentence
from embedviz.embedders.tfidf import Tfidf
from embedviz.embedders.word2vec import Word2Vec
from embedviz.engine.memory import Memory
from embedviz.errors import InvalidRequest, LimitReached
from embedviz.projections import PROJECTIONS
from embedviz.steps import ProjectionRequest, SpaceRequest
from embedviz.ui import models, progress, results
from embedviz.ui.settings import AppSettings

WHERE = Features(features=("latitude", "longitude", "people"))
PCA = ProjectionRequest(PROJECTIONS["pca"]())


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch):
    monkeypatch.setattr(progress.engine(), "memory", Memory(100_000_000))


def test_the_same_request_is_computed_once(towns):
    first = results.space_of(SpaceRequest(WHERE, towns))
    assert results.space_of(SpaceRequest(replace(WHERE), towns)) is first


@pytest.mark.parametrize(
    "change",
    [
        {"features": ("people", "latitude")},
        {"scaling": "rank"},
        {"weights": (("people", 2.0),)},
        {"logs": ("people",)},
        {"metric": "manhattan"},
    ],
)
def test_a_request_that_differs_in_anything_is_another(towns, change):
    request = SpaceRequest(WHERE, towns)
    other = replace(request, embedder=replace(WHERE, **change))
    assert results.space_of(request) is not results.space_of(other)
    assert results.space_of(replace(request, rows=(0, 2))) is not results.space_of(request)


def test_equal_data_in_another_object_is_found_again_and_changed_data_is_not(towns):
    first = results.space_of(SpaceRequest(WHERE, towns))
    same = replace(towns, frame=towns.frame.copy())
    assert results.space_of(SpaceRequest(WHERE, same)) is first
    changed = replace(towns, frame=towns.frame.assign(people=towns.frame["people"] + 1))
    assert results.space_of(SpaceRequest(WHERE, changed)) is not first


def test_a_projection_is_found_by_its_vectors_method_dimensions_and_seed(towns):
    request = SpaceRequest(WHERE, towns)
    first = results.view_of(request, PCA)
    assert results.view_of(SpaceRequest(replace(WHERE), towns), replace(PCA)) is first
    for other in (
        replace(PCA, dimensions=3),
        replace(PCA, seed=7),
        replace(PCA, method=PROJECTIONS["features"]()),
    ):
        assert results.view_of(request, other) is not first
    assert results.view_of(replace(request, rows=(0, 1, 2, 3)), PCA) is not first


def test_the_quality_is_the_projections_own(towns):
    view = results.view_of(SpaceRequest(WHERE, towns), PCA)
    assert view.measured is not None
    here = replace(view, measured=None).quality
    assert view.quality.trustworthiness == here.trustworthiness
    np.testing.assert_array_equal(view.quality.overlap, here.overlap)


def test_of_very_many_items_the_quality_is_measured_only_when_asked_for(towns, monkeypatch):
    monkeypatch.setattr(results, "LARGEST_MEASURED", 5)
    view = results.view_of(SpaceRequest(WHERE, towns), PCA)
    assert view.measured is None
    assert view.quality.trustworthiness > 0


def test_what_is_shared_can_not_be_written_to(towns):
    request = SpaceRequest(WHERE, towns)
    for array in (results.space_of(request).vectors, results.view_of(request, PCA).coordinates):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def test_a_request_gives_what_the_library_gives(towns, digits):
    import embedviz as ev

    mine = Features(
        features=("latitude", "people"), scaling="standard", weights=(("people", 2.0),),
        logs=("people",),
    )  # fmt: skip
    theirs = ev.vectorize(
        towns,
        ["latitude", "people"],
        scaling="standard",
        weights={"people": 2.0},
        transforms={"people": "log"},
    )
    space = results.space_of(SpaceRequest(mine, towns))
    np.testing.assert_array_equal(space.vectors, theirs.vectors)
    assert space.feature_names == theirs.feature_names
    few = digits.take(range(9))
    assert results.space_of(SpaceRequest(Pixels(metric="cosine"), few)).metric == "cosine"


LEARNED = {
    "tfidf": Tfidf(n_components=3),
    "word2vec": Word2Vec(n_components=3, epochs=5),
}


@pytest.mark.parametrize("name", LEARNED)
def test_texts_are_encoded_as_the_library_does(towns, name):
    import embedviz as ev

    learned = LEARNED[name]
    here = results.space_of(SpaceRequest(learned, towns))
    parameters = {"n_components": 3, **({"epochs": 5} if name == "word2vec" else {})}
    theirs = ev.encode(towns, name, **parameters)
    np.testing.assert_array_equal(here.vectors, theirs.vectors)
    assert here.feature_names == theirs.feature_names
    assert here.made_by == theirs.made_by


@pytest.mark.parametrize("name", LEARNED)
def test_one_more_text_is_encoded_as_those_it_is_compared_with(towns, name):
    request = SpaceRequest(LEARNED[name], towns)
    motto = towns.texts()[2]
    vector = results.vector_of(request, motto)
    np.testing.assert_allclose(vector, results.space_of(request).vectors[2], atol=1e-6)
    with pytest.raises(InvalidRequest, match='No word of "xylophone" occurs'):
        results.vector_of(request, "xylophone")


def test_no_text_is_looked_for_among_vectors_of_features(towns):
    with pytest.raises(InvalidRequest, match="not made from texts"):
        results.vector_of(SpaceRequest(WHERE, towns), "a river")


def test_the_graph_comes_with_the_projection_and_is_its_own(towns):
    space = results.view_of(SpaceRequest(WHERE, towns), PCA).space
    assert space._graph.n_neighbors >= 5
    here = replace(results.space_of(SpaceRequest(WHERE, towns))).neighbor_graph(5)
    np.testing.assert_array_equal(space.neighbor_graph(5).indices, here.indices)


@pytest.mark.parametrize("name", ["digits", "words"])
def test_a_shipped_data_set_is_loaded_once(name):
    assert results.dataset_named(name) is results.dataset_named(name)


def test_a_mix_has_a_name_for_each_dimension_of_a_language_models_vectors(towns):
    mix = Mix(features=("people",), texts=("motto",))
    space = mix.space(towns, mixed(mix, towns, {"rows": np.eye(6, 3, dtype=np.float32)}))
    assert space.feature_names[1:] == tuple(f"motto: dimension {n}" for n in (1, 2, 3))
    assert space.made_by.endswith("motto by all-MiniLM-L6-v2")


@pytest.fixture
def _strict(monkeypatch):
    """A server that allows one model of the hub, and no folder."""
    monkeypatch.setattr(models, "settings", lambda: AppSettings(allowed_models=("a/b",)))


@pytest.mark.usefixtures("_strict")
@pytest.mark.parametrize("ask", [results.space_of, lambda request: results.view_of(request, PCA)])
@pytest.mark.parametrize(
    ("model", "refusal", "words"),
    [
        ("owner/name", LimitReached, "not among those this server allows. Choose another: a/b"),
        ("/etc", InvalidRequest, '"/etc" isn\'t the name of a model on a hub'),
        ("../up", InvalidRequest, "isn't the name of a model"),
    ],
)
def test_a_model_that_may_not_be_opened_gets_its_sentence(towns, ask, model, refusal, words):
    sentence = Sentence(model=model)
    for embedder in (sentence, Mix(features=("people",), texts=("motto",), encoder=sentence)):
        with pytest.raises(refusal, match=words):
            ask(SpaceRequest(embedder, towns))
