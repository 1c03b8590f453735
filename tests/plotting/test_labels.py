"""Labels that don't collide."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embedviz.plotting.labels import CHARACTER_WIDTH, LINE_HEIGHT, label_annotations, place_labels
from embedviz.plotting.palette import THEMES

FRAME = (400, 300)
SIZE, GAP = 12, 6

points = st.tuples(st.floats(-20, FRAME[0] + 20), st.floats(-20, FRAME[1] + 20))
crowds = st.lists(st.tuples(points, st.text(max_size=30)), min_size=1, max_size=25)


def placed(pixels, texts, n_obstacles=0):
    return place_labels(
        np.array(pixels, dtype=float).reshape(-1, 2),
        texts,
        font_sizes=[SIZE] * len(texts),
        gaps=[GAP] * len(texts),
        frame=FRAME,
        n_obstacles=n_obstacles,
    )


def rectangle(pixel, text, side):
    """Work out a label's left, right, bottom and top from what its side means."""
    (x, y), width, height = pixel, len(text) * CHARACTER_WIDTH * SIZE, LINE_HEIGHT * SIZE
    left = {1: x + GAP, 0: x - width / 2, -1: x - GAP - width}[side[0]]
    bottom = {1: y + GAP, 0: y - height / 2, -1: y - GAP - height}[side[1]]
    return left, left + width, bottom, bottom + height


def shown(crowd, sides):
    return [
        rectangle(pixel, text, side)
        for (pixel, text), side in zip(crowd, sides, strict=True)
        if side is not None
    ]


@given(crowds, st.integers(0, 25))
def test_no_label_covers_another(crowd, n_obstacles):
    sides = placed(*zip(*crowd, strict=True), min(n_obstacles, len(crowd)))
    for one, other in itertools.combinations(shown(crowd, sides), 2):
        across = min(one[1], other[1]) - max(one[0], other[0])
        upward = min(one[3], other[3]) - max(one[2], other[2])
        assert across <= 1e-6 or upward <= 1e-6


@given(crowds)
def test_no_label_leaves_the_frame(crowd):
    for left, right, bottom, top in shown(crowd, placed(*zip(*crowd, strict=True))):
        assert left >= -1e-6
        assert right <= FRAME[0] + 1e-6
        assert bottom >= -1e-6
        assert top <= FRAME[1] + 1e-6


@given(crowds)
def test_no_label_covers_one_of_the_marked_points(crowd):
    sides = placed(*zip(*crowd, strict=True), len(crowd))
    boxes = [
        (row, rectangle(pixel, text, side))
        for row, ((pixel, text), side) in enumerate(zip(crowd, sides, strict=True))
        if side is not None
    ]
    for row, (left, right, bottom, top) in boxes:
        for other, ((x, y), _) in enumerate(crowd):
            covered = left + 1e-6 < x < right - 1e-6 and bottom + 1e-6 < y < top - 1e-6
            assert other == row or not covered


def test_the_most_important_label_is_placed_whatever_comes_after_it():
    assert placed([(200, 150)] * 3, ["first", "second", "third"])[0] == (1, 0)


def test_a_label_near_the_right_edge_goes_to_the_left():
    assert placed([(FRAME[0] - 5, 150)], ["a town"]) == [(-1, 0)]


def test_a_label_too_long_for_the_frame_is_left_out():
    assert placed([(200, 150)], ["long " * 40]) == [None]


def test_labels_that_find_no_room_are_left_out():
    sides = placed([(200, 150)] * 30, ["the same place"] * 30)
    assert 1 < sum(side is not None for side in sides) <= 8


def test_no_points_have_no_labels():
    assert placed([], []) == []


def test_an_annotation_stands_on_the_side_it_was_given_and_its_text_stays_letters():
    (written,) = label_annotations(
        np.array([[3.0, 4.0], [5.0, 6.0]]),
        ["<b>a</b>", "left out"],
        [(-1, 1), None],
        THEMES["light"],
        gap=GAP,
        font_size=SIZE,
    )
    assert (written["x"], written["y"]) == (3, 4)
    assert (written["xanchor"], written["yanchor"]) == ("right", "bottom")
    assert (written["xshift"], written["yshift"]) == (-GAP, GAP)
    assert written["text"] == "&lt;b&gt;a&lt;/b&gt;"


@pytest.mark.parametrize("side", [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1)])
def test_anchor_and_shift_agree_a_label_never_lies_over_its_own_point(side):
    (written,) = label_annotations(
        np.zeros((1, 3)), ["a"], [side], THEMES["dark"], gap=GAP, font_size=SIZE
    )
    assert written["xanchor"] == {1: "left", 0: "center", -1: "right"}[side[0]]
    assert written["yanchor"] == {1: "bottom", 0: "middle", -1: "top"}[side[1]]
    assert set("xyz") <= set(written)
