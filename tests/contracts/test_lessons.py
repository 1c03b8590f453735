"""What every lesson in the registry keeps, whoever wrote it."""

from __future__ import annotations

import re
from functools import cache

import plotly.graph_objects as go
import pytest

from embedviz.engine.keys import key_of
from embedviz.lessons import LESSONS, Chart, Exhibition, Lesson, Plot, Table
from embedviz.lessons.texts import filled
from embedviz.parameters import Knob, knobs

MOST_WORDS = 150
"""A text and its question stand on one screen, in type that the back row can read."""

RECORDS: dict[str, dict] = {}


@cache
def shown(lesson: Lesson) -> Exhibition:
    """Show a lesson; work that two of them ask for alike is done once."""
    records = []
    for work in lesson.work():
        key = key_of(work.run, work.version, work.arguments)
        if key not in RECORDS:
            RECORDS[key] = work.run(*work.arguments)
        records.append(RECORDS[key])
    return lesson.show(*records)


def extremes(knob: Knob) -> list:
    if knob.choices is not None:
        names = list(knob.choices)
        return [names[0], names[-1]]
    if knob.switch:
        return [False, True]
    if knob.stops:
        return [knob.stops[0], knob.stops[-1]]
    return [knob.low, knob.high] if knob.low is not None else []


@pytest.fixture(params=LESSONS)
def kind(request) -> type[Lesson]:
    return LESSONS[request.param]


@pytest.fixture(params=["before", "after"])
def lesson(request, kind) -> Lesson:
    return kind(**kind.before) if request.param == "before" else kind()


def test_every_name_in_its_texts_is_a_fact(kind):
    facts = kind(**kind.before).facts()
    texts = [filled(each, facts) for each in (kind.idea, kind.text, kind.to_try, kind.notes)]
    assert all(texts)
    assert not any(re.search(r"\b(nan|inf)\b", each) for each in texts)
    assert not any(":material" in each for each in texts)  # the handout is read elsewhere


def test_it_is_short_enough_for_one_screen(kind):
    facts = kind(**kind.before).facts()
    assert len(filled(kind.idea, facts)) <= 120
    assert len(filled(kind.text, facts).split()) <= MOST_WORDS


def test_its_question_has_one_right_answer_among_different_ones(kind):
    question = kind(**kind.before).question
    assert 2 <= len(question.choices) <= 4
    assert len(set(question.choices)) == len(question.choices)
    assert 0 <= question.right < len(question.choices)
    assert question.prompt.rstrip("* ").endswith("?")
    assert question.why


def test_its_question_is_the_same_before_and_after_the_reveal(kind):
    assert kind(**kind.before).question == kind().question


def test_it_has_notes_and_terms_in_whole_sentences(kind):
    assert kind.notes.strip()
    assert kind.terms
    assert all(meaning.strip().endswith((".", ")", "?")) for meaning in kind.terms.values())


def test_it_shows_at_most_three_things_by_names_of_their_own(lesson):
    exhibits = shown(lesson).exhibits
    assert 1 <= len(exhibits) <= 3
    assert len({each.name for each in exhibits}) == len(exhibits)
    assert all(each.caption for each in exhibits)
    assert shown(lesson).said


def test_its_tables_are_small_and_its_pictures_pin_somebody_who_is_there(lesson):
    for each in shown(lesson).exhibits:
        if isinstance(each, Table):
            assert len(each.frame) <= 7
            assert len(each.frame.columns) <= 5
        if isinstance(each, Plot) and each.pinned is not None:
            assert each.pinned in each.view.space.dataset.label_index


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_its_charts_can_be_drawn(lesson, theme):
    charts = [each for each in shown(lesson).exhibits if isinstance(each, Chart)]
    assert all(isinstance(each.draw(theme=theme), go.Figure) for each in charts)


def test_it_shows_something_at_the_ends_of_each_control(kind):
    if kind().work():
        pytest.skip("It trains for seconds: its own tests turn what is cheap.")
    for name, (_, knob) in knobs(kind).items():
        for value in extremes(knob):
            assert shown(kind(**{name: value})).said
