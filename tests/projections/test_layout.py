"""The layout of UMAP, against umap-learn's own."""

import numba
import numpy as np
import pytest
import umap
from scipy.sparse import csr_array
from sklearn.datasets import load_digits
from sklearn.manifold import trustworthiness

from embedviz.projections.layout import lay_out
from embedviz.projections.umap import UMAP
from embedviz.space import VectorSpace

A, B = 1.577, 0.895  # umap-learn's curve for min_dist = 0.1


@pytest.fixture(scope="module")
def ring() -> csr_array:
    """60,000 items, each tied to the next: more than are laid out on one thread."""
    n = 60_000
    one = np.arange(n)
    strengths = csr_array((np.ones(n), (one, (one + 1) % n)), shape=(n, n))
    return csr_array(strengths + strengths.T)


def layout_of(graph: csr_array, seed: int = 0, n_epochs: int = 20) -> np.ndarray:
    start = np.random.default_rng(1).normal(size=(graph.shape[0], 2)).astype(np.float32)
    return lay_out(graph, start, a=A, b=B, n_epochs=n_epochs, seed=seed)


def test_the_layout_is_the_same_on_one_thread_and_on_all(ring):
    on_all = layout_of(ring)
    threads = numba.get_num_threads()
    numba.set_num_threads(1)
    on_one = layout_of(ring)
    numba.set_num_threads(threads)
    np.testing.assert_array_equal(on_one, on_all)


def test_another_seed_gives_another_layout(ring):
    assert not np.array_equal(layout_of(ring, seed=0), layout_of(ring, seed=1))


def test_tied_items_end_nearer_than_strangers(ring):
    places = layout_of(ring, n_epochs=60)
    tied = np.linalg.norm(places - np.roll(places, 1, axis=0), axis=1)
    strangers = np.linalg.norm(places - np.roll(places, 30_000, axis=0), axis=1)
    assert np.median(tied) < 0.1 * np.median(strangers)


def test_the_number_of_threads_is_left_as_it_was(ring):
    before = numba.get_num_threads()
    layout_of(csr_array(ring[:50, :50]))
    assert numba.get_num_threads() == before


def test_digits_are_as_trustworthy_as_umap_learn_draws_them():
    vectors = load_digits().data[:900]
    with pytest.warns(UserWarning, match="n_jobs"):
        theirs = umap.UMAP(random_state=42).fit_transform(vectors)
    space = VectorSpace(vectors, [str(each) for each in range(len(vectors))])
    ours = UMAP()(space, seed=42).coordinates
    floor = trustworthiness(vectors, theirs, n_neighbors=10) - 0.01
    assert trustworthiness(vectors, ours, n_neighbors=10) >= floor
