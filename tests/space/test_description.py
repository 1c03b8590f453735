"""What sets a group apart: words, numbers and categories as others count them, and its middle."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from scipy.spatial.distance import cdist

import embedviz as ev
from embedviz.datasets import Column, Dataset
from embedviz.errors import InvalidRequest, UnknownLabel
from embedviz.space.differences import hedges, standardized_difference
from embedviz.space.wording import class_weights, wording_of

REFERENCE = Path(__file__).parents[1] / "reference"

TEXTS = [
    "my card was stolen yesterday",
    "somebody has stolen the card",
    "a stolen card, what now",
    "the exchange rate is wrong",
    "what exchange rate do you use",
    "is the rate fair today",
]


def of_texts(texts=TEXTS):
    dataset = Dataset(
        "asked",
        pd.DataFrame({"text": texts}),
        tuple(texts),
        (Column("text", "text", "text"),),
        items="texts",
    )
    vectors = np.random.default_rng(0).normal(size=(len(texts), 4))
    return ev.VectorSpace(vectors, dataset.labels, dataset=dataset)


def test_class_weights_are_those_of_bertopic():
    theirs = json.loads((REFERENCE / "class_weights.json").read_text(encoding="utf-8"))
    ours = class_weights(np.array(theirs["counts"])).toarray()
    np.testing.assert_allclose(ours, theirs["weights"], rtol=0, atol=1e-9)


def test_words_are_counted_as_by_hand():
    words = ev.describe_group(of_texts(), [0, 1, 2]).words.set_index("word")
    assert words.loc["card", ["inside", "outside"]].tolist() == [3, 0]
    assert words.loc["stolen", "share_inside"] == 1
    assert "exchange" not in words.index  # stands outside only
    assert "the" not in words.index
    other = ev.describe_group(of_texts(), [3, 4, 5]).words.set_index("word")
    assert other.loc["rate", ["inside", "outside"]].tolist() == [3, 0]
    assert other.loc["exchange rate", ["inside", "outside"]].tolist() == [2, 0]


def test_the_weight_of_a_word_is_that_of_two_classes_of_texts():
    wording = wording_of(TEXTS)
    inside = wording.present[:3].sum(axis=0)
    outside = wording.present[3:].sum(axis=0)
    by_hand = class_weights(np.vstack([inside, outside])).toarray()[0]
    words = ev.describe_group(of_texts(), [0, 1, 2]).words.set_index("word")
    for word, weight in words["weight"].items():
        assert weight == pytest.approx(by_hand[list(wording.words).index(word)])


def test_hedges_g_and_its_interval_are_those_of_the_worked_example():
    # Borenstein and others (2009), chapter 4: means 103 and 100, deviations 5.5 and 4.5, 50 each:
    # g = 0.5924, its standard error 0.2028.
    pooled = np.sqrt((49 * 5.5**2 + 49 * 4.5**2) / 98)
    middle, low, high = hedges(3 / pooled, 50, 50)
    assert middle == pytest.approx(0.5924, abs=1e-4)
    assert (high - low) / 2 == pytest.approx(1.96 * 0.2028, abs=2e-4)


def test_the_difference_is_that_behind_the_t_test_of_scipy(rng):
    first, second = rng.normal(1, 2, 40), rng.normal(0, 2, 70)
    middle, low, high = standardized_difference(first, second)
    t = stats.ttest_ind(first, second).statistic
    plain = t * np.sqrt(1 / 40 + 1 / 70)
    assert middle == pytest.approx(plain * (1 - 3 / (4 * 108 - 1)), rel=1e-12)
    assert low < middle < high


def test_intervals_hold_what_is_true_as_often_as_they_say(rng):
    held = 0
    for _ in range(400):
        _, low, high = standardized_difference(rng.normal(0.5, 1, 30), rng.normal(0, 1, 60))
        held += low <= 0.5 <= high
    assert 0.92 <= held / 400 <= 0.98


def test_numbers_that_do_not_vary_are_told_apart_or_left_out():
    assert standardized_difference([1, 1], [2, 2]) == (-np.inf,) * 3
    assert standardized_difference([0.1, 0.1], [0.1, 0.1]) == (0, 0, 0)


def test_lift_is_that_of_counts_by_hand(towns):
    space = ev.vectorize(towns, ["latitude", "longitude"])
    told = ev.describe_group(space, ["Richmond, Canada", "Vancouver, Canada", "Quito, Ecuador"])
    rows = told.categories.set_index(["column", "category"])
    canada = rows.loc[("land", "Canada")]
    assert canada[["inside", "outside"]].tolist() == [2, 0]
    assert canada["lift"] == pytest.approx((2 / 3) / (2 / 6))
    sea = rows.loc[("known_for", "sea")]  # a set: two members of three
    assert sea[["inside", "outside"]].tolist() == [2, 0]
    assert ("land", "Australia") not in rows.index
    assert "land" not in ev.describe_group(space, [0, 3], without=["land"]).categories["column"]


@pytest.mark.parametrize("metric", ["euclidean", "cosine", "manhattan"])
def test_the_medoid_has_the_least_sum_of_distances(rng, metric):
    points = rng.normal(size=(60, 5)) + 1
    space = ev.VectorSpace(points, [str(row) for row in range(60)], metric=metric)
    named = {"manhattan": "cityblock"}.get(metric, metric)
    true = cdist(points[:40], points[:40], named).sum(axis=1).argmin()
    assert ev.describe_group(space, range(40)).medoid == str(true)


def test_typical_items_are_those_nearest_to_the_centroid(rng):
    points = rng.normal(size=(60, 5))
    space = ev.VectorSpace(points, [str(row) for row in range(60)])
    told = ev.describe_group(space, range(40), k=5)
    apart = np.linalg.norm(points[:40] - points[:40].mean(axis=0), axis=1)
    assert told.typical["index"].tolist() == np.argsort(apart)[:5].tolist()
    assert told.untypical["index"].tolist() == np.argsort(-apart)[:5].tolist()
    np.testing.assert_allclose(told.typical["distance"], np.sort(apart)[:5], rtol=1e-5)


def test_the_centroid_of_places_on_both_sides_of_the_date_line_lies_on_it():
    places = ev.VectorSpace([[0, 179], [0, -179], [0, 0]], list("abc"), metric="haversine")
    told = ev.describe_group(places, ["a", "b"])
    assert told.typical["distance"].tolist() == pytest.approx([111.2, 111.2], abs=0.1)


def test_a_group_is_given_by_labels_rows_or_booleans():
    space = of_texts()
    by_rows = ev.describe_group(space, [0, 1, 2])
    assert (by_rows.n_inside, by_rows.n_outside) == (3, 3)
    for rows in (TEXTS[:3], np.arange(6) < 3):
        assert ev.describe_group(space, rows).sentence() == by_rows.sentence()
    assert ev.describe_group(space, [0], against=[0, 3]).n_outside == 1


def test_a_sentence_says_the_most_telling():
    told = ev.describe_group(of_texts(), [3, 4, 5])
    assert told.sentence().startswith('These 3 of 6 texts: "rate" is in 100 %')
    assert "rate" in told._repr_html_()


def test_what_can_not_be_described_is_said():
    space = of_texts()
    with pytest.raises(InvalidRequest, match="no item in the group"):
        ev.describe_group(space, [])
    with pytest.raises(InvalidRequest, match="those it is compared with"):
        ev.describe_group(space, range(6))
    with pytest.raises(InvalidRequest, match="rows from 0 to 5"):
        ev.describe_group(space, [6])
    with pytest.raises(UnknownLabel):
        ev.describe_group(space, ["my card was stolen"])
