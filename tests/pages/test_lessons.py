"""The lessons' page: every chapter asks, reveals and goes on; the address says where one is."""

from __future__ import annotations

import pytest

from embedviz.lessons import LESSONS

PAGE = "pages/lessons.py"
FIRST, SECOND = list(LESSONS)[:2]
QUICK = [name for name, kind in LESSONS.items() if not kind().work()]


@pytest.fixture
def page(visit):
    return visit(PAGE)


def press(page, key):
    page.at.button(key=f"lessons.{key}").click().run()
    page.check()
    return page


def texts(page):
    return [each.value for each in page.at.markdown]


def at(page):
    return dict(page.at.query_params)


def test_it_opens_on_the_first_question_with_its_figure_and_no_controls(page):
    assert at(page) == {"lesson": FIRST, "step": "question"}
    assert page.at.title[0].value == LESSONS[FIRST].idea
    assert any(LESSONS[FIRST]().question.prompt[:20] in each for each in texts(page))
    assert page.plots
    assert not page.at.selectbox


@pytest.mark.parametrize("is_right", [True, False])
def test_an_answer_reveals_kindly_and_brings_the_controls(page, is_right):
    question = LESSONS[FIRST]().question
    choice = question.right if is_right else (question.right + 1) % len(question.choices)
    press(page, f"choice.{choice}")
    assert at(page)["step"] == "reveal"
    said = "as you said" if is_right else f"You said {question.choices[choice]}"
    assert any(said in each for each in texts(page))
    assert any("Try this" in each for each in texts(page))
    assert page.widget(f"lessons.{FIRST}.metric")


def test_the_answer_can_be_seen_without_a_guess_and_asked_again(page):
    press(page, "reveal")
    assert not any("You said" in each for each in texts(page))
    press(page, "again")
    assert at(page) == {"lesson": FIRST, "step": "question"}
    press(page, "reveal")
    assert not any("You said" in each for each in texts(page))


def test_one_goes_on_to_the_next_chapter_and_the_first_is_ticked(page):
    press(press(page, "reveal"), "next")
    assert at(page) == {"lesson": SECOND, "step": "question"}
    labels = {each.key: each.label for each in page.at.button}
    assert "check" in labels[f"lessons.to.{FIRST}"]
    assert "check" not in labels[f"lessons.to.{SECOND}"]


def test_on_stage_there_are_buttons_for_a_hand_and_no_more_than_needed(page):
    press(page, "present")
    assert at(page)["present"] == "true"
    press(page, "forth")
    press(page, "forth")
    assert at(page) == {"lesson": SECOND, "step": "question", "present": "true"}
    press(page, "back")
    assert at(page) == {"lesson": FIRST, "step": "reveal", "present": "true"}
    assert not page.at.expander
    press(page, "leave")
    assert "present" not in at(page)


@pytest.mark.parametrize("name", QUICK)
@pytest.mark.parametrize("step", ["question", "reveal"])
def test_every_chapter_has_a_link_of_its_own(visit, name, step):
    page = visit(PAGE, lesson=name, step=step)
    assert at(page) == {"lesson": name, "step": step}
    assert any(LESSONS[name].title in each for each in texts(page))
    assert page.plots


def test_a_link_to_a_chapter_that_is_not_there_opens_the_first_one(visit):
    assert at(visit(PAGE, lesson="nowhere", step="later")) == {"lesson": FIRST, "step": "question"}


def test_a_control_changes_who_is_near(page):
    press(page, f"to.{SECOND}")
    press(page, "reveal")
    assert any("Santo André" in each for each in texts(page))
    page.choose(**{f"lessons__{SECOND}__scaling": "standard"})
    assert any("Surrey, Seattle" in each for each in texts(page))


def test_the_glossary_lists_the_terms_with_their_chapters(visit):
    page = visit("pages/glossary.py")
    assert "vector" in [each.value for each in page.at.subheader]
    assert any(f"lessons?lesson={FIRST}" in each for each in texts(page))
    assert any("[T](#t-sne)" in each for each in texts(page))


def test_the_glossary_is_searched_as_one_types(visit):
    page = visit("pages/glossary.py")
    page.at.text_input(key="glossary.search").set_value("epoch").run()
    page.check()
    assert [each.value for each in page.at.subheader] == ["epoch"]
    page.at.text_input(key="glossary.search").set_value("xyzzy").run()
    assert not page.at.subheader
    assert "xyzzy" in page.at.info[0].value
