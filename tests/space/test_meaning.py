"""Axes of meaning: SemAxis by its formula, the plain projection by what space.axis gives."""

from __future__ import annotations

import numpy as np
import pytest

import embedviz as ev
from embedviz.errors import AmbiguousLabel, InvalidRequest, UnknownLabel
from embedviz.projections.axes import Axes
from embedviz.projections.quality import measure_quality
from embedviz.space import VectorSpace
from embedviz.space.meaning import meaning_axis

SMALL, LARGE = ["small", "little", "tiny"], ["large", "big", "huge"]
ANIMALS = {"mouse": "elephant", "duck": "whale", "rabbit": "tiger", "sheep": "shark"}


@pytest.fixture(scope="module")
def words() -> VectorSpace:
    return ev.load_words()


@pytest.mark.parametrize("metric", ["cosine", "euclidean"])
def test_one_item_a_pole_is_what_the_space_has_had_before(plane, metric):
    space = plane.with_metric(metric)
    axis = meaning_axis(space, "man", "queen")
    np.testing.assert_allclose(axis.places, space.axis("man", "queen"), rtol=1e-5, atol=1e-6)


def test_cosines_are_those_of_semaxis_by_its_formula(words):
    units = words.vectors / np.linalg.norm(words.vectors, axis=1, keepdims=True)
    low, high = (
        units[[words.index_of(each) for each in pole]].astype(float) for pole in (SMALL, LARGE)
    )
    way = high.mean(axis=0) - low.mean(axis=0)
    expected = units @ way / np.linalg.norm(way)
    axis = meaning_axis(words, SMALL, LARGE)
    np.testing.assert_allclose(axis.cosines, expected, atol=1e-6)
    assert axis.title == "small, little and 1 more … large, big and 1 more"


def test_animals_stand_by_their_size_between_small_and_large(words):
    axis = meaning_axis(words, SMALL, LARGE)
    place = dict(zip(words.labels, axis.values.tolist(), strict=True))
    assert all(place[small] < place[large] for small, large in ANIMALS.items())


def test_the_table_is_ranked_from_the_high_pole_to_the_low_one(plane):
    table = meaning_axis(plane, ["man", "king"], ["woman", "queen"]).to_frame()
    assert list(table) == ["rank", "label", "index", "cosine", "place", "pole"]
    assert table["place"].is_monotonic_decreasing
    assert table["label"].tolist()[0] == "apple"
    assert dict(zip(table["label"], table["pole"], strict=True)) == {
        "apple": "", "woman": "high", "queen": "high", "girl": "", "man": "low", "king": "low",
    }  # fmt: skip
    assert [plane.labels[row] for row in table["index"]] == table["label"].tolist()


def test_turning_the_poles_round_turns_the_cosines_round(words):
    one, other = meaning_axis(words, SMALL, LARGE), meaning_axis(words, LARGE, SMALL)
    np.testing.assert_allclose(one.cosines, -other.cosines, atol=1e-6)


def test_a_pole_may_be_vectors(plane):
    by_labels = meaning_axis(plane, ["man", "king"], "apple")
    by_vectors = meaning_axis(plane, [plane["man"], plane["king"]], plane["apple"])
    table = meaning_axis(plane, plane.vectors[[0, 2]], "apple")
    np.testing.assert_array_equal(by_vectors.places, by_labels.places)
    np.testing.assert_array_equal(table.places, by_labels.places)
    assert by_vectors.low == ("a vector", "a vector")


def test_a_pole_may_be_a_text_where_texts_are_encoded():
    texts = ["cheap and bad", "cheap cheap", "fine and expensive", "very expensive", "fine wine"]
    space = ev.encode(texts, "tfidf", n_components=3)
    axis = meaning_axis(space, "a cheap one", "an expensive one")
    assert axis.rows == ((), ())
    place = dict(zip(texts, axis.values.tolist(), strict=True))
    assert place["cheap cheap"] < place["very expensive"]


def test_any_vector_has_a_value_as_the_items_have_theirs(words):
    axis = meaning_axis(words, SMALL, LARGE)
    assert axis.value_of(words["whale"]) == pytest.approx(
        axis.values[words.index_of("whale")], abs=1e-6
    )


def test_what_is_no_pole_is_a_sentence(plane, towns):
    with pytest.raises(InvalidRequest, match="A pole needs at least one item"):
        meaning_axis(plane, [], "man")
    with pytest.raises(UnknownLabel, match='No item is called "quean"'):
        meaning_axis(plane, "quean", "man")
    with pytest.raises(InvalidRequest, match=r"^An axis needs two poles that differ"):
        meaning_axis(plane, ["man", "king"], ["king", "man"])
    with pytest.raises(InvalidRequest, match="has 2 numbers"):
        meaning_axis(plane, np.zeros(3), "man")
    places = ev.vectorize(towns)
    with pytest.raises(AmbiguousLabel):
        meaning_axis(places, "Richmond", "Quito")


def test_two_axes_draw_a_plot_with_its_quality(words):
    few = words.take([words.index_of(each) for each in [*SMALL, *LARGE, *ANIMALS, "king", "red"]])
    poles = ((tuple(SMALL), tuple(LARGE)), (("king",), ("red",)))
    view = Axes(poles=poles)(few)
    np.testing.assert_array_equal(view.coordinates[:, 0], meaning_axis(few, SMALL, LARGE).values)
    assert [axis.title for axis in view.axes][1] == "king … red"
    np.testing.assert_array_equal(view.quality.overlap, measure_quality(few, view.as_seen).overlap)
    np.testing.assert_allclose(
        view.method.place(view, few["mouse"]), view.coordinates[few.index_of("mouse")], atol=1e-6
    )


def test_a_plot_needs_a_pair_of_poles_for_each_axis(plane):
    pair = (("man",), ("queen",))
    with pytest.raises(InvalidRequest, match="needs 2 pairs of poles; 1 pair was given"):
        Axes(poles=(pair,))(plane)
    with pytest.raises(InvalidRequest, match="Two axes have the same poles"):
        Axes(poles=(pair, pair))(plane)
