"""The check-up: what was planted is found, what is the same for others is the same here."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import skew

import embedviz as ev
from embedviz.errors import InvalidParameter, InvalidRequest, UnknownName
from embedviz.space.checking.duplicates import folded


def space_of(vectors, **columns) -> ev.VectorSpace:
    labels = tuple(f"row {row}" for row in range(len(vectors)))
    frame = pd.DataFrame(columns, index=range(len(vectors)))
    kinds = tuple(ev.Column(name, name, "category") for name in columns)
    return ev.VectorSpace(vectors, labels, dataset=ev.Dataset("points", frame, labels, kinds))


@pytest.fixture
def heaps(rng) -> tuple[ev.VectorSpace, np.ndarray]:
    """Three heaps of 60 in 8 dimensions, and the heap of each item."""
    truth = np.repeat([0, 1, 2], 60)
    centres = rng.normal(size=(3, 8)) * 6
    names = np.array(["red", "green", "blue"])[truth]
    return space_of(centres[truth] + rng.normal(size=(180, 8)), heap=names), truth


def test_copies_are_groups_at_any_distance_and_the_first_of_each_stays():
    space = space_of([[0, 0], [9, 9], [0, 0], [5, 1], [0, 0], [9, 9]])
    found = ev.check(space, k=2)
    table = found.duplicates
    assert table[["group", "index", "kind", "first"]].values.tolist() == [
        [1, 0, "exact", True],
        [1, 2, "exact", False],
        [1, 4, "exact", False],
        [2, 1, "exact", True],
        [2, 5, "exact", False],
    ]
    assert found.counts["duplicates"] == 3
    assert found.without("duplicates").labels == ("row 0", "row 1", "row 3")


def test_hundred_copies_are_one_group_however_few_neighbours_are_asked(rng):
    vectors = rng.normal(size=(150, 5))
    vectors[::3][:40] = vectors[0]
    found = ev.check(space_of(vectors), k=3)
    assert set(found.duplicates["group"]) == {1}
    assert len(found.duplicates) == 40


def test_texts_that_differ_by_case_blanks_or_punctuation_are_twins():
    texts = [
        "Where is my card?", "where is  my card", "WHERE IS MY CARD!!", "Where is my cart?",
        "I'd pay 1.5", "Id pay 15", "Id pay 1,5", "stocks fell again", "C++", "C#",
    ]  # fmt: skip
    found = ev.check(ev.encode(texts, "tfidf"), near=0.0)
    spelling = found.duplicates[found.duplicates["kind"] == "spelling"]
    assert set(spelling["index"]) >= {0, 1, 2, 4, 6}
    assert not {3, 5, 7, 8, 9} & set(spelling["index"])
    without = ev.check(ev.encode(texts, "tfidf"), near=0.0, text="")
    assert "spelling" not in set(without.duplicates["kind"])


def test_folding_keeps_symbols_and_what_is_nothing_but_punctuation():
    assert folded(["C++", "c", "¿Qué?", "qué", "!?", "😀", "Straße", "STRASSE"]) == [
        "c++", "c", "qué", "qué", "!?", "😀", "strasse", "strasse",
    ]  # fmt: skip


def test_counts_at_limits_are_those_of_a_check_at_these_limits(heaps):
    space, _ = heaps
    given = np.array(space.dataset.frame["heap"], dtype=object)
    given[::17] = "red"
    split = np.where(np.arange(180) % 4, "train", "test")
    found = ev.check(space, given, split)
    limits = {
        "duplicates": ("near", [0.0, 0.3 * found.usual, found.usual]),
        "leaks": ("near", [0.0, 0.3 * found.usual, found.usual]),
        "outliers": ("outlying", [0.5, 1.5, 2.5]),
        "labels": ("suspicion", [0.0, 0.6, 0.9]),
    }
    for finding, (name, at) in limits.items():
        counted = found.count(finding, at).tolist()
        assert counted == [found.at(**{name: limit}).counts[finding] for limit in at]
        assert counted == sorted(counted, reverse=name != "near")
        assert any(counted)
    assert found.count("hubs", 2.0) == (found.scores["in_degree"] >= 20).sum()


def test_groups_at_a_limit_are_those_of_single_linkage(heaps):
    from scipy.cluster.hierarchy import fcluster, linkage
    from sklearn.metrics import adjusted_rand_score

    space, _ = heaps
    limit = 1.1 * ev.check(space).usual
    found = ev.check(space, k=179, near=limit)
    theirs = fcluster(linkage(space.vectors, "single"), limit, "distance")
    alone = np.bincount(theirs)[theirs] == 1
    ours = found.scores["duplicate_group"].to_numpy()
    assert ((ours == 0) == alone).all()
    assert adjusted_rand_score(ours[~alone], theirs[~alone]) == 1


def test_each_twin_is_the_nearest_and_its_distance_the_spaces_own(heaps):
    space, _ = heaps
    table = ev.check(space, near=2.0).duplicates
    graph = space.neighbor_graph(1)
    assert len(table)
    for row in table.itertuples():
        assert row.distance == pytest.approx(graph.distances[row.index, 0], rel=1e-6) or row.kind
        assert space.distance(row.label, row.twin_label) == pytest.approx(row.distance, rel=1e-6)


def test_what_is_far_from_all_heaps_is_an_outlier_and_ranked(heaps):
    space, _ = heaps
    vectors = np.vstack([space.vectors, np.full((1, 8), 30.0), np.full((1, 8), -60.0)])
    found = ev.check(space_of(vectors))
    assert found.outliers["index"].tolist()[:2] == [181, 180]
    assert len(found.outliers) <= 4
    means = space_of(vectors).neighbor_graph(10).distances.mean(axis=1)
    assert (np.argsort(found.scores["outlier_score"]) == np.argsort(means)).all()


@pytest.mark.parametrize("n_dimensions", [2, 8, 64])
def test_where_there_is_no_structure_next_to_nothing_is_found(rng, n_dimensions):
    classes = rng.integers(0, 5, 1_000).astype(str)
    splits = rng.choice(["train", "test"], 1_000)
    found = ev.check(space_of(rng.normal(size=(1_000, n_dimensions))), classes, splits)
    assert found.counts["labels"] <= 2
    assert found.counts["outliers"] <= (50 if n_dimensions == 2 else 8)
    # In the plane chance brings some points together: the share is that of a Poisson process.
    assert found.counts["duplicates"] <= (25 if n_dimensions == 2 else 0)
    assert found.counts["leaks"] <= found.counts["duplicates"]


def test_two_classes_at_random_are_not_doubted(rng):
    found = ev.check(space_of(rng.normal(size=(2_000, 6))), rng.integers(0, 2, 2_000).astype(str))
    assert found.counts["labels"] <= 2


def test_flipped_labels_are_found_with_their_own_class(heaps):
    space, truth = heaps
    names = np.array(["red", "green", "blue"], dtype=object)
    given = names[truth]
    flipped = [3, 77, 150]
    given[flipped] = names[(truth[flipped] + 1) % 3]
    found = ev.check(space, pd.Series(given, name="colour"))
    assert found.label == "colour"
    table = found.labels
    assert set(table["index"]) == set(flipped)
    assert (table["suggested"] == names[truth[table["index"]]]).all()
    assert (table["given"] == given[table["index"]]).all()
    assert [len(row) for row in table["neighbor_classes"]] == [10, 10, 10]
    assert (given[list(table["neighbors"][0])] == table["neighbor_classes"][0]).all()


def test_items_without_a_class_have_no_vote_and_are_not_doubted(heaps):
    space, truth = heaps
    given = np.array(["red", "green", "blue"], dtype=object)[truth]
    given[::2] = None
    given[1] = "blue"
    table = ev.check(space, given).labels
    assert table["index"].tolist() == [1]
    assert table["suggested_share"][0] == 1
    assert None in table["neighbor_classes"][0]


def test_a_leak_is_told_once_at_the_row_of_the_smaller_split(rng):
    vectors = rng.normal(size=(100, 6))
    split = np.array(["train"] * 70 + ["test"] * 30, dtype=object)
    vectors[80], vectors[90], vectors[95] = vectors[5], vectors[6] + 1e-4, vectors[96]
    split[3] = None
    vectors[85] = vectors[3]
    found = ev.check(space_of(vectors, split=split), split="split")
    assert found.leaks[["index", "split", "kind", "twin", "twin_split"]].values.tolist() == [
        [80, "test", "exact", 5, "train"],
        [90, "test", "near", 6, "train"],
    ]
    assert found.without("leaks", keep=[90], drop=[0]).labels == tuple(
        f"row {row}" for row in range(100) if row not in (0, 80)
    )


def test_a_copy_leaks_however_many_copies_its_own_split_has(rng):
    vectors = rng.normal(size=(120, 4))
    vectors[60:100] = vectors[110]
    split = ["train"] * 20 + ["test"] * 80 + ["train"] * 20
    split[:20] = ["other"] * 20
    found = ev.check(space_of(vectors), split=split, k=5)
    rows = found.leaks["index"].tolist()
    assert rows == [110]  # of the smaller split; its forty copies are in the larger


def test_hubs_and_orphans_are_counted_by_the_graph_and_skewed_as_scipy_says(rng):
    space = space_of(rng.normal(size=(500, 50)))
    found = ev.check(space, hub=3)
    degrees = np.bincount(space.neighbor_graph(10).indices.ravel(), minlength=500)
    assert found.skewness == pytest.approx(skew(degrees), rel=1e-9)
    assert (found.scores["in_degree"] == degrees).all()
    hubs = found.hubs[found.hubs["kind"] == "hub"]
    assert set(hubs["index"]) == set(np.flatnonzero(degrees >= 30))
    assert hubs["in_degree"].is_monotonic_decreasing
    orphans = found.hubs[found.hubs["kind"] == "orphan"]
    assert set(orphans["index"]) == set(np.flatnonzero(degrees == 0))


def test_a_table_has_a_row_an_item_and_a_column_a_finding(heaps):
    space, truth = heaps
    vectors = space.vectors.copy()
    vectors[7] = vectors[8]
    given = np.array(["a", "b", "c"])[truth]
    given[7] = "c"
    found = ev.check(space_of(vectors, findings=given), "findings", np.arange(180) % 7)
    table = found.to_frame()
    assert table["findings"].tolist() == given.tolist()  # the fact keeps its name
    assert table.loc[[7, 8], "findings (2)"].tolist() == ["duplicate; label", "duplicate; leak"]
    assert table.loc[7, "duplicate_of"] == 8
    assert table.loc[8, "duplicate_group"] == 1
    assert table.loc[7, "suggested_label"] == "a"
    assert table.loc[0, ["duplicate_group", "duplicate_of", "leak_of"]].tolist() == [0, -1, -1]
    assert "outlier_score" in table


def test_few_items_are_checked_with_as_many_neighbours_as_there_are():
    found = ev.check(space_of([[0, 0], [0, 0], [1, 2]]))
    assert found.k == 2
    assert found.counts == {"duplicates": 1, "outliers": 0, "hubs": 0}
    assert not len(found.labels)
    all_alike = ev.check(space_of(np.ones((30, 3))))
    assert all_alike.counts["duplicates"] == 29
    assert all_alike.counts["outliers"] == 0
    assert all_alike.near == all_alike.usual == 0


@pytest.mark.parametrize(
    ("asked", "error", "sentence"),
    [
        ({"label": "colour"}, UnknownName, "no column called 'colour'"),
        ({"label": ["a", "b"]}, InvalidRequest, "2 values were given as the label of 180"),
        ({"split": ["a"] * 180}, InvalidRequest, "the same value in all rows"),
        ({"label": list(range(180))}, InvalidRequest, "180 different values in 180 rows"),
        ({"k": 0}, InvalidParameter, "between 1 and 1,000"),
        ({"suspicion": 1.5}, InvalidParameter, "suspicion must be between 0"),
        ({"near": -1.0}, InvalidParameter, "near must be between 0"),
    ],
)
def test_what_can_not_be_asked_is_said(heaps, asked, error, sentence):
    with pytest.raises(error, match=sentence):
        ev.check(heaps[0], **asked)


def test_nothing_to_compare_and_nothing_left_are_said():
    with pytest.raises(InvalidRequest, match="only one"):
        ev.check(space_of([[1, 2]]))
    found = ev.check(space_of([[0, 0], [0, 0]]))
    with pytest.raises(InvalidRequest, match="No row would stay"):
        found.without("duplicates", drop=[0])
    with pytest.raises(UnknownName, match="finding"):
        found.without("dupes")


def test_a_notebook_shows_counts_and_hostile_labels_stay_letters():
    labels = ("<script>alert(1)</script>", "b", "c")
    found = ev.check(ev.VectorSpace([[0, 0], [0, 0], [1, 1]], labels))
    shown = found._repr_html_()
    assert "Check(3 items: 1 duplicates, 0 outliers, 0 hubs)" in shown
    assert "<script" not in shown


def test_cosine_and_places_are_checked_in_their_own_distance(rng):
    vectors = rng.normal(size=(60, 12))
    vectors[1] = 3 * vectors[0]
    found = ev.check(space_of(vectors).with_metric("cosine"))
    assert found.duplicates["index"].tolist() == [0, 1]
    assert found.duplicates["kind"].tolist() == ["near", "near"]
    places = rng.uniform(-80, 80, size=(60, 2))
    places[1] = places[0] + 0.001
    found = ev.check(space_of(places).with_metric("haversine"))
    assert {0, 1} <= set(found.duplicates["index"])
    assert found.duplicates["distance"][0] == pytest.approx(0.12, abs=0.05)  # km
