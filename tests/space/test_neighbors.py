"""The neighbour graph: exact, whatever the numbers look like."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.spatial.distance import cdist
from sklearn.neighbors import NearestNeighbors

from embedviz.engine.progress import JobCancelled, listening
from embedviz.errors import InvalidParameter
from embedviz.space import VectorSpace, neighbors
from embedviz.space.metrics import EARTH_RADIUS_KM, METRICS
from embedviz.space.neighbors import check_k, exact_neighbor_graph, with_itself

PLAIN = ("euclidean", "cosine", "manhattan")


def space_of(vectors, metric="euclidean"):
    return VectorSpace(vectors, [str(row) for row in range(len(vectors))], metric=metric)


def all_distances(vectors, metric):
    """All pairs in float64, by SciPy, which takes differences and loses nothing."""
    exact = np.asarray(vectors, np.float32).astype(np.float64)
    return cdist(exact, exact, "cityblock" if metric == "manhattan" else metric)


def by_brute_force(vectors, k, metric="euclidean"):
    """The k nearest others from all pairs, equal distances (in float32) by index."""
    apart = all_distances(vectors, metric).astype(np.float32)
    np.fill_diagonal(apart, np.inf)
    order = np.argsort(apart, axis=1, kind="stable")[:, :k]
    return order, np.take_along_axis(apart, order, axis=1)


@pytest.mark.parametrize("n_dimensions", [1, 3, 6, 7, 40, 384])
@pytest.mark.parametrize("metric", PLAIN)
def test_neighbours_equal_scikit_learns(metric, n_dimensions, rng):
    vectors = rng.normal(size=(300, n_dimensions)).astype(np.float32)
    if metric == "cosine" and n_dimensions == 1:
        vectors = np.column_stack([vectors, np.ones(300)])
    oracle = NearestNeighbors(n_neighbors=12, metric=metric, algorithm="brute")
    distances, indices = oracle.fit(vectors.astype(np.float64)).kneighbors()
    graph = space_of(vectors, metric).neighbor_graph(12)
    np.testing.assert_allclose(graph.distances, distances, rtol=2e-5, atol=2e-6)
    if n_dimensions > 1:
        assert (graph.indices == indices).mean() > 0.999


def test_neighbours_on_the_earth_equal_scikit_learns(rng):
    degrees = np.column_stack([rng.uniform(-90, 90, 400), rng.uniform(-180, 180, 400)])
    degrees = degrees.astype(np.float32)
    oracle = NearestNeighbors(n_neighbors=9, metric="haversine", algorithm="ball_tree")
    distances, indices = oracle.fit(np.radians(degrees.astype(np.float64))).kneighbors()
    graph = space_of(degrees, "haversine").neighbor_graph(9)
    np.testing.assert_allclose(graph.distances, distances * EARTH_RADIUS_KM, atol=0.01)
    np.testing.assert_array_equal(graph.indices, indices)


@pytest.fixture(autouse=True)
def search(monkeypatch, request):
    """Even a few items are searched for, as many are, unless a test compares them all."""
    if not request.node.name.startswith("test_few_items"):
        monkeypatch.setattr(neighbors, "FEW_DIFFERENCES", 0)


@pytest.mark.parametrize("metric", ["euclidean", "manhattan", "cosine", "haversine"])
def test_few_items_are_compared_with_all_and_give_the_same_graph(metric, rng, monkeypatch):
    vectors = rng.uniform(-80, 80, (120, 2))
    by_comparing = space_of(vectors, metric).neighbor_graph(7)
    monkeypatch.setattr(neighbors, "FEW_DIFFERENCES", 0)
    by_searching = space_of(vectors, metric).neighbor_graph(7)
    np.testing.assert_array_equal(by_comparing.indices, by_searching.indices)
    np.testing.assert_allclose(by_comparing.distances, by_searching.distances, rtol=1e-6)


def grid(rng):
    return rng.integers(0, 10, (400, 2))


def large_offset(rng):
    return rng.normal(size=(300, 40)) * 0.01 + 10_000


def one_hot(rng):
    return np.eye(30)[rng.integers(0, 30, 400)]


def one_hot_beside_population(rng):
    return np.column_stack([one_hot(rng), rng.integers(1, 40, 400) * 1e6])


def sets(rng):
    return rng.integers(0, 2, (300, 20))


def few_different(rng):
    return np.repeat(rng.normal(size=(6, 20)), 60, axis=0)


def few_different_places(rng):
    return np.repeat(rng.uniform(-80, 80, size=(6, 2)), 60, axis=0)


def all_the_same(rng):
    return np.full((80, 9), rng.normal())


TROUBLE = [
    grid,
    large_offset,
    one_hot,
    one_hot_beside_population,
    sets,
    few_different,
    few_different_places,
    all_the_same,
]


@pytest.mark.parametrize("trouble", TROUBLE)
@pytest.mark.parametrize("metric", ["euclidean", "manhattan"])
def test_ties_duplicates_and_large_numbers_change_nothing(metric, trouble, rng):
    vectors = trouble(rng)
    indices, distances = by_brute_force(vectors, 15, metric)
    graph = space_of(vectors, metric).neighbor_graph(15)
    np.testing.assert_allclose(graph.distances, distances, rtol=1e-6)
    np.testing.assert_array_equal(graph.indices, indices)


@pytest.mark.parametrize("trouble", [few_different_places, grid])
def test_places_that_coincide_are_found_on_the_earth(trouble, rng):
    degrees = trouble(rng)
    space = space_of(degrees, "haversine")
    graph = space.neighbor_graph(15)
    expected = np.stack([np.sort(space.distances(vector))[1:16] for vector in space.vectors])
    np.testing.assert_allclose(graph.distances, expected, atol=0.01)


@pytest.mark.parametrize("trouble", [one_hot, sets, one_hot_beside_population])
def test_cosine_distances_stay_right_among_many_equal_ones(trouble, rng):
    vectors = trouble(rng)
    vectors = vectors[vectors.any(axis=1)]
    _, distances = by_brute_force(vectors, 15, "cosine")
    graph = space_of(vectors, "cosine").neighbor_graph(15)
    np.testing.assert_allclose(graph.distances, distances, atol=1e-6)


@pytest.mark.parametrize("trouble", TROUBLE)
@pytest.mark.parametrize("metric", PLAIN)
def test_the_table_of_an_item_is_its_row_of_the_graph(metric, trouble, rng):
    vectors = trouble(rng)
    if metric == "cosine":
        vectors = vectors[vectors.any(axis=1)]
    space = space_of(vectors, metric)
    graph = space.neighbor_graph(15)
    for row in range(0, len(space), 23):
        table = space.neighbors(str(row), k=15)
        np.testing.assert_array_equal(table["index"], graph.indices[row])
        np.testing.assert_allclose(table["distance"], graph.distances[row], rtol=1e-6, atol=1e-12)


def test_nobody_is_missed_where_float32_can_not_tell_who_is_nearer(rng):
    # Two heaps far apart, many enough that faiss multiplies: |x|² is 2e10 beside squares of 400.
    heaps = np.repeat([[0.0], [2e4]], 600, axis=0) * np.ones(200)
    vectors = heaps + rng.normal(size=(1_200, 200))
    indices, distances = by_brute_force(vectors, 5)
    graph = space_of(vectors).neighbor_graph(5)
    np.testing.assert_allclose(graph.distances, distances, rtol=1e-6)
    np.testing.assert_array_equal(graph.indices, indices)


vectors_with_ties = (
    st.integers(1, 9)
    .flatmap(
        lambda d: st.lists(
            st.lists(st.integers(-3, 3), min_size=d, max_size=d), min_size=4, max_size=25
        )
    )
    .map(np.array)
)


@pytest.mark.parametrize("metric", PLAIN)
@given(vectors=vectors_with_ties)
def test_a_row_of_the_graph_is_sorted_and_never_holds_the_item_itself(metric, vectors):
    assume(metric != "cosine" or vectors.any(axis=1).all())
    graph = space_of(vectors, metric).neighbor_graph(3)
    assert (np.diff(graph.distances, axis=1) >= 0).all()
    assert (graph.indices != np.arange(len(vectors))[:, None]).all()
    assert all(len(set(row)) == 3 for row in graph.indices.tolist())


@pytest.mark.parametrize("metric", PLAIN)
@given(vectors=vectors_with_ties, seed=st.integers(0, 99))
def test_the_order_of_the_items_changes_no_distance(metric, vectors, seed):
    assume(metric != "cosine" or vectors.any(axis=1).all())
    order = np.random.default_rng(seed).permutation(len(vectors))
    graph, shuffled = (
        space_of(each, metric).neighbor_graph(3) for each in (vectors, vectors[order])
    )
    np.testing.assert_allclose(shuffled.distances, graph.distances[order], atol=1e-6)


def test_the_order_of_the_items_changes_no_neighbour(rng):
    vectors = rng.normal(size=(200, 12))
    order = rng.permutation(200)
    graph, shuffled = (space_of(each).neighbor_graph(7) for each in (vectors, vectors[order]))
    np.testing.assert_array_equal(order[shuffled.indices], graph.indices[order])


def test_a_smaller_graph_is_the_beginning_of_a_larger_one(rng):
    space = space_of(rng.normal(size=(60, 9)))
    large = space.neighbor_graph(20)
    small = space_of(space.vectors).neighbor_graph(5)
    np.testing.assert_array_equal(large.first(5).indices, small.indices)
    np.testing.assert_array_equal(space.neighbor_graph(5).indices, small.indices)


def test_a_graph_once_computed_is_shared(rng):
    space = space_of(rng.normal(size=(60, 9)))
    large = space.neighbor_graph(20)
    assert np.shares_memory(space.neighbor_graph(5).indices, large.indices)


def test_indices_are_int32_and_distances_float32(rng):
    graph = space_of(rng.normal(size=(30, 9))).neighbor_graph(29)
    assert (graph.indices.dtype, graph.distances.dtype) == (np.int32, np.float32)
    assert graph.indices.shape == graph.distances.shape == (30, 29)


def test_two_items_are_each_others_neighbours():
    graph = exact_neighbor_graph(np.array([[0.0, 0], [3, 4]]), 1, METRICS["euclidean"])
    assert graph.indices.tolist() == [[1], [0]]
    assert graph.distances.tolist() == [[5.0], [5.0]]


def test_with_itself_puts_the_item_first_at_distance_0(rng):
    graph = space_of(rng.normal(size=(30, 3))).neighbor_graph(4)
    full = with_itself(graph)
    assert full.indices[:, 0].tolist() == list(range(30))
    assert not full.distances[:, 0].any()
    np.testing.assert_array_equal(full.indices[:, 1:], graph.indices)
    np.testing.assert_array_equal(full.distances[:, 1:], graph.distances)


@pytest.mark.parametrize(
    ("k", "n_items", "sentence"),
    [
        (0, 6, "The number of neighbours must be 1 or more, got 0."),
        (2.5, 6, "The number of neighbours must be 1 or more, got 2.5."),
        (True, 6, "The number of neighbours must be 1 or more, got True."),
        (10, 6, "10 neighbours were asked for, but there are only 6 items. Choose 5 or fewer."),
        (
            1_234,
            1_000,
            "1,234 neighbours were asked for, but there are only 1,000 items. Choose 999 or fewer.",
        ),
        (1, 1, "1 neighbour was asked for, but there is only one item."),
    ],
)
def test_an_impossible_number_of_neighbours_gets_a_sentence(k, n_items, sentence):
    with pytest.raises(InvalidParameter) as caught:
        check_k(k, n_items)
    assert str(caught.value) == sentence


@pytest.fixture
def heaps(rng):
    """6,000 items in 30 heaps."""
    centres = rng.normal(size=(30, 12)) * 3
    return (centres[np.arange(6_000) % 30] + rng.normal(size=(6_000, 12))).astype(np.float32)


@pytest.fixture
def many_is_few(monkeypatch):
    """Have 6,000 × 12 count as too many for an exact graph."""
    monkeypatch.setattr(neighbors, "LARGEST_EXACT", 10**8)


def test_many_items_have_the_neighbours_scikit_learn_finds(heaps):
    indices, distances = by_brute_force(heaps[:2_100], 15, "euclidean")
    graph = exact_neighbor_graph(heaps[:2_100], 15, METRICS["euclidean"])
    np.testing.assert_array_equal(graph.indices, indices)
    np.testing.assert_allclose(graph.distances, distances, rtol=1e-6)


@pytest.mark.usefixtures("many_is_few")
@pytest.mark.parametrize("metric", ["euclidean", "cosine"])
def test_the_recall_a_graph_claims_is_its_true_one(metric, heaps):
    space = space_of(heaps, metric)
    graph = space.neighbor_graph(15)
    exact = space.neighbor_graph(15, exact=True)
    kept = (graph.indices[:, :, None] == exact.indices[:, None, :]).any(axis=2).mean()
    assert not graph.is_exact
    assert graph.recall >= 0.95
    assert graph.recall == pytest.approx(kept, abs=0.02)
    assert exact.is_exact
    assert exact.recall == 1
    assert space.neighbor_graph(15) is not graph
    np.testing.assert_array_equal(space_of(heaps, metric).neighbor_graph(15).indices, graph.indices)


@pytest.mark.usefixtures("many_is_few")
def test_a_graph_that_is_hard_to_guess_is_exact_in_the_end(rng):
    vectors = rng.normal(size=(4_000, 60)).astype(np.float32)  # no clusters at all
    graph = space_of(vectors).neighbor_graph(5)
    assert graph.recall >= 0.95


@pytest.mark.usefixtures("many_is_few")
@pytest.mark.parametrize("find", ["exact_neighbor_graph", "approximate_neighbor_graph"])
def test_a_graph_says_how_far_it_is_and_stops_when_told(find, heaps):
    heard = []

    def listen(done, total):
        heard.append(done / total)
        if done > total / 2:
            raise JobCancelled

    with listening(listen), pytest.raises(JobCancelled):
        getattr(neighbors, find)(heaps, 15, METRICS["euclidean"])
    assert heard == sorted(heard)
    assert heard[0] < 0.2


def test_a_whole_number_of_numpy_is_a_number_of_neighbours():
    check_k(np.int64(3), 5)
