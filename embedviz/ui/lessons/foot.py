"""Below a chapter: its words, and the handout of all chapters."""

from __future__ import annotations

from functools import partial

import streamlit as st

from embedviz.lessons import LESSONS, Exhibition, Lesson
from embedviz.lessons.glossary import glossary
from embedviz.lessons.handout import handout
from embedviz.lessons.texts import typeset
from embedviz.ui.glossary import PAGE
from embedviz.ui.lessons.place import Place
from embedviz.ui.messages import errors_as_sentences
from embedviz.ui.results import work_of

WANTED = "lessons.handout.wanted"


def show_foot(place: Place) -> None:
    """Show what a reader may want after the chapter; on stage nothing."""
    if place.presenting:
        return
    with st.container(key="lessons.foot"):
        with st.expander("Words of this chapter", icon=":material/menu_book:"):
            st.markdown(_words(place.lesson))
        with st.expander("Handout", icon=":material/print:"):
            st.caption(
                f"All {len(LESSONS)} chapters in one file to print or keep: texts, figures, "
                "questions and answers. It opens without a network."
            )
            with errors_as_sentences():
                _offer_handout()


def _words(lesson: str) -> str:
    anchors = {term.word: term.anchor for term in glossary()}
    return "\n".join(
        f"- [**{word}**]({PAGE}#{anchors.get(word, '')}): {typeset(meaning)}"
        for word, meaning in LESSONS[lesson].terms.items()
    )


def _offer_handout() -> None:
    """Make all chapters' figures, which may take a while, and the file when it is asked for."""
    if not st.session_state.get(WANTED):
        st.button("Prepare it", key="lessons.handout.prepare", on_click=_want)
        return
    chapters = [_shown(LESSONS[name]()) for name in LESSONS]
    st.download_button(
        "Download embedviz lessons.html",
        partial(_file, chapters),
        file_name="embedviz lessons.html",
        mime="text/html",
        icon=":material/download:",
        key="lessons.handout.file",
        on_click="ignore",
    )


def _want() -> None:
    st.session_state[WANTED] = True


def _shown(lesson: Lesson) -> tuple[Lesson, Exhibition]:
    return lesson, lesson.show(*(work_of(step, private=False) for step in lesson.work()))


def _file(chapters: list[tuple[Lesson, Exhibition]]) -> bytes:
    return handout(chapters).encode()
