"""Results: computed once for each request and content."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from embedviz.engine.memory import Memory
from embedviz.errors import InvalidRequest
from embedviz.projections import PROJECTIONS
from embedviz.ui import results
from embedviz.ui.request import (
    FeatureRequest,
    MixRequest,
    PixelRequest,
    TextRequest,
    ViewRequest,
)
from embedviz.ui.texts import RefusedRequest


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch):
    monkeypatch.setattr(results, "OBJECTS", Memory(100_000_000))


def test_the_same_askedis_computed_once(towns):
    first = results.space_of(towns, FeatureRequest(("latitude", "people")))
    assert results.space_of(towns, FeatureRequest(("latitude", "people"))) is first


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
def test_a_askedthat_differs_in_anything_is_another(towns, change):
    request = FeatureRequest(("latitude", "people"))
    assert results.space_of(towns, request) is not results.space_of(
        towns, replace(request, **change)
    )


def test_equal_data_in_another_object_is_found_again_and_changed_data_is_not(towns):
    request = FeatureRequest(("people",))
    first = results.space_of(towns, request)
    assert results.space_of(replace(towns, frame=towns.frame.copy()), request) is first
    changed = towns.frame.assign(people=towns.frame["people"] + 1)
    assert results.space_of(replace(towns, frame=changed), request) is not first


def test_a_picture_is_found_by_its_space_method_dimensions_and_seed(towns):
    space = results.space_of(towns, FeatureRequest(("latitude", "longitude", "people")))
    request = ViewRequest(PROJECTIONS["pca"]())
    first = results.view_of(space, request)
    assert results.view_of(space, request) is first
    for other in (
        replace(request, dimensions=3),
        replace(request, seed=7),
        replace(request, method=PROJECTIONS["features"]()),
    ):
        assert results.view_of(space, other) is not first


def test_the_quality_is_the_pictures_own(towns):
    space = results.space_of(towns, FeatureRequest(("latitude", "longitude", "people")))
    view = results.view_of(space, ViewRequest(PROJECTIONS["pca"]()))
    assert results.quality_of(view).trustworthiness == view.quality.trustworthiness
    assert results.quality_of(view) is results.quality_of(view)


def test_what_is_shared_can_not_be_written_to(towns):
    space = results.space_of(towns, FeatureRequest(("latitude", "people")))
    view = results.view_of(space, ViewRequest(PROJECTIONS["pca"]()))
    for array in (space.vectors, view.coordinates):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def test_a_askedgives_what_the_library_gives(towns, digits):
    import embedviz as ev

    mine = FeatureRequest(("latitude", "people"), "standard", (("people", 2.0),), ("people",))
    theirs = ev.vectorize(
        towns,
        ["latitude", "people"],
        scaling="standard",
        weights={"people": 2.0},
        transforms={"people": "log"},
    )
    np.testing.assert_array_equal(mine.space(towns).vectors, theirs.vectors)
    assert PixelRequest("cosine").space(digits).metric == "cosine"


LEARNED = [TextRequest("tfidf", 3), TextRequest("word2vec", 3, training=(("epochs", 5),))]


@pytest.mark.parametrize("asked", LEARNED, ids=["tfidf", "word2vec"])
def test_texts_are_encoded_as_the_library_does(towns, asked):
    import embedviz as ev

    counted = results.space_of(towns, asked)
    theirs = ev.encode(towns, asked.model, **asked.parameters)
    np.testing.assert_array_equal(counted.vectors, theirs.vectors)
    assert counted.feature_names == theirs.feature_names
    assert counted.made_by == theirs.made_by


@pytest.mark.parametrize("asked", LEARNED, ids=["tfidf", "word2vec"])
def test_one_more_text_is_encoded_as_those_it_is_compared_with(towns, asked):
    space = results.space_of(towns, asked)
    motto = towns.texts()[2]
    np.testing.assert_allclose(results.vector_of(towns, asked, motto), space.vectors[2], atol=1e-6)
    with pytest.raises(InvalidRequest, match='No word of "xylophone" occurs'):
        results.vector_of(towns, asked, "xylophone")


def test_the_graph_is_found_once_for_a_space_and_is_its_own(towns):
    space = results.space_of(towns, FeatureRequest(("latitude", "people")))
    assert results.with_graph(space).knows_graph(5)
    here = replace(space).neighbor_graph(5)
    np.testing.assert_array_equal(space.neighbor_graph(5).indices, here.indices)


def test_a_shipped_data_set_is_loaded_once():
    assert results.dataset_named("digits") is results.dataset_named("digits")


def test_the_words_are_read_once():
    assert results.words() is results.words()


def test_a_mix_has_a_name_for_each_dimension_of_a_language_models_vectors(towns):
    mix = MixRequest(FeatureRequest(("people",), scaling="standard"), (("motto", 1.0),))
    space = mix.space(towns, {"motto": {"rows": np.eye(6, 3, dtype=np.float32)}})
    assert space.feature_names[1:] == tuple(f"motto: dimension {n}" for n in (1, 2, 3))
    assert space.made_by.endswith("motto by all-MiniLM-L6-v2")


def test_a_mix_with_a_model_that_may_not_be_opened_says_so(towns):
    refused = RefusedRequest("owner/name", sentence="That model is not allowed here.")
    mix = MixRequest(FeatureRequest(("people",)), (("motto", 1.0),), refused)
    with pytest.raises(InvalidRequest, match="not allowed here"):
        results.space_of(towns, mix)
