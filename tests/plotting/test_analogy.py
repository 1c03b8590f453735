"""plot_analogy: the parallelogram of an analogy."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.spatial.distance import pdist

import embedviz as ev
from embedviz.plotting import plot_analogy
from embedviz.space import VectorSpace

LABELS = list("abcdefgh")
METRICS = ["euclidean", "cosine", "manhattan"]


def space_of(vectors, metric="euclidean"):
    return VectorSpace(vectors, LABELS[: len(vectors)], metric=metric)


def drawn(figure):
    """Give the places of a, b, c, the target, and the answers: (4 + k, 2)."""
    trace = figure.data[-1]
    return np.stack([trace.x, trace.y], axis=1).astype(float)


@given(
    hnp.arrays(np.float64, (6, 5), elements=st.integers(-50, 50).map(float)),
    st.sampled_from(["euclidean", "manhattan"]),
)
def test_the_drawn_parallelogram_is_a_true_one_of_the_true_size(vectors, metric):
    a, b, c = vectors[:3]
    assume(np.linalg.matrix_rank(np.stack([b - a, c - a])) == 2)
    corners = drawn(plot_analogy(space_of(vectors, metric), "a", "b", "c", k=1))[:4]
    np.testing.assert_allclose(corners[1] - corners[0], corners[3] - corners[2], atol=1e-3)
    np.testing.assert_allclose(pdist(corners), pdist([a, b, c, b - a + c]), atol=1e-3)


def test_under_cosine_the_corners_are_taken_at_unit_length(rng):
    vectors = rng.normal(size=(6, 5)) * rng.uniform(1, 9, size=(6, 1))
    units = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    corners = drawn(plot_analogy(space_of(vectors, "cosine"), "a", "b", "c", k=1))[:4]
    a, b, c = units[:3]
    np.testing.assert_allclose(pdist(corners), pdist([a, b, c, b - a + c]), atol=1e-5)


@pytest.mark.parametrize("metric", METRICS)
def test_an_answer_is_drawn_at_the_foot_of_its_perpendicular(rng, metric):
    space = space_of(rng.normal(size=(8, 5)), metric)
    places = drawn(plot_analogy(space, "a", "b", "c", k=3))
    points = space.points.astype(float)
    spans = np.stack([points[1] - points[0], points[2] - points[0]], axis=1)
    for place, row in zip(places[4:], space.analogy(["b", "c"], ["a"], k=3)["index"], strict=True):
        # Least squares finds the point of the plane nearest to the answer.
        along, *_ = np.linalg.lstsq(spans, points[row] - points[0], rcond=None)
        foot = points[0] + spans @ along
        from_corners = [np.linalg.norm(foot - points[corner]) for corner in range(3)]
        seen = np.linalg.norm(places[:3] - place, axis=1)
        np.testing.assert_allclose(seen, from_corners, atol=1e-4)


@pytest.mark.parametrize("method", ["3cosadd", "3cosmul", "parallelogram"])
def test_the_answers_are_those_of_the_space_with_the_number_that_chose_them_named(rng, method):
    space = space_of(rng.normal(size=(8, 5)))
    figure = plot_analogy(space, "a", "b", "c", k=3, method=method)
    answers = space.analogy(["b", "c"], ["a"], k=3, method=method)
    score = "distance" if method == "parallelogram" else "similarity"
    said = [text.split("  ") for text in figure.data[-1].customdata[4:]]
    assert [label for label, _ in said] == list(answers["label"])
    assert said[0][1].startswith(f"{score} ")
    numbers = [float(note.removeprefix(f"{score} ").replace("−", "-")) for _, note in said]
    assert numbers == pytest.approx(list(answers[score]), abs=0.001)


def test_a_king_is_to_a_queen_as_a_man_is_to_a_woman(plane):
    figure = plot_analogy(plane, "man", "king", "woman", method="parallelogram", k=1)
    places = drawn(figure)
    np.testing.assert_allclose(places[3], places[4], atol=1e-5)
    told = list(figure.data[-1].customdata)
    assert told == ["man", "king", "woman", "target", "queen  distance 0"]


@pytest.mark.parametrize(
    "corners", list(permutations(["Lima, Peru", "Oslo, Norway", "Perth, Australia"]))
)
def test_in_a_plane_of_latitude_and_longitude_north_is_above_and_east_to_the_right(corners):
    cities = ev.load_dataset("cities")
    figure = plot_analogy(ev.vectorize(cities), *corners, method="parallelogram")
    lima, oslo, perth = (drawn(figure)[corners.index(each)] for each in sorted(corners))
    where = cities.frame[["longitude", "latitude"]].to_numpy()
    rows = [cities.labels.index(each) for each in sorted(corners)]
    np.testing.assert_allclose(oslo - lima, where[rows[1]] - where[rows[0]], atol=1e-3)
    np.testing.assert_allclose(perth - lima, where[rows[2]] - where[rows[0]], atol=1e-3)


def test_both_axes_have_the_same_scale():
    figure = plot_analogy(space_of(np.eye(5)), "a", "b", "c", k=1)
    assert (figure.layout.yaxis.scaleanchor, figure.layout.yaxis.scaleratio) == ("x", 1)


def test_everything_drawn_lies_within_the_frame(rng):
    figure = plot_analogy(space_of(rng.normal(size=(8, 5))), "a", "b", "c", k=4)
    for axis, values in zip((figure.layout.xaxis, figure.layout.yaxis), drawn(figure).T,
                            strict=True):  # fmt: skip
        assert axis.range[0] < values.min()
        assert values.max() < axis.range[1]


def test_two_arrows_lead_from_a_to_b_and_from_c_to_the_target(rng):
    figure = plot_analogy(space_of(rng.normal(size=(8, 5))), "a", "b", "c", k=1)
    places = drawn(figure)
    arrows = [
        [(note.ax, note.ay), (note.x, note.y)]
        for note in figure.layout.annotations
        if note.showarrow and not note.text
    ]
    np.testing.assert_allclose(arrows, [places[[0, 1]], places[[2, 3]]])


def test_each_answer_is_named_to_the_right_of_everything_drawn(rng):
    figure = plot_analogy(space_of(rng.normal(size=(8, 5))), "a", "b", "c", k=4)
    labels = [note for note in figure.layout.annotations if note.text]
    assert [note.text for note in labels] == list(figure.data[-1].customdata[4:])
    np.testing.assert_allclose([(note.x, note.y) for note in labels], drawn(figure)[4:])
    assert {(note.ax, note.xanchor) for note in labels} == {(figure.layout.xaxis.range[1], "left")}


def test_the_corners_are_named_above_and_below_the_parallelogram():
    figure = plot_analogy(space_of(np.eye(5)), "a", "b", "c", k=1)
    marks = figure.data[-1]
    assert list(marks.text[:4]) == ["a", "b", "c", "target"]
    middle = np.mean(marks.y[:4])
    assert [side.startswith("top") for side in marks.textposition] == list(marks.y[:4] > middle)


@pytest.mark.parametrize("question", ["aab", "aba", "aaa"])
def test_a_question_that_spans_no_plane_gets_a_sentence(rng, question):
    with pytest.raises(ev.InvalidRequest, match="they span no plane"):
        plot_analogy(space_of(rng.normal(size=(8, 5))), *question)


def test_a_space_of_one_dimension_has_no_plane(rng):
    with pytest.raises(ev.InvalidRequest, match="they span no plane"):
        plot_analogy(space_of(rng.normal(size=(8, 1))), "a", "b", "c")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_labels_of_an_analogy_stay_letters(evil, raw_markup, theme):
    space = ev.vectorize(evil, ["size", "age"])
    assert raw_markup(plot_analogy(space, *space.labels[:3], theme=theme)) == []
