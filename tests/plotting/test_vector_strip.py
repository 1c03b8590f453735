"""plot_vectors: two vectors side by side."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.spatial.distance import sqeuclidean

import embedviz as ev
from embedviz.datasets import Column, Dataset
from embedviz.plotting import plot_vectors
from embedviz.plotting.vector_bars import MOST_BARS
from embedviz.space import VectorSpace

ONE, OTHER = "Vancouver, Canada", "Quito, Ecuador"


@pytest.fixture
def mixed(towns):
    return ev.vectorize(
        towns, ["latitude", "people", "land", "known_for", "opening"], scaling="standard"
    )


def bars(figure):
    """Give the bars by trace: neighbour, item, shares; each a mapping of feature to length."""
    return [dict(zip(trace.y, map(float, trace.x), strict=True)) for trace in figure.data]


def texts(trace):
    return dict(zip(trace.y, trace.text, strict=True))


def test_the_bars_are_the_two_vectors(mixed):
    neighbor, item, _ = bars(plot_vectors(mixed, ONE, OTHER))
    for found, label in ((item, ONE), (neighbor, OTHER)):
        for name, value in zip(mixed.feature_names, mixed[label], strict=True):
            assert found.get(name, 0.0) == pytest.approx(float(value))


def test_the_shares_are_those_of_the_squared_distance_and_add_up(mixed):
    *_, shares = bars(plot_vectors(mixed, ONE, OTHER))
    apart = sqeuclidean(mixed[ONE], mixed[OTHER])
    assert sum(shares.values()) == pytest.approx(1)
    for name, value in zip(mixed.feature_names, (mixed[ONE] - mixed[OTHER]) ** 2, strict=True):
        assert shares.get(name, 0.0) == pytest.approx(float(value) / apart, abs=1e-6)


def test_features_stand_in_their_order_the_first_on_top(mixed):
    shown = list(reversed(plot_vectors(mixed, ONE, OTHER).data[0].y))
    assert shown == [name for name in mixed.feature_names if name in shown]


def test_zeros_that_both_share_are_left_out_and_that_is_said(mixed):
    figure = plot_vectors(mixed, ONE, OTHER)
    assert "country: Australia" not in bars(figure)[0]
    assert "country: Canada" in bars(figure)[0]
    left_out = len(mixed.feature_names) - len(figure.data[0].y)
    assert figure.layout.annotations[-1].text.startswith(f"{left_out} more dimensions")


def test_a_bar_says_what_the_table_says_not_the_scaled_number(mixed):
    neighbor, item, _ = plot_vectors(mixed, ONE, OTHER).data
    assert texts(item)["population, people"] == "662,248 people"
    assert texts(neighbor)["population, people"] == "1,763,275 people"
    assert texts(item)["country: Canada"] == "yes"
    assert texts(neighbor)["country: Canada"] == "no"


def test_the_legend_names_the_two(mixed):
    assert [trace.name for trace in plot_vectors(mixed, ONE, OTHER).data[:2]] == [OTHER, ONE]


def wide(n_columns):
    columns = tuple(Column(f"c{each}", f"fact {each}", "number") for each in range(n_columns))
    values = np.random.default_rng(1).normal(size=(3, n_columns))
    frame = pd.DataFrame(values, columns=[column.name for column in columns])
    return ev.vectorize(Dataset("wide", frame, ("a", "b", "c"), columns),
                        [column.name for column in columns])  # fmt: skip


def test_of_many_features_those_with_the_largest_shares_are_shown():
    space = wide(40)
    _, _, shares = bars(plot_vectors(space, "a", "b"))
    apart = (space["a"] - space["b"]) ** 2
    largest = {f"fact {each}" for each in np.argsort(-apart)[:MOST_BARS]}
    assert set(shares) == largest


@pytest.fixture
def unnamed():
    vectors = np.random.default_rng(0).normal(size=(4, 64))
    return VectorSpace(vectors, ["one", "two", "three", "four"])


def test_long_vectors_without_meaning_are_two_strips(unnamed):
    (strips,) = plot_vectors(unnamed, "one", "two").data
    np.testing.assert_array_equal(strips.z[1], unnamed["one"])
    np.testing.assert_array_equal(strips.z[0], unnamed["two"])
    assert list(strips.y) == ["two", "one"]
    assert -strips.zmin == strips.zmax == np.abs(unnamed.vectors[:2]).max()


def test_an_item_can_be_compared_with_itself_in_strips(unnamed):
    assert len(set(plot_vectors(unnamed, "one", "one").data[0].y)) == 2


def test_pixels_are_the_two_pictures_and_their_difference(digits_space):
    figure = plot_vectors(digits_space, *digits_space.labels[:2])
    one, other, difference = figure.data
    images = digits_space.dataset.images
    np.testing.assert_array_equal(one.z, images[0])
    np.testing.assert_array_equal(other.z, images[1])
    np.testing.assert_allclose(difference.z, images[0] - images[1])
    told = [each.text for each in figure.layout.annotations]
    assert told == [*digits_space.labels[:2], "difference"]


def test_each_feature_is_named_above_its_bars(mixed):
    figure = plot_vectors(mixed, ONE, OTHER)
    names = list(figure.data[0].y)
    assert [each.text for each in figure.layout.annotations[: len(names)]] == names


def test_two_items_that_are_nothing_but_zeros_can_be_compared():
    space = VectorSpace(np.zeros((2, 3)), ["a", "b"])
    assert plot_vectors(space, "a", "b").layout.height > 0


@pytest.fixture
def mix(towns):
    return ev.mix(towns, ["people", "land"], {"motto": 1}, model="tfidf")


def test_a_text_among_features_is_one_row_with_its_words_and_its_share(mix):
    neighbor, item, shares = plot_vectors(mix, ONE, OTHER).data
    assert texts(item)["motto: meaning"] == "By sea and land"
    assert texts(neighbor)["motto: meaning"] == "The middle of the world"
    assert [name for name in item.y if name.startswith("motto")] == ["motto: meaning"]
    of_text = mix.contributions(ONE, OTHER).set_index("feature")["share"]["motto"]
    found = dict(zip(shares.y, shares.x, strict=True))
    assert found["motto: meaning"] == pytest.approx(of_text)
    assert sum(shares.x) == pytest.approx(1)


def test_a_long_text_is_shortened_and_its_markup_stays_letters(evil, raw_markup):
    words = [f"<b>{label}</b> says something long, number {n}" for n, label in
             enumerate(evil.labels)]  # fmt: skip
    texts_beside = Dataset("evil", evil.frame.assign(words=words), evil.labels,
                           (*evil.columns, Column("words", "<i>words</i>", "text")))  # fmt: skip
    space = ev.mix(texts_beside, ["size", "age"], {"words": 1}, model="tfidf")
    figure = plot_vectors(space, *space.labels[:2])
    assert raw_markup(figure) == []
    assert max(len(each) for each in figure.data[0].text) < 60


def test_a_marked_gap_is_said_by_yes_and_no(gappy):
    space = ev.vectorize(gappy, ["people", "latitude"], scaling="standard", missing="category")
    _, item, _ = plot_vectors(space, "Richmond, Australia", ONE).data
    assert texts(item)["population: missing"] == "yes"
    assert texts(item)["population, people"] == "not known"


def test_names_that_look_like_numbers_stay_names():
    space = VectorSpace([[1, 2], [3, 4]], ["a", "b"], feature_names=["2020", "2021"])
    assert plot_vectors(space, "a", "b").layout.yaxis.type == "category"
    strips = VectorSpace(np.eye(2, 30), ["7", "8"])
    assert plot_vectors(strips, "7", "8").layout.yaxis.type == "category"


def test_two_features_whose_names_begin_alike_keep_a_bar_each():
    long = "the same words at the beginning of both, then "
    space = VectorSpace([[1, 2], [3, 4]], ["a", "b"], feature_names=[f"{long}one", f"{long}two"])
    assert len(set(plot_vectors(space, "a", "b").data[0].y)) == 2


@pytest.mark.parametrize("metric", ["euclidean", "cosine", "manhattan"])
def test_the_texts_of_the_bars_stay_letters(evil, raw_markup, metric):
    space = ev.vectorize(evil, ["size", "age", "heap", "tags"], metric=metric)
    assert raw_markup(plot_vectors(space, space.labels[0], space.labels[5])) == []


def test_the_texts_of_the_strips_stay_letters(evil, raw_markup):
    names = [f"<b>{each}</b>" for each in range(30)]
    space = VectorSpace(np.random.default_rng(0).normal(size=(8, 30)), evil.labels,
                        feature_names=names)  # fmt: skip
    assert raw_markup(plot_vectors(space, *space.labels[:2])) == []
