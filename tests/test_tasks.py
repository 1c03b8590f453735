"""Tasks: what comes back from another process is what would have been made here."""

from __future__ import annotations

import json
from copy import deepcopy

import numpy as np
import pytest

import embedviz as ev
from embedviz import tasks
from embedviz.engine.progress import listening
from embedviz.projections import PROJECTIONS


def travelled(record):
    """Give a record as it arrives: arrays as they are, all else through JSON."""
    return {
        name: value if isinstance(value, np.ndarray) else json.loads(json.dumps(value))
        for name, value in record.items()
    }


@pytest.fixture
def space(towns):
    return ev.vectorize(towns, ["latitude", "longitude", "people"], scaling="standard")


def test_a_space_goes_to_another_process_and_is_the_same(space):
    graph = space.neighbor_graph(3)
    there = deepcopy(space)
    assert there.fingerprint == space.fingerprint
    assert there.labels == space.labels
    assert not there.vectors.flags.writeable
    np.testing.assert_array_equal(there.neighbor_graph(3).indices, graph.indices)


def test_a_graph_found_elsewhere_is_not_found_again(space, monkeypatch):
    record = travelled(tasks.find_graph(deepcopy(space), 4))
    space = space.with_graph(tasks.graph_of(record))
    monkeypatch.setattr("embedviz.space.graph_memo.neighbor_graph", None)
    assert space.neighbor_graph(4).indices.shape == (6, 4)


@pytest.mark.parametrize("name", ["features", "pca"])
@pytest.mark.parametrize("dimensions", [2, 3])
def test_a_picture_comes_back_whole(space, name, dimensions):
    method = PROJECTIONS[name]()
    here = method(space, dimensions=dimensions, seed=3)
    record = travelled(tasks.draw(space, method, dimensions, 3))
    there = tasks.projection_of(record, space, method, 3)
    np.testing.assert_array_equal(there.coordinates, here.coordinates)
    assert (there.axes, there.axes_have_units) == (here.axes, here.axes_have_units)
    assert (there.stretch, there.seed) == (here.stretch, here.seed)
    assert there.explained_variance == pytest.approx(here.explained_variance)


def test_a_quality_comes_back_whole(space):
    view = ev.project(space)
    there = tasks.quality_of(travelled(tasks.measure(space, view.as_seen)))
    assert there.trustworthiness == view.quality.trustworthiness
    assert there.mean_overlap == view.quality.mean_overlap
    np.testing.assert_array_equal(there.sample, view.quality.sample)


@pytest.mark.parametrize("model", ["tfidf", "word2vec"])
def test_texts_come_back_as_encoded_here(model):
    texts = ["a cat on a mat", "a dog on a mat", "two dogs in a house"]
    record = travelled(tasks.learn_texts(texts, model, {"n_components": 2}))
    here = ev.encode(texts, model, n_components=2)
    np.testing.assert_array_equal(record["vectors"], here.vectors)
    assert tuple(record["names"]) == here.feature_names


def test_learned_vectors_come_back_as_learned_here():
    shows = ev.load_dataset("tv_shows")
    record = travelled(tasks.learn(shows, "year", {"n_components": 4, "epochs": 3}))
    here = ev.learn(shows, "year", n_components=4, epochs=3)
    np.testing.assert_array_equal(record["vectors"], here.vectors)
    np.testing.assert_allclose(record["history"][-1], here.vectors, atol=2e-3)
    assert record["history"].shape == (4, len(shows), 4)
    assert len(record["losses"]) == 4


def test_factors_come_back_whole_and_place_others(rng):
    ratings = np.where(rng.random((30, 12)) < 0.5, rng.integers(1, 6, (30, 12)), np.nan)
    parameters = {"n_components": 2, "penalty": 1.0}
    record = travelled(tasks.factorize(ratings, parameters, 0.2, 1))
    again = tasks.factors_of(record, parameters)
    np.testing.assert_array_equal(again.transform(ratings), record["users"])
    assert record["error"] > 0
    assert record["plain_error"] > 0


@pytest.mark.parametrize("model", ["tfidf", "word2vec"])
def test_more_texts_are_encoded_as_those_it_learned_from(model):
    texts = ["a cat on a mat", "a dog on a mat", "two dogs in a house"]
    more = tasks.learn_one_more(texts, model, {"n_components": 2}, texts[1])["rows"]
    here = ev.encode(texts, model, n_components=2)
    np.testing.assert_allclose(more[0], here.vectors[1], atol=1e-6)


def test_words_are_trained_once_a_seed_and_progress_moves_once_from_left_to_right():
    from embedviz.vectorizers.word2vec import Word2VecEncoder

    texts = ["a cat on a mat", "a dog on a mat", "two dogs in a house"]
    heard = []
    with listening(lambda done, total: heard.append(done / total)):
        record = travelled(tasks.train_words(texts, (5, 6), {"n_components": 3, "epochs": 4}))
    assert heard == sorted(heard)
    assert heard[-1] == 1
    for seed, table in zip((5, 6), record["tables"], strict=True):
        alone = Word2VecEncoder(n_components=3, epochs=4, seed=seed).fit(texts)
        np.testing.assert_array_equal(table, alone.table_)
    assert record["words"] == alone.words_
    assert record["counts"].tolist() == alone.counts_.tolist()
