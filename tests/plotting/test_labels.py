"""Labels beside points, each on a line of its own."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from embedviz.plotting.frame import WIDTH
from embedviz.plotting.labels import ASIDE, CHARACTER, STEP, label_annotations, lifts, shifts_apart
from embedviz.plotting.palette import THEMES

HEIGHT = 470
UNIT = np.zeros(2), np.ones(2)
heights = hnp.arrays(np.float64, st.integers(1, 20), elements=st.floats(0, 1))


@given(heights)
def test_no_two_labels_share_a_line_and_none_leaves_the_frame(heights):
    lines = np.sort(heights * HEIGHT + lifts(heights, HEIGHT))
    assert (np.diff(lines) >= STEP - 1e-6).all()
    assert lines[0] >= -1e-6
    assert lines[-1] <= HEIGHT + 1e-6


def test_more_labels_than_lines_stand_closer():
    lines = np.sort(0.5 * HEIGHT + lifts(np.full(40, 0.5), HEIGHT))
    np.testing.assert_allclose(np.diff(lines), HEIGHT / 40)


def written(places, texts, theme="light"):
    return label_annotations(np.array(places), texts, UNIT, THEMES[theme], height=HEIGHT)


def test_a_label_begins_at_its_point_and_its_text_stays_letters():
    (label,) = written([[0.5, 0.25]], ["<b>a</b>"])
    assert (label["x"], label["y"]) == (0.5, 0.25)
    assert label["text"] == "&lt;b&gt;a&lt;/b&gt;"


def test_labels_stand_to_the_sides_that_lead_away_from_each_other():
    left, _, right = written([[0.4, 0.5], [0.5, 0.5], [0.6, 0.5]], ["left", "middle", "right"])
    assert (left["ax"], left["xanchor"]) == (-ASIDE, "right")
    assert (right["ax"], right["xanchor"]) == (ASIDE, "left")


@given(st.lists(st.floats(0, 1), min_size=1, max_size=9), st.integers(1, 34))
def test_no_label_is_cut_by_a_side_of_the_frame(across, length):
    for x, label in zip(across, written([[x, 0.5] for x in across], ["x" * length] * len(across)),
                        strict=True):  # fmt: skip
        end = WIDTH * x + label["ax"] + np.sign(label["ax"]) * CHARACTER * length
        assert -1e-6 <= end <= WIDTH + 1e-6


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_label_in_a_scene_has_three_places(theme):
    (label,) = label_annotations(
        np.zeros((1, 3)), ["a"], (np.zeros(3), np.ones(3)), THEMES[theme], height=HEIGHT
    )
    assert set("xyz") <= set(label)
    assert label["font"]["color"] == THEMES[theme].ink


def test_names_of_groups_never_lie_on_one_another(rng):
    at, widths = rng.uniform(0, 400, size=(40, 2)), rng.uniform(20, 120, size=40).tolist()
    shifts = shifts_apart(at, widths, 20)
    assert shifts[0] == 0
    kept = [each for each, shift in enumerate(shifts) if shift is not None]
    assert len(kept) > 15
    for a in kept:
        for b in kept[: kept.index(a)]:
            beside = abs(at[a, 0] - at[b, 0]) >= (widths[a] + widths[b]) / 2
            assert beside or abs(at[a, 1] + shifts[a] - at[b, 1] - shifts[b]) >= 20
