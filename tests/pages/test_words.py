"""The Words page."""

from __future__ import annotations

import pytest

PAGE = "pages/words.py"


@pytest.fixture
def words(visit):
    page = visit(PAGE)
    return page.choose(words__projection="pca")


def test_it_opens_with_a_picture_and_king_less_man_plus_woman_is_queen(visit):
    page = visit(PAGE)
    assert page.plots == ["words.plot", "words.analogy.plane", "words.why"]
    assert [page.value(f"words.analogy.{corner}") for corner in "abc"] == ["man", "king", "woman"]
    assert page.answers[0] == "queen"


@pytest.mark.parametrize(
    ("example", "answer"),
    [("paris − france + japan", "tokyo"), ("walked − walking + swimming", "swam")],
)
def test_an_example_fills_in_its_words_and_is_answered(words, example, answer):
    words.at.button_group(key="words.example").set_value(example).run()
    words.check()
    assert answer in words.answers[:3]


def test_words_of_ones_own_can_be_asked(words):
    words.choose(words__analogy__a="spain", words__analogy__b="madrid", words__analogy__c="russia")
    assert words.answers[0] == "moscow"


def test_a_word_that_is_not_among_those_drawn_is_drawn_with_its_neighbours(words):
    words.choose(words__item="volcano")
    assert len(words.neighbors) == 5
    assert "volcanic" in words.neighbors or "volcanoes" in words.neighbors


def test_every_metric_and_method_of_analogy_works_in_2d_and_3d(words):
    metrics = ("cosine", "euclidean", "manhattan")
    words.choose_each(words__dimensions=(2, 3), words__metric=metrics)
    for method in ("3cosadd", "3cosmul", "parallelogram"):
        words.choose(words__analogy__method=method)
        assert words.answers


def test_the_same_word_twice_gets_a_sentence(words):
    words.choose(words__analogy__b="man")
    assert len(words.warnings) == 1
    assert "they span no plane" in words.warnings[0]


def test_the_five_thousand_most_frequent_can_be_drawn(words):
    words.choose(words__shown="frequent")
    assert any("PCA of 5,0" in each.value for each in words.at.caption)
