"""Charts of lines and of two scores: what was measured is where it is drawn."""

from __future__ import annotations

import numpy as np
import pytest

from embedviz.plotting.curves import Curve, Scale, plot_curves
from embedviz.plotting.palette import CATEGORY_COLORS, THEMES
from embedviz.plotting.scores import plot_scores

CURVES = (
    Curve("one <b>", (1, 10), (0.2, 0.5), (0.1, 0.05)),
    Curve("all", (3,), (0.9,), notes=("everything <i>",)),
)


@pytest.mark.parametrize("theme", THEMES)
def test_each_curve_is_a_line_of_its_own_colour_through_its_points(theme):
    figure = plot_curves(CURVES, Scale("cost", log=True), Scale("share", percent=True), theme=theme)
    line, point = figure.data
    assert (list(line.x), list(line.y)) == ([1, 10], [0.2, 0.5])
    assert list(line.error_y.array) == [0.1, 0.05]
    assert (line.mode, point.mode) == ("lines+markers", "markers")
    assert [each.line.color for each in figure.data] == list(CATEGORY_COLORS[:2])
    assert (figure.layout.xaxis.type, figure.layout.yaxis.tickformat) == ("log", ".0%")
    assert figure.layout.font.color == THEMES[theme].ink


def test_a_point_says_where_it_is_and_names_stay_letters():
    line, point = plot_curves(CURVES, Scale("cost"), Scale("share", percent=True)).data
    assert line.text[0] == "cost: 1, share: 20 %"
    assert (line.name, point.text[0]) == ("one &lt;b&gt;", "everything &lt;i&gt;")


def test_the_point_in_question_gets_a_ring():
    *_, ring = plot_curves(CURVES, Scale("cost"), Scale("share"), marked=(10, 0.5)).data
    assert (ring.x[0], ring.y[0], ring.marker.symbol) == (10, 0.5, "circle-open")
    assert not ring.showlegend


def test_items_stand_where_their_two_scores_say_and_the_wanted_one_is_named():
    figure = plot_scores(
        np.array([0.0, 0.4]), np.array([0.1, 0.8]), ["a < b", "c"], ("words", "meaning"), wanted=0
    )
    points, wanted = figure.data
    assert (list(points.x), list(points.y)) == ([0.0, 0.4], [0.1, 0.8])
    assert (wanted.x[0], wanted.y[0], wanted.text[0]) == (0.0, 0.1, "a &lt; b")
    assert figure.layout.xaxis.title.text == "words"


def test_without_a_wanted_item_none_is_named():
    scores = np.zeros(3)
    assert len(plot_scores(scores, scores, list("abc"), ("x", "y")).data) == 1
