"""Named clusters: short names of their own, two levels, middles, and names that were typed."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import HDBSCAN
from sklearn.metrics import adjusted_rand_score

import embedviz as ev
from embedviz.datasets import Column, Dataset
from embedviz.errors import InvalidRequest, UnknownName
from embedviz.space.groups import leaves_of, named_clusters
from embedviz.space.naming import word_terms
from embedviz.space.wording import wording_of

ASKED = {
    "stolen": ["my card was stolen", "a stolen card", "somebody has stolen my card today"],
    "rate": ["what exchange rate is used", "the exchange rate is bad", "my exchange rate"],
    "top": ["i want to top up my card", "can i top up the card", "how do i top up a card"],
}


@pytest.fixture
def asked(rng) -> ev.VectorSpace:
    texts = [text for each in ASKED.values() for text in each]
    dataset = Dataset(
        "asked", pd.DataFrame({"text": texts}), tuple(texts), (Column("text", "text", "text"),)
    )
    vectors = np.repeat(np.eye(3) * 9, 3, axis=0) + rng.normal(scale=0.1, size=(9, 3))
    return ev.VectorSpace(vectors, dataset.labels, dataset=dataset)


@pytest.fixture
def nested(rng) -> tuple[ev.VectorSpace, np.ndarray, np.ndarray]:
    """Three far heaps, the first two made of two each; some strays."""
    fine = np.repeat(np.arange(5), 40)
    broad = np.array([0, 0, 1, 1, 2])[fine]
    centres = np.array([[0, 0], [4, 0], [60, 0], [64, 0], [30, 60]])
    points = centres[fine] + rng.normal(scale=0.4, size=(200, 2))
    return ev.VectorSpace(points, [str(row) for row in range(200)]), broad, fine


def test_texts_are_named_by_their_words(asked):
    found = ev.find_clusters(asked, "kmeans", n_clusters=3)
    names = {found.names[found.numbers[row]].split(", ")[0] for row in (0, 3, 6)}
    assert names == {"stolen", "exchange rate", "top up"}  # all ask about "my card"


def test_words_are_named_by_the_medoid_and_its_nearest():
    space = ev.VectorSpace(
        [[0, 0], [0, 1], [0, 3], [50, 50], [50, 52], [50, 55]],
        ["fig", "kiwi", "plum", "car", "bus", "tram"],
    )
    found = ev.find_clusters(space, "kmeans", n_clusters=2)
    assert found.names == ("kiwi, fig, plum", "bus, car, tram")
    assert found.table["medoid"].tolist() == ["kiwi", "bus"]


def test_tables_are_named_by_what_differs_most():
    wine = ev.load_dataset("wine")
    found = ev.find_clusters(ev.vectorize(wine, scaling="standard"), "kmeans", n_clusters=3)
    assert {name.split(", ")[0] for name in found.names} == {"Barolo", "Grignolino", "Barbera"}
    assert any("high " in name for name in found.names)


def test_digits_are_named_by_the_digit(digits_space):
    found = ev.find_clusters(digits_space, "kmeans", n_clusters=10)
    assert sum(name.startswith("digit ") for name in found.names) >= 8
    assert len({*found.names}) == 10


def test_names_are_unique_where_all_texts_are_alike(rng):
    texts = [f"the same words again {row}" for row in range(40)]
    dataset = Dataset(
        "alike", pd.DataFrame({"text": texts}), tuple(texts), (Column("text", "text", "text"),)
    )
    space = ev.VectorSpace(rng.normal(size=(40, 3)), dataset.labels, dataset=dataset)
    found = ev.find_clusters(space, "kmeans", n_clusters=8)
    assert len({*found.names}) == 8
    assert all(found.names)


def test_forms_of_one_word_are_told_once():
    texts = ["a transfer, two transfers", "this transfer or those transfers", "an apple", "pears"]
    texts += ["a plum", "figs"]
    terms = word_terms(wording_of(texts), np.array([0, 0, 1, 1, 1, 1]), 2)[0]
    assert terms == ["transfer"]


def test_hdbscan_has_two_levels(nested):
    space, broad, fine = nested
    found = ev.find_clusters(space, size=10)
    leaf = HDBSCAN(min_cluster_size=10, cluster_selection_method="leaf", copy=True)
    theirs = leaf.fit_predict(space.vectors)
    assert adjusted_rand_score(theirs, found.finer or found) == 1
    inside = found.numbers >= 0
    assert adjusted_rand_score(broad[inside], found.numbers[inside]) > 0.5
    assert (fine[inside] >= 0).all()


@pytest.mark.parametrize("size", [5, 12, 40])
def test_the_leaves_are_those_of_scikit_learn(digits_space, size):
    kinds = HDBSCAN(min_cluster_size=size, cluster_selection_method="leaf", copy=True)
    theirs = kinds.fit(digits_space.vectors)
    ours = leaves_of(theirs._single_linkage_tree_, size)
    assert adjusted_rand_score(theirs.labels_, ours) == 1
    assert ((theirs.labels_ < 0) == (ours < 0)).all()


def test_each_part_lies_in_one_cluster(digits_space):
    for found in (
        ev.find_clusters(digits_space, "kmeans", n_clusters=5),
        ev.find_clusters(digits_space, size=12),
    ):
        if found.finer is None:
            continue
        for part, holder in enumerate(found.finer.within):
            assert set(found.numbers[found.finer.numbers == part]) == {holder}


def test_sizes_medoids_and_tightness_say_what_is_there(nested):
    space, _, fine = nested
    wide = np.where(fine == 4, 1, 0)
    found = named_clusters(space, wide)
    assert found.sizes == (160, 40)
    assert [wide[row] for row in found.medoids] == [0, 1]
    assert found.tightness[1] > 0.95  # one heap
    assert found.tightness[0] < 0.5  # four of them
    assert found.sentence() == "2 clusters of 40 to 160 items; every item is in one."


def test_data_without_structure_has_no_clusters(rng):
    space = ev.VectorSpace(rng.normal(size=(500, 20)), [str(row) for row in range(500)])
    found = ev.find_clusters(space)
    assert set(found) == {"none"}
    assert found.n_none == 500
    assert not len(found.table)
    assert found.sentence() == "No clusters: all 500 items stand in none."


def test_a_typed_name_stays(asked):
    found = ev.find_clusters(asked, "kmeans", n_clusters=3)
    old = found.names[found.numbers[0]]
    typed = ev.find_clusters(asked, "kmeans", n_clusters=3, names={old: "Theft"})
    assert typed.of_items[0] == "Theft"
    assert typed == found  # the same items stand together
    assert typed.fingerprint != found.fingerprint
    assert list(typed.rows("Theft")) == list(found.rows(old))
    with pytest.raises(UnknownName, match="cluster"):
        found.renamed({"no such": "x"})
    with pytest.raises(InvalidRequest, match="another cluster"):
        found.renamed({old: found.names[found.numbers[3]]})
    with pytest.raises(InvalidRequest, match="needs a name"):
        found.renamed({old: " "})


def test_a_notebook_shows_the_clusters(asked):
    found = ev.find_clusters(asked, "kmeans", n_clusters=3)
    assert "exchange rate" in found._repr_html_()
    assert repr(found) == "Clusters(3 clusters of 3 items; every item is in one.)"
