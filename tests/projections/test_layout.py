"""The layout of UMAP, against umap-learn's own."""

import numpy as np
import pytest
import umap
from scipy.sparse import csr_array
from sklearn.datasets import load_digits
from sklearn.manifold import trustworthiness
from umap.umap_ import find_ab_params

from embedviz.engine import threads
from embedviz.engine.progress import JobCancelled, listening
from embedviz.projections.layout import curve, lay_out
from embedviz.projections.umap import UMAP
from embedviz.space import VectorSpace

A, B = 1.577, 0.895  # umap-learn's curve for min_dist = 0.1


@pytest.fixture(scope="module")
def ring() -> csr_array:
    """60,000 items, each tied to the next: more than one thread's portion."""
    n = 60_000
    one = np.arange(n)
    strengths = csr_array((np.ones(n), (one, (one + 1) % n)), shape=(n, n))
    return csr_array(strengths + strengths.T)


def layout_of(graph: csr_array, seed: int = 0, n_epochs: int = 20) -> np.ndarray:
    start = np.random.default_rng(1).normal(size=(graph.shape[0], 2)).astype(np.float32)
    return lay_out(graph, start, a=A, b=B, n_epochs=n_epochs, seed=seed)


def test_the_layout_is_the_same_on_one_thread_and_on_many(ring, monkeypatch):
    layouts = []
    for cores in (1, 2, 5):
        monkeypatch.setattr(threads, "n_cores", lambda cores=cores: cores)
        layouts.append(layout_of(ring))
    np.testing.assert_array_equal(layouts[0], layouts[1])
    np.testing.assert_array_equal(layouts[0], layouts[2])


def test_another_seed_gives_another_layout(ring):
    assert not np.array_equal(layout_of(ring, seed=0), layout_of(ring, seed=1))


def test_tied_items_end_nearer_than_strangers(ring):
    places = layout_of(ring, n_epochs=60)
    tied = np.linalg.norm(places - np.roll(places, 1, axis=0), axis=1)
    strangers = np.linalg.norm(places - np.roll(places, 30_000, axis=0), axis=1)
    assert np.median(tied) < 0.1 * np.median(strangers)


def test_the_layout_says_how_far_it_is_and_stops_when_told(ring):
    heard = []

    def listen(done, total):
        heard.append(done / total)
        if done > total / 2:
            raise JobCancelled

    with listening(listen), pytest.raises(JobCancelled):
        layout_of(ring)
    assert heard == sorted(heard)
    assert 0.5 < heard[-1] < 0.55


def test_the_curve_is_umap_learns():
    for min_dist in (0.0, 0.1, 0.5, 0.99):
        assert curve(min_dist) == pytest.approx(find_ab_params(1.0, min_dist), abs=1e-5)


def test_digits_are_as_trustworthy_as_umap_learn_draws_them():
    vectors = load_digits().data[:900]
    with pytest.warns(UserWarning, match="n_jobs"):
        theirs = umap.UMAP(random_state=42).fit_transform(vectors)
    space = VectorSpace(vectors, [str(each) for each in range(len(vectors))])
    ours = UMAP()(space, seed=42).coordinates
    floor = trustworthiness(vectors, theirs, n_neighbors=10) - 0.01
    assert trustworthiness(vectors, ours, n_neighbors=10) >= floor
