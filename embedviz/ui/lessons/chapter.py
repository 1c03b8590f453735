"""One chapter on the page: its idea and text, the question, the reveal, the figure, what to try."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from embedviz.lessons import LESSONS, Lesson, Question
from embedviz.lessons.texts import filled, typeset
from embedviz.parameters import changed, knobs
from embedviz.ui.controls import choose_parameters
from embedviz.ui.lessons.bar import show_way_on
from embedviz.ui.lessons.exhibits import Wall, show_exhibits
from embedviz.ui.lessons.place import Place, answer, answers, go
from embedviz.ui.links import comes_later
from embedviz.ui.messages import errors_as_sentences, plain
from embedviz.ui.page import open_page
from embedviz.ui.results import work_of
from embedviz.ui.state import Page

ITEM = "item"
"""A lesson's field of this name is the item in question, which a click in a picture changes."""


def show_chapter(place: Place) -> None:
    """Show a chapter at one of its steps: text and question beside the figure."""
    kind: type[Lesson] = LESSONS[place.lesson]
    asked = kind(**kind.before)
    with st.container(key="lessons.head", gap=None):
        st.markdown(f"Chapter {place.number} of {len(LESSONS)} · {kind.title}")
        open_page(filled(kind.idea, asked.facts()))
    with errors_as_sentences():
        facts = asked.facts()
        left, right = st.columns([3, 5] if place.presenting else [5, 7], gap="large")
        with left:
            if not (place.is_revealed and place.presenting):
                _show_text("text", kind.text, facts)
            if place.is_revealed:
                lesson, said = _reveal(place, asked.question, kind)
                _show_text("try", f"**Try this.** {kind.to_try.strip()}", facts)
                show_way_on(place)
            else:
                _ask(place, asked.question)
                lesson, said = asked, None
                for name in (*knobs(kind), ITEM):
                    comes_later(f"lessons.{place.lesson}.{name}")
        with right, errors_as_sentences():
            _show_figure(place, lesson, said)


def _show_text(name: str, text: str, facts: Mapping[str, Any]) -> None:
    with st.container(key=f"lessons.{name}"):
        st.markdown(filled(text, facts))


def _ask(place: Place, question: Question) -> None:
    """Ask for a prediction; to answer reveals."""
    with st.container(key="lessons.question"):
        st.markdown(typeset(question.prompt))
        for choice, words in enumerate(question.choices):
            st.button(
                f"**{choice + 1}** {plain(words)}",
                key=f"lessons.choice.{choice}",
                on_click=answer,
                args=(place, choice),
                width="stretch",
            )
        st.button(
            "Show the answer",
            key="lessons.reveal",
            type="tertiary",
            on_click=go,
            args=(place.following(),),
        )


def _reveal(place: Place, question: Question, kind: type[Lesson]) -> tuple[Lesson, Any]:
    """Say what is right, and hand over the controls; give the lesson and where to say more."""
    with st.container(key="lessons.answer"):
        st.markdown(typeset(question.prompt))
        st.markdown(_verdict(question, answers().get(place.lesson)))
        st.markdown(typeset(question.why))
    with st.container(key="lessons.said"):
        said = st.empty()
    return _choose(place, kind), said


def _verdict(question: Question, chosen: int | None) -> str:
    right = f"**{plain(question.choices[question.right])}**"
    if chosen is None or chosen >= len(question.choices):
        return right
    if chosen == question.right:
        return f":material/check_circle: {right}, as you said."
    return f"You said {plain(question.choices[chosen])}. It is {right}."


def _choose(place: Place, kind: type[Lesson]) -> Lesson:
    """Make the lesson of its controls, and of the item that was clicked where it has no control."""
    given = {}
    if _has_clicked_item(kind) and (item := st.query_params.get(_item_key(place))):
        given[ITEM] = st.session_state[_item_key(place)] = item
    if not knobs(kind):
        return kind(**given)
    with st.container(key="lessons.knobs"):
        return choose_parameters(kind, Page(f"lessons.{place.lesson}"), **given)


def _has_clicked_item(kind: type[Lesson]) -> bool:
    return ITEM in kind.__dataclass_fields__ and ITEM not in knobs(kind)


def _item_key(place: Place) -> str:
    return f"lessons.{place.lesson}.{ITEM}"


def _show_figure(place: Place, lesson: Lesson, said: Any) -> None:
    """Have the lesson's work done, and show what it shows."""
    typed = {name for name, (_, knob) in knobs(lesson).items() if knob.longest is not None}
    private = not typed.isdisjoint(changed(lesson))
    records = [work_of(step, private=private) for step in lesson.work()]
    shown = lesson.show(*records)
    if said is not None:
        said.markdown(typeset(shown.said))
    wall = Wall(
        f"lessons.{place.lesson}",
        place.presenting,
        lambda label: _pin(place, type(lesson), label),
    )
    show_exhibits(wall, shown)


def _pin(place: Place, kind: type[Lesson], label: str) -> None:
    """Make the clicked item the one in question, where the lesson asks about an item."""
    if not place.is_revealed or ITEM not in kind.__dataclass_fields__:
        return
    if _has_clicked_item(kind):
        st.query_params[_item_key(place)] = label
        return
    choices = knobs(kind)[ITEM][1].choices
    if choices is None or label in choices:
        st.session_state[_item_key(place)] = label
