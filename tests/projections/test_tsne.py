"""t-SNE: reproducible, trustworthy, and given our own neighbour graph."""

from __future__ import annotations

import numpy as np
import pytest
import sklearn.manifold

from embedviz.engine.progress import JobCancelled, listening
from embedviz.errors import InvalidParameter, InvalidRequest
from embedviz.projections.quality import measure_quality
from embedviz.projections.tsne import TSNE
from embedviz.space import VectorSpace


def first_digits(digits_space, n_items=200):
    return VectorSpace(digits_space.vectors[:n_items], digits_space.labels[:n_items])


@pytest.mark.slow
def test_trustworthiness_of_the_digits_is_the_published_one(digits_space):
    view = TSNE()(digits_space, seed=42)
    assert view.quality.trustworthiness == pytest.approx(0.993, abs=0.005)


def test_a_scene_is_as_trustworthy_as_scikit_learns(digits_space):
    space = first_digits(digits_space, 150)
    theirs = sklearn.manifold.TSNE(n_components=3, random_state=42).fit_transform(space.vectors)
    ours = TSNE()(space, dimensions=3, seed=42).quality.trustworthiness
    assert ours > measure_quality(space, theirs).trustworthiness - 0.005


def test_it_draws_on_the_graph_the_space_already_has(digits_space):
    space = first_digits(digits_space)
    graph = space.neighbor_graph(40)
    view = TSNE(perplexity=10)(space)
    assert np.shares_memory(space.neighbor_graph(31).indices, graph.indices)
    assert view.quality.trustworthiness > 0.95


def test_many_equal_items_can_be_drawn(rng):
    vectors = np.repeat(rng.normal(size=(4, 8)), 15, axis=0)
    space = VectorSpace(vectors, [str(row) for row in range(60)])
    assert np.isfinite(TSNE(perplexity=5)(space).coordinates).all()


def test_too_few_items_say_how_many_are_needed(digits_space):
    with pytest.raises(InvalidRequest) as caught:
        TSNE()(first_digits(digits_space, 91))
    assert str(caught.value) == (
        "t-SNE with perplexity 30 needs more than 91 items; there are 91. "
        "Choose a smaller perplexity, or PCA."
    )


def test_one_item_more_is_enough(digits_space):
    assert TSNE(perplexity=5)(first_digits(digits_space, 17)).coordinates.shape == (17, 2)


def test_the_perplexity_has_limits():
    with pytest.raises(
        InvalidParameter, match=r"^t-SNE: perplexity must be between 2 and 100, got 1."
    ):
        TSNE(perplexity=1)


@pytest.mark.parametrize("dimensions", [2, 3])
def test_it_says_how_far_it_is_and_stops_when_told(digits_space, dimensions):
    heard = []

    def listen(done, total):
        heard.append(done / total)
        if done > total / 2:
            raise JobCancelled

    with listening(listen), pytest.raises(JobCancelled):
        TSNE(perplexity=10)(first_digits(digits_space), dimensions=dimensions)
    assert heard == sorted(heard)
    assert 0.5 < heard[-1] < 0.55
