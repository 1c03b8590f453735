"""EmbeddingLayer: a table that starts random and learns what helps to predict."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import entropy

import embedviz as ev
from embedviz.datasets.viewers import genre_table
from embedviz.embedders.embedding_layer import EmbeddingLayer
from embedviz.engine.progress import listening
from embedviz.space import VectorSpace
from embedviz.space.agreement import shared_by_chance, shared_by_neighbors
from embedviz.vectorizers.objectives import OBJECTIVES


@pytest.fixture(scope="module")
def shows():
    return ev.load_dataset("tv_shows")


@pytest.fixture(scope="module")
def trained(shows):
    return {name: EmbeddingLayer(objective=name).compute(shows) for name in OBJECTIVES}


def by_label(dataset):
    return dataset.frame.set_axis(list(dataset.labels), axis=0)


def shared(shows, layer, epoch, groups):
    space = VectorSpace(layer["history"][epoch], shows.labels, "cosine")
    return shared_by_neighbors(space, groups, 5)


def groups_of(shows):
    decades = shows.frame["debuted"].to_numpy() // 10
    return {"genre": genre_table(shows.frame)[1], "year": decades[:, None] == np.unique(decades)}


def test_training_on_who_watched_what_more_than_doubles_the_genres_shared_by_neighbours(
    shows, trained
):
    genres = groups_of(shows)["genre"]
    layer = trained["co-watching"]
    before, after = (shared(shows, layer, epoch, genres) for epoch in (0, -1))
    assert before == pytest.approx(shared_by_chance(genres), abs=0.05)
    assert after >= 2 * before
    assert after > 0.85


@pytest.mark.parametrize("seed", [1, 2])
def test_it_does_so_with_other_seeds_and_fewer_epochs(shows, seed):
    layer = EmbeddingLayer(epochs=10, seed=seed).compute(shows)
    genres = groups_of(shows)["genre"]
    assert shared(shows, layer, -1, genres) >= 2 * shared(shows, layer, 0, genres)


@pytest.mark.parametrize(("asked", "other"), [("genre", "year"), ("year", "genre")])
def test_vectors_know_what_was_asked_and_little_else(shows, trained, asked, other):
    groups = groups_of(shows)
    layer = trained[asked]
    assert shared(shows, layer, -1, groups[asked]) > 0.95
    assert shared(shows, layer, -1, groups[other]) < shared_by_chance(groups[other]) + 0.12


@pytest.mark.parametrize("name", OBJECTIVES)
def test_the_loss_falls_from_above_guessing_and_not_below_what_is_possible(shows, trained, name):
    layer = trained[name]
    examples = OBJECTIVES[name].examples(by_label(shows), EmbeddingLayer().seed)
    counts = examples.counts(np.arange(len(examples.lists))).astype(np.float64)
    floor = np.average(entropy(counts, axis=1), weights=counts.sum(axis=1))
    assert layer["guess"] == pytest.approx(entropy(counts.sum(axis=0)), abs=1e-6)
    assert layer["losses"][0] > layer["guess"] > layer["losses"][-1] > floor - 1e-5
    assert len(layer["losses"]) == len(layer["history"]) == EmbeddingLayer().epochs + 1


def test_co_watching_reads_nothing_but_the_lists(shows):
    quick = EmbeddingLayer(epochs=1)
    alone = shows.frame[["genres", "debuted"]]
    np.testing.assert_array_equal(
        quick.compute(shows)["vectors"], quick.compute(replace(shows, frame=alone))["vectors"]
    )
    alone = alone.set_axis(list(shows.labels), axis=0)
    examples = OBJECTIVES["co-watching"].examples(alone, quick.seed)
    assert examples.answers is None
    assert examples.outputs == shows.labels


def test_the_same_seed_gives_the_same_table_whatever_the_threads(shows):
    import torch

    first = EmbeddingLayer(objective="genre", epochs=2).compute(shows)["vectors"]
    threads = torch.get_num_threads()
    torch.set_num_threads(3)
    try:
        again = EmbeddingLayer(objective="genre", epochs=2).compute(shows)["vectors"]
        assert torch.get_num_threads() == 3
    finally:
        torch.set_num_threads(threads)
    np.testing.assert_array_equal(first, again)


def test_it_says_how_far_it_is_after_every_epoch(shows):
    heard = []
    with listening(lambda done, total: heard.append((done, total))):
        EmbeddingLayer(objective="year", epochs=3).compute(shows)
    assert heard == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize(
    ("parameters", "error"),
    [
        ({"objective": "cast"}, ev.UnknownName),
        ({"n_components": 1}, ev.InvalidParameter),
        ({"epochs": 0}, ev.InvalidParameter),
    ],
)
def test_what_is_out_of_range_is_refused(shows, parameters, error):
    with pytest.raises(error):
        EmbeddingLayer(**parameters).compute(shows)
