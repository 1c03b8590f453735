"""plot_pairs: one arrow a pair, from its first to its second."""

from __future__ import annotations

import pytest

import embedviz as ev
from embedviz.errors import UnknownLabel
from embedviz.plotting.pairs import plot_pairs

PAIRS = [("man", "woman"), ("king", "queen")]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_each_pair_is_an_arrow_from_its_first_to_its_second(plane, theme):
    view = ev.project(plane, "features")
    figure = plot_pairs(view, PAIRS, theme=theme)
    arrows = [each for each in figure.layout.annotations if each.showarrow]
    assert [(each.ax, each.ay, each.x, each.y) for each in arrows] == [(1, 1, 4, 1), (1, 5, 4, 5)]
    names = [each.text for each in figure.layout.annotations if not each.showarrow]
    assert sorted(names) == ["king", "man", "queen", "woman"]


def test_an_item_that_is_not_drawn_gets_a_sentence(plane):
    with pytest.raises(UnknownLabel):
        plot_pairs(ev.project(plane, "features"), [("man", "wombat")])
