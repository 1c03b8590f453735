"""The chapter on search: its ranks and times are those of scikit-learn, NumPy and the clock."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import cosine_similarity

from embedviz.lessons.search import Search
from embedviz.lessons.search_views import VIEWS
from embedviz.lessons.searches import PREPARED, by_meaning, by_words, sentences, time_search
from embedviz.models import BUNDLED_MODEL
from embedviz.space.indexes import CELLS, PROBES


@pytest.fixture(scope="module")
def worked():
    """What the works of a lesson give, each done once."""
    known = {}

    def run(lesson):
        records = []
        for work in lesson.work():
            key = repr((work.run.__name__, work.arguments))
            known[key] = known.get(key) or work.run(*work.arguments)
            records.append(known[key])
        return records

    return run


def test_every_wanted_sentence_is_among_those_that_ship():
    assert all(each.wanted in sentences() for each in PREPARED.values())


def test_by_words_is_the_cosine_of_tf_idf():
    words = r"(?u)\b\w+\b"
    counter = TfidfVectorizer(sublinear_tf=True, token_pattern=words).fit(sentences())
    asked = ["a good match", "zzz"]
    expected = cosine_similarity(counter.transform(asked), counter.transform(sentences()))
    found = by_words(sentences(), asked)
    np.testing.assert_allclose([each.scores for each in found], expected, atol=1e-12)
    assert found[0].order[0] == expected[0].argmax()
    assert (len(found[1].order), found[1].place(0)) == (0, None)


def test_a_place_counts_those_with_a_higher_score():
    (found,) = by_meaning(np.eye(3, dtype=np.float32), np.array([[0.2, 0.9, -0.1]], np.float32))
    assert [found.place(row) for row in range(3)] == [2, 1, None]
    assert found.order.tolist() == [1, 0]


def test_the_question_has_no_word_of_its_answer():
    asked = PREPARED["ill"]
    words = [{*text.lower().strip(".?").split()} for text in (asked.question, asked.wanted)]
    assert not words[0] & words[1]
    question = Search().question
    assert question.choices[question.right] == "Nowhere"


@pytest.mark.slow
def test_each_search_wins_the_questions_that_were_prepared_for_it(worked):
    (table,) = Search(view="wins").show(*worked(Search(view="wins"))).exhibits
    far = len(sentences()) + 1
    places = [
        [far if place == "nowhere" else int(place) for place in table.frame[side]]
        for side in ("By meaning", "By words")
    ]
    meaning, words = np.array(places)
    assert (meaning < words).tolist() == [True, True, True, False, False, False]
    assert (words < meaning).tolist() == [False, False, False, True, True, True]


@pytest.mark.slow
@pytest.mark.parametrize("fields", [{}, Search.before], ids=["revealed", "before"])
def test_the_answers_stand_side_by_side_with_the_wanted_one_ticked(worked, fields):
    lesson = Search(**fields)
    shown = lesson.show(*worked(lesson))
    table, chart = shown.exhibits
    ticked = [cell for cell in table.frame.to_numpy().ravel() if str(cell).startswith("✓ ")]
    assert ticked == ["✓ " + PREPARED[lesson.asked].wanted]
    assert chart.draw(theme="dark").data[1].text[0].startswith(PREPARED[lesson.asked].wanted[:20])


@pytest.mark.slow
def test_a_visitor_asks_what_they_like(worked):
    lesson = Search(typed="  Where do penguins slide? ")
    shown = lesson.show(*worked(lesson))
    table = shown.exhibits[0].frame
    assert table["By meaning"][0] == "Penguins slide over the ice on their bellies."
    assert len(shown.exhibits[1].draw(theme="light").data) == 1
    nothing = Search(typed="xyzzy qwrt")
    assert set(nothing.show(*worked(nothing)).exhibits[0].frame["By words"]) == {"–"}


@pytest.mark.slow
def test_encoding_many_takes_longer_than_asking_and_asking_longer_than_comparing():
    times = time_search(list(sentences()[:80]), "a question", BUNDLED_MODEL)
    assert times["all"] > times["one"] > times["compare"] > 0


def test_stored_vectors_cost_once_what_else_costs_each_time():
    shown = VIEWS["stored"].show(PREPARED["ill"], 4, {"all": 2.0, "one": 0.009, "compare": 0.001})
    chart, table = shown.exhibits
    stored, anew = chart.draw(theme="light").data
    assert (stored.y[0], anew.y[0]) == pytest.approx((2.01, 2.01))
    assert (stored.y[-1], anew.y[-1]) == pytest.approx((2 + 1000 * 0.01, 1000 * 2.01))
    assert "201 times as long" in shown.said
    assert table.frame["Time"].tolist() == ["2 s", "9 ms", "1 ms"]


@pytest.mark.slow
def test_an_index_trades_recall_for_time(worked):
    few, many = (Search(view="index", n_probe=each) for each in (1, CELLS))
    records = worked(few)
    cells = [each for each in records[0]["trials"] if each["index"] == "cells"]
    assert [each["effort"] for each in cells] == list(PROBES)
    assert (cells[0]["recall"] < 0.6, cells[-1]["recall"] > 0.99) == (True, True)
    for lesson, trial in ((few, cells[0]), (many, cells[-1])):
        chart, table = lesson.show(*records).exhibits
        ring = chart.draw(theme="light").data[-1]
        assert (ring.x[0], ring.y[0]) == (1000 * trial["seconds"], trial["recall"])
        assert table.frame["Search"][1].startswith(f"{trial['effort']} of {CELLS}")
