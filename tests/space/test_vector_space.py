"""VectorSpace: what may be asked of it, and what it refuses to be."""

from __future__ import annotations

import numpy as np
import pytest

import embedviz as ev
from embedviz.errors import (
    AmbiguousLabel,
    InvalidParameter,
    InvalidRequest,
    UnknownLabel,
    UnknownName,
)
from embedviz.space import VectorSpace
from embedviz.space.metrics import METRICS


@pytest.fixture(scope="module")
def words():
    return ev.load_words()


def test_king_is_to_man_as_queen_is_to_woman(words):
    assert words.analogy(["king", "woman"], ["man"], k=1)["label"][0] == "queen"


def test_paris_is_to_france_as_tokyo_is_to_japan(words):
    assert words.analogy(["paris", "japan"], ["france"], k=1)["label"][0] == "tokyo"


def test_swam_is_in_the_top_three_of_walked_less_walking_and_swimming(words):
    assert "swam" in list(words.analogy(["walked", "swimming"], ["walking"], k=3)["label"])


def test_a_words_own_neighbours_are_of_its_kind(words):
    assert {"tuesday", "wednesday", "thursday"} <= set(words.neighbors("monday", k=6)["label"])


def test_vectors_are_float32_and_can_not_be_written_to(plane):
    assert plane.vectors.dtype == np.float32
    with pytest.raises(ValueError, match="read-only"):
        plane.vectors[0, 0] = 1


def test_the_array_a_space_was_made_of_may_change_without_changing_it():
    mine = np.ones((2, 2), np.float32)
    space = VectorSpace(mine, ["a", "b"])
    mine[:] = 9
    assert (space.vectors == 1).all()


def test_a_label_gives_its_vector_to_calculate_with(plane):
    np.testing.assert_array_equal(plane["king"] - plane["man"] + plane["woman"], [4, 5])


def test_neighbours_are_ranked_from_1_without_the_item(plane):
    table = plane.neighbors("man", k=3)
    assert list(table.columns) == ["rank", "label", "index", "distance"]
    assert list(table["rank"]) == [1, 2, 3]
    assert list(table["label"]) == ["woman", "girl", "king"]
    np.testing.assert_allclose(table["distance"], [3, np.sqrt(10), 4])


def test_under_cosine_the_table_has_the_similarity_too(plane):
    table = plane.with_metric("cosine").neighbors("man", k=5)
    assert list(table.columns) == ["rank", "label", "index", "distance", "similarity"]
    np.testing.assert_allclose(table["similarity"], 1 - table["distance"])
    assert table["label"][0] == "queen"


def test_items_equally_far_come_in_the_order_of_the_data():
    space = VectorSpace([[0], [1], [-1], [1]], ["o", "a", "b", "c"])
    assert list(space.neighbors("o", k=3)["label"]) == ["a", "b", "c"]


def test_a_label_is_found_by_case_and_bare_name(towns):
    space = ev.vectorize(towns)
    assert space.index_of("quito") == 5
    np.testing.assert_array_equal(space["Quito"], space["Quito, Ecuador"])


def test_nearest_to_a_vector_may_be_an_item_itself(plane):
    assert plane.nearest(plane["king"], k=1)["label"][0] == "king"
    assert plane.nearest(plane["king"], k=1, exclude=["king"])["label"][0] == "queen"


def test_nearest_may_list_all_items_and_not_one_more(plane):
    assert set(plane.nearest([0, 0], k=6)["label"]) == set(plane.labels)
    with pytest.raises(InvalidParameter) as caught:
        plane.nearest([0, 0], k=7)
    assert str(caught.value) == (
        "7 neighbours were asked for, but there are only 6 items. Choose 6 or fewer."
    )


def test_an_analogy_with_too_many_answers_counts_the_question(plane):
    with pytest.raises(InvalidParameter) as caught:
        plane.analogy(["king", "woman"], ["man"], k=4)
    assert str(caught.value) == (
        "4 neighbours were asked for, but there are only 6 items, 3 of them in the question. "
        "Choose 3 or fewer."
    )


@pytest.mark.parametrize("method", ["3cosadd", "3cosmul", "parallelogram"])
def test_an_item_named_twice_in_a_question_is_left_out_once(plane, method):
    assert len(plane.analogy(["king", "king"], ["man"], k=4, method=method)) == 4


def test_a_vector_of_another_length_is_refused(plane):
    with pytest.raises(InvalidRequest, match=r"has 2 numbers, got the shape \(3,\)"):
        plane.nearest([1, 2, 3], k=2)


def test_the_parallelogram_answers_by_the_metric_of_the_space(plane):
    table = plane.analogy(["king", "woman"], ["man"], k=1, method="parallelogram")
    assert table["label"][0] == "queen"
    assert table["distance"][0] == 0
    np.testing.assert_array_equal(plane.target(["king", "woman"], ["man"]), plane["queen"])


def test_an_analogy_gives_similarities_best_first(plane):
    table = plane.analogy(["king", "woman"], ["man"], k=3)
    assert list(table.columns) == ["rank", "label", "index", "similarity"]
    assert (np.diff(table["similarity"]) <= 0).all()


def test_an_analogy_without_a_start_is_refused(plane):
    with pytest.raises(InvalidRequest, match="needs at least one item to start from"):
        plane.analogy([], ["man"])


def test_an_unknown_way_to_answer_gets_the_nearest_name(plane):
    with pytest.raises(UnknownName, match=r"no analogy method called '3cosad'. Try 3cosadd"):
        plane.analogy(["king"], ["man"], method="3cosad")


def test_an_unknown_word_in_a_question_is_not_passed_over(plane):
    with pytest.raises(UnknownLabel, match=r'No item is called "kong". The closest is "king".'):
        plane.analogy(["kong", "woman"], ["man"])


def test_an_axis_runs_from_0_to_1_between_its_poles(plane):
    coordinates = plane.axis("man", "woman")
    assert coordinates.dtype == np.float32
    np.testing.assert_allclose(coordinates, [0, 1, 0, 1, 8 / 3, 1], rtol=1e-6)


def test_distance_is_what_the_table_says(plane):
    for metric in ("euclidean", "cosine", "manhattan"):
        space = plane.with_metric(metric)
        for _, row in space.neighbors("man", k=5).iterrows():
            assert space.distance("man", row["label"]) == row["distance"]


def test_contributions_add_up_the_dimensions_of_a_column(towns):
    space = ev.vectorize(towns, ["people", "land"], scaling="minmax")
    table = space.contributions("Vancouver, Canada", "Quito, Ecuador")
    assert list(table.columns) == ["feature", "share"]
    assert list(table["feature"]) == ["land", "people"]
    apart = float(space["Vancouver, Canada"][0] - space["Quito, Ecuador"][0])
    assert table["share"][0] == pytest.approx(2 / (2 + apart**2))
    assert table["share"].sum() == pytest.approx(1)


def test_another_metric_leaves_the_vectors_and_changes_the_space(plane):
    other = plane.with_metric("manhattan")
    assert plane.with_metric("euclidean") is plane
    assert other.distance("man", "queen") == 7
    assert plane.distance("man", "queen") == 5


def test_a_known_graph_makes_another_space_and_leaves_this_one(plane):
    found = plane.with_metric("manhattan").neighbor_graph(3)
    assert plane._graph is None
    informed = plane.with_graph(found)
    assert informed._graph.n_neighbors == 3
    assert plane._graph is None
    np.testing.assert_array_equal(informed.neighbor_graph(3).indices, found.indices)
    assert informed.fingerprint == plane.fingerprint


def test_a_graph_of_other_items_is_refused(plane):
    graph = plane.take([0, 1, 2]).neighbor_graph(1)
    with pytest.raises(InvalidRequest, match="graph of 3 items was given for 6"):
        plane.with_graph(graph)


def test_a_sibling_shares_what_is_the_same(plane):
    points, fingerprint = plane.points, plane.fingerprint
    informed = plane.with_graph(plane.neighbor_graph(2))
    assert informed.points is points
    assert informed.fingerprint is fingerprint
    for other in (informed, plane.with_metric("cosine")):
        assert other.vectors is plane.vectors
        assert other.labels is plane.labels
        assert other.dataset is plane.dataset
    assert plane.with_metric("cosine").points is not points
    assert plane.with_metric("cosine")._graph is None


def test_some_rows_are_the_space_made_of_them(plane):
    part = plane.take([4, 0, 2])
    made = VectorSpace(plane.vectors[[4, 0, 2]], ("apple", "man", "king"))
    assert part.fingerprint == made.fingerprint
    assert part.neighbors("man", k=2)["label"].tolist() == ["king", "apple"]
    assert part.feature_names == plane.feature_names
    assert not part.vectors.flags.writeable
    with pytest.raises(InvalidRequest, match='"man" occurs 2 times'):
        plane.take([0, 0])
    with pytest.raises(InvalidRequest, match="has no items"):
        plane.take([])


def test_equal_spaces_have_equal_fingerprints_and_others_not(plane):
    again = VectorSpace(plane.vectors, plane.labels)
    assert again.fingerprint == plane.fingerprint
    assert plane.with_metric("cosine").fingerprint != plane.fingerprint
    assert VectorSpace(plane.vectors + 1, plane.labels).fingerprint != plane.fingerprint
    assert VectorSpace(plane.vectors, plane.labels[::-1]).fingerprint != plane.fingerprint


def test_a_space_tells_its_size_and_how_it_was_made(words):
    assert repr(words) == (
        "VectorSpace(21,745 items × 384 dimensions, cosine by the token table of all-MiniLM-L6-v2)"
    )


def test_dimensions_without_names_are_numbered():
    space = VectorSpace([[1, 2]], ["a"])
    assert space.feature_names == space.feature_columns == ("dimension 1", "dimension 2")


@pytest.mark.parametrize(
    ("vectors", "labels", "others", "sentence"),
    [
        ([[1], [2]], ["a"], {}, "1 labels were given for 2 vectors."),
        ([1, 2], ["a", "b"], {}, "one row an item and at least one column, got the shape (2,)."),
        ([[], []], ["a", "b"], {}, "got the shape (2, 0)."),
        (np.empty((0, 2)), [], {}, "vectors has no items."),
        ([[1], [2]], ["a", "a"], {}, 'Labels must be unique, but "a" occurs 2 times.'),
        ([[1, 2], [3, np.nan]], ["a", "b"], {}, 'The vector of "b" has no finite number in "dim'),
        ([[1, np.inf]], ["a"], {"feature_names": ("x", "y")}, 'no finite number in "y"'),
        ([[1, 2]], ["a"], {"feature_names": ("x",)}, "1 names were given for 2 dimensions."),
        ([[1, 2, 3]], ["a"], {"metric": "haversine"}, "needs exactly latitude and longitude"),
        ([[91, 0]], ["a"], {"metric": "haversine"}, "needs exactly latitude and longitude"),
        ([[0, 181]], ["a"], {"metric": "haversine"}, "needs exactly latitude and longitude"),
    ],
)
def test_what_is_no_space_gets_a_sentence(vectors, labels, others, sentence):
    with pytest.raises(InvalidRequest) as caught:
        VectorSpace(vectors, labels, **others)
    assert sentence in str(caught.value)


def test_labels_that_are_not_those_of_the_data_set_are_refused(towns):
    with pytest.raises(InvalidRequest, match="are not those of their data set"):
        VectorSpace(np.ones((6, 2)), list("abcdef"), dataset=towns)


def test_an_unknown_metric_gets_the_nearest_name(plane):
    with pytest.raises(UnknownName, match=r"no metric called 'cosin'. Try cosine."):
        plane.with_metric("cosin")


def test_a_bare_name_of_several_items_is_refused_everywhere(towns):
    space = ev.vectorize(towns)
    for ask in (space.neighbors, space.index_of, lambda name: space.axis(name, "Quito")):
        with pytest.raises(AmbiguousLabel):
            ask("Vancouver")


@pytest.mark.parametrize("metric", METRICS)
def test_one_item_alone_is_a_space_without_neighbours(metric):
    space = VectorSpace([[1, 2]], ["a"], metric=metric)
    with pytest.raises(
        InvalidParameter, match=r"^1 neighbour was asked for, but there is only one"
    ):
        space.neighbors("a", k=1)
    with pytest.raises(InvalidParameter):
        space.neighbor_graph(1)


def test_cosine_refuses_a_vector_of_zeros_by_its_label():
    with pytest.raises(InvalidRequest, match='"origin" has only zeros'):
        VectorSpace([[0, 0], [1, 2]], ["origin", "a"], metric="cosine")
