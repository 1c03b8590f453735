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
    (names,) = figure.data
    assert list(zip(names.text, names.x, names.y, strict=True)) == [
        ("man", 1, 1),
        ("king", 1, 5),
        ("woman", 4, 1),
        ("queen", 4, 5),
    ]


def test_a_name_stands_behind_its_arrow_or_before_it(plane):
    (names,) = plot_pairs(ev.project(plane, "features"), PAIRS).data
    assert list(names.textposition) == ["middle left"] * 2 + ["middle right"] * 2
    (names,) = plot_pairs(ev.project(plane, "features"), [("man", "king"), ("queen", "woman")]).data
    assert list(names.textposition) == ["bottom center", "top center", "top center",
                                        "bottom center"]  # fmt: skip


def test_names_stay_letters(evil_view, raw_markup):
    view = evil_view()
    assert raw_markup(plot_pairs(view, [view.space.labels[:2]])) == []


def test_an_item_that_is_not_drawn_gets_a_sentence(plane):
    with pytest.raises(UnknownLabel):
        plot_pairs(ev.project(plane, "features"), [("man", "wombat")])
