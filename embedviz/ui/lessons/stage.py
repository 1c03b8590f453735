"""On stage: large type and nothing else, steered by keys, with notes and a light that points."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from embedviz.lessons import LESSONS, Lesson
from embedviz.lessons.texts import filled
from embedviz.parameters import knobs
from embedviz.plotting.palette import THEMES
from embedviz.ui.lessons.place import Place, answer, done, go, here, present, remember_done
from embedviz.ui.messages import errors_as_sentences
from embedviz.ui.theme import theme_name

STYLES = Path(__file__).parent
KEY = "lessons.stage"
HALF = 22
"""Characters that a select box of half the width shows."""


def set_stage(place: Place) -> None:
    """Dress the page and hear its keys; none of it takes room."""
    with st.container(key="lessons.silent"):
        dress_page(place)
        with errors_as_sentences():
            listen(place)


def dress_page(place: Place) -> None:
    """Give the page the lessons' typography, on stage the stage's."""
    theme = THEMES[theme_name()]
    colors = {
        "accent": theme.accent, "ink": theme.ink, "muted": theme.muted, "line": theme.grid,
        "card": theme.card, "quiet": f"color-mix(in srgb, {theme.accent} 7%, transparent)",
    }  # fmt: skip
    named = " ".join(f"--lesson-{name}: {color};" for name, color in colors.items())
    st.html(f"<style>:root {{ {named} }}</style>")
    st.html(STYLES / "lessons.css")
    if place.presenting:
        st.html(STYLES / "stage.css")
    whole = ", ".join(f".st-key-lessons-{place.lesson}-{name}" for name in _long(place))
    if whole:
        st.html(f"<style>{whole} {{ grid-column: 1 / -1; }}</style>")


def _long(place: Place) -> list[str]:
    """Name the controls that need the whole width: the others stand two in a row."""
    return [
        name
        for name, (_, knob) in knobs(LESSONS[place.lesson]).items()
        if knob.longest or (knob.choices and _longest(knob.choices.values()) > HALF)
    ]


def _longest(words: Collection[str]) -> int:
    """Give the length of the longest; of many choices, an eighth may be longer still."""
    return sorted(map(len, words))[-1 - len(words) // 8]


@cache
def stage_component() -> ComponentRenderer:
    """Register the component that hears the keys, once, when a page runs."""
    return st.components.v2.component(
        "embedviz.stage", js="stage.js", css="stage.css", isolate_styles=False
    )


def listen(place: Place) -> None:
    """Hear the keys, hold the speaker's notes ready, keep in the browser what is done."""
    kind: type[Lesson] = LESSONS[place.lesson]
    lesson = kind(**kind.before)
    stage_component()(
        key=KEY,
        data={
            "presenting": place.presenting,
            "choices": 0 if place.is_revealed else len(lesson.question.choices),
            "title": f"{place.number} · {kind.title}",
            "notes": filled(kind.notes, lesson.facts()),
            "done": sorted(done()),
        },
        on_press_change=_heard,
        on_done_change=_remembered,
        height=1,
    )


def _heard() -> None:
    press = str(st.session_state[KEY].get("press"))
    place = here()
    if press in _DOINGS:
        _DOINGS[press](place)
    elif press.isdigit() and not place.is_revealed:
        answer(place, int(press) - 1)


def _remembered() -> None:
    names: Any = st.session_state[KEY].get("done")
    remember_done([str(name) for name in names or ()])


_DOINGS: dict[str, Callable[[Place], None]] = {
    "next": lambda place: go(place.following()),
    "back": lambda place: go(place.preceding()),
    "present": lambda place: present(place, on=not place.presenting),
    "leave": lambda place: present(place, on=False),
}
