"""The Words page."""

from __future__ import annotations

import pytest

from embedviz.errors import MissingExtra

PAGE = "pages/words.py"


@pytest.fixture
def words(visit):
    page = visit(PAGE)
    return page.choose(words__projection="pca")


def test_it_opens_with_a_picture_and_king_less_man_plus_woman_is_queen(visit):
    page = visit(PAGE)
    assert page.plots == ["words.plot"]
    assert page.told["examples"][0] == {
        "title": "man → king, woman → ?",
        "a": "man",
        "b": "king",
        "c": "woman",
    }
    assert page.answers == []  # nothing is asked before somebody asks
    ask(page, "man", "king", "woman")
    assert page.answers[0] == "queen"


def ask(page, a, b, c):
    page.choose(words__analogy__a=a, words__analogy__b=b, words__analogy__c=c)


def test_words_of_ones_own_can_be_asked(words):
    ask(words, "spain", "madrid", "russia")
    assert words.answers[0] == "moscow"


def test_an_answer_that_is_not_the_expected_one_is_said_to_be_wrong(words):
    ask(words, "germany", "berlin", "italy")
    assert words.told["failed"] == "The nearest is italian, not rome."
    ask(words, "france", "paris", "japan")
    assert words.told["failed"] == ""


def test_what_is_asked_and_what_answers_is_drawn_though_its_theme_is_not(words):
    ask(words, "iceland", "reykjavik", "estonia")
    assert all(isinstance(each["row"], int) for each in words.told["answers"])
    assert "asked about" in words.said


def test_a_word_that_is_not_among_those_drawn_is_drawn_with_its_neighbours(words):
    words.choose(words__item="volcano")
    assert len(words.neighbors) == 5
    assert "volcanic" in words.neighbors or "volcanoes" in words.neighbors


def test_every_metric_and_method_of_analogy_works_in_2d_and_3d(words):
    metrics = ("cosine", "euclidean", "manhattan")
    words.choose_each(words__dimensions=(2, 3), words__metric=metrics)
    ask(words, "man", "king", "woman")
    for method in ("3cosadd", "3cosmul", "parallelogram"):
        words.choose(words__analogy__method=method)
        assert words.answers


def test_the_true_shape_of_the_same_word_twice_gets_a_sentence_and_the_answers_stay(words):
    ask(words, "man", "man", "woman")
    assert not words.told["problem"]
    words.choose(words__analogy__shape="true")
    assert "they span no plane" in words.told["problem"]
    assert words.answers
    assert words.plots[0] == "words.plot"


def test_the_five_thousand_most_frequent_can_be_drawn(words):
    words.choose(words__shown="frequent")
    assert "PCA: 5,0" in words.said


def test_where_the_model_is_not_installed_the_page_says_so(visit, monkeypatch):
    def missing(_):
        raise MissingExtra("This needs a model, which is not installed here.")

    monkeypatch.setattr("embedviz.ui.dataset_page.dataset_named", missing)
    assert "not installed here" in visit(PAGE).warnings[0]
